package org.citywall.stream.ebike;

import java.time.Duration;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * Hours at the plateau, with those before the first reading of a session that went on already. The
 * charger's own seconds tell that there were such hours, its energy what was drawn in them: where
 * the mean power since the begin is that of the plateau, the battery was at it all the time. Where
 * the charger counts no energy nobody knows, so the hours before make a yellow and no more.
 */
final class Unheard {
    /** Controllers end a session after 24 h; what counts longer does not count a session, ms. */
    private static final long MOST = 86_400_000;

    /** Mean power and plateau may differ by a meter's error and by a plateau that grows. */
    private static final double LIKE = 0.1;

    /** What is in its taper falls below the plateau sooner, ms. */
    private static final long HELD = 1_800_000;

    private Unheard() {}

    /** What the hours at the plateau say. */
    static int plateauLevel(EbikeDraft draft, SessionMemory session) {
        TimeLimits limits = draft.policy.time();
        int heard = level(session.plateauMs, limits);
        int all = level(plateauMs(draft, session), limits);
        return all == PortView.NO_LEVEL || isCounted(session)
                ? all
                : Math.min(heard, Math.max(all, Level.YELLOW));
    }

    /** Milliseconds at the plateau. */
    static long plateauMs(EbikeDraft draft, SessionMemory session) {
        return session.plateauMs + before(draft, session);
    }

    /** Where the hours come from; empty: all of them were heard. */
    static String words(EbikeDraft draft, SessionMemory session) {
        long before = before(draft, session);
        return before == 0
                ? ""
                : "（首次收到数据前的 %s按充电桩计时，%s）"
                        .formatted(
                                EbikeWords.duration(before),
                                isCounted(session) ? "电量相符" : "无电量可核对");
    }

    private static long before(EbikeDraft draft, SessionMemory session) {
        long before = session.seenAt - session.batteryAt;
        long gap = draft.policy.time().gap().toMillis();
        if (before <= gap || before > MOST || session.elapsedS < 0) {
            return 0;
        }
        // Seconds that stand still, or are those of something else, do not go on with time.
        long heard = draft.at - session.seenAt;
        long counted = session.elapsedS * 1_000L - (session.seenAt - session.startedAt);
        boolean goesOn = counted > heard / 2 && Math.abs(counted - heard) <= gap;
        boolean likely =
                Float.isNaN(session.energyWh) ? session.plateauMs >= HELD : isCounted(session);
        return goesOn && likely ? before : 0;
    }

    private static boolean isCounted(SessionMemory session) {
        if (session.elapsedS <= 0) {
            return false;
        }
        double meanW = session.energyWh * 3_600.0 / session.elapsedS;
        return Math.abs(meanW - session.plateauW) <= LIKE * session.plateauW;
    }

    private static int level(long millis, TimeLimits limits) {
        if (isOver(millis, limits.plateauRed())) {
            return Level.RED;
        }
        if (isOver(millis, limits.plateauOrange())) {
            return Level.ORANGE;
        }
        return isOver(millis, limits.plateauYellow()) ? Level.YELLOW : PortView.NO_LEVEL;
    }

    private static boolean isOver(long millis, Duration limit) {
        return millis > limit.toMillis();
    }
}
