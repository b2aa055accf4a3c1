package org.citywall.stream.fire;

import java.time.Instant;
import org.citywall.contracts.fire.FireSignal;

/** A signal proves that its device lives. */
final class Presence {
    private Presence() {}

    static void hear(FireDraft draft, FireSignal signal, Instant now) {
        FireDevice known = draft.device(signal.deviceId());
        if (isSaidOfIt(signal) && known != null) {
            return;
        }
        boolean live = showsLife(signal);
        if (live) {
            hearLive(draft, known, signal, now);
        } else if (known == null) {
            draft.put(FireDevice.first(signal, false, now));
        } else if (!known.tracked()) {
            draft.put(known.heard(signal, false, now));
        }
    }

    /**
     * A recorded event says nothing about whether the device can be heard now. One whose point lies
     * at another site is heard at its own, where its heartbeats come.
     */
    private static boolean showsLife(FireSignal signal) {
        boolean atHome =
                signal.homeSiteId() == null
                        || (signal.site() != null
                                && signal.homeSiteId().equals(signal.site().id()));
        return signal.registered() && !signal.replay() && !isSaidOfIt(signal) && atHome;
    }

    /** What a gateway says of a device is not said by the device. */
    private static boolean isSaidOfIt(FireSignal signal) {
        return signal.signal().isInternal() || signal.source().equals(FireSignal.DUTY_SOURCE);
    }

    private static void hearLive(
            FireDraft draft, FireDevice known, FireSignal signal, Instant now) {
        if (known == null) {
            draft.report(FireDevice.first(signal, true, now), now);
            return;
        }
        FireDevice device = known.heard(signal, true, now);
        if (!known.tracked() || !known.online()) {
            draft.report(device, now);
            Conditions.endOffline(draft, device, signal.receivedAt());
        } else if (now.toEpochMilli() - known.statusRev()
                >= draft.policy.statusRefresh().toMillis()) {
            draft.report(device, now);
        } else {
            draft.put(device);
        }
    }
}
