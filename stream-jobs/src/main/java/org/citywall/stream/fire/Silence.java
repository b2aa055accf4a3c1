package org.citywall.stream.fire;

import java.time.Instant;
import org.citywall.stream.log.LogPause;

/**
 * What happens while nothing is heard: one timer per site, at the earliest moment at which one of
 * its devices needs attention. A heartbeat does not move it; when it fires, it looks who is really
 * overdue and sets itself anew.
 */
final class Silence {
    private Silence() {}

    static void advance(FireDraft draft, LogTime time) {
        while (isDue(draft.timer(), time.now())) {
            Instant due = draft.timer();
            if (isNews(draft, time) && due.isAfter(time.pause().from())) {
                beginGrace(draft, time.pause());
            } else {
                fire(draft, due);
                draft.rewind();
            }
        }
        if (isNews(draft, time)) {
            beginGrace(draft, time.pause());
        }
    }

    private static boolean isDue(Instant timer, Instant now) {
        return timer != null && !timer.isAfter(now);
    }

    /** A pause that lies in the future of this site was told by a partition that is ahead. */
    private static boolean isNews(FireDraft draft, LogTime time) {
        LogPause pause = time.pause();
        return pause != null
                && !pause.until().isAfter(time.now())
                && (draft.graceFrom == null || pause.until().isAfter(draft.graceFrom));
    }

    /** Nobody could be heard during the pause, so silence counts from its end. */
    private static void beginGrace(FireDraft draft, LogPause pause) {
        draft.graceFrom = pause.until();
        draft.rewind();
    }

    private static void fire(FireDraft draft, Instant due) {
        draft.seen = draft.seen.pruned(due);
        Drills.end(draft, due);
        for (FireDevice device : draft.devicesInOrder()) {
            if (device.due(draft.graceFrom, draft.policy).isAfter(due)) {
                continue;
            }
            if (!device.tracked()) {
                draft.forget(device.id());
            } else if (device.online()) {
                draft.report(device.silent(), due);
                Conditions.beginOffline(draft, draft.device(device.id()), due);
            } else {
                draft.report(device, due);
            }
        }
    }
}
