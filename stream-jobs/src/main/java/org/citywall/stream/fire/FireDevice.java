package org.citywall.stream.fire;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.place.SiteRef;

/**
 * What the fire rules remember of one device.
 *
 * @param id registry id, or the id that an unregistered device gave itself
 * @param site where it is; null for an unregistered device
 * @param place grid path of the site
 * @param placeName the same in words
 * @param tracked whether it is watched for silence: registered and heard live at least once. A
 *     device that was never heard is unknown, not offline
 * @param online false after the offline limit; only meaningful if tracked
 * @param heardAt event time of its newest signal
 * @param lastSeenAt received time of its newest signal
 * @param statusRev revision of its newest status, in milliseconds of event time; 0: none yet
 * @param conditions what it reported and has not taken back, oldest first
 */
public record FireDevice(
        String id,
        SiteRef site,
        String place,
        String placeName,
        boolean tracked,
        boolean online,
        Instant heardAt,
        Instant lastSeenAt,
        long statusRev,
        List<OpenCondition> conditions) {

    /** A device of which nothing is known but this signal. */
    static FireDevice first(FireSignal signal, boolean tracked, Instant now) {
        return new FireDevice(
                signal.deviceId(),
                signal.site(),
                signal.place(),
                signal.placeName(),
                tracked,
                tracked,
                now,
                signal.receivedAt(),
                0,
                List.of());
    }

    /** The same device after one more signal; its place is that of the newest signal. */
    FireDevice heard(FireSignal signal, boolean nowTracked, Instant now) {
        Instant seen = signal.receivedAt();
        return new FireDevice(
                id,
                signal.site(),
                signal.place(),
                signal.placeName(),
                nowTracked,
                nowTracked,
                now,
                seen.isAfter(lastSeenAt) ? seen : lastSeenAt,
                statusRev,
                conditions);
    }

    FireDevice silent() {
        return new FireDevice(
                id,
                site,
                place,
                placeName,
                tracked,
                false,
                heardAt,
                lastSeenAt,
                statusRev,
                conditions);
    }

    FireDevice reported(long rev) {
        return new FireDevice(
                id, site, place, placeName, tracked, online, heardAt, lastSeenAt, rev, conditions);
    }

    FireDevice with(List<OpenCondition> open) {
        return new FireDevice(
                id, site, place, placeName, tracked, online, heardAt, lastSeenAt, statusRev, open);
    }

    /**
     * When this device next needs attention without a signal: as an online device the end of its
     * grace, as an offline one the refresh of its status, as an untracked one its forgetting.
     */
    Instant due(Instant graceFrom, FirePolicy policy) {
        Instant due;
        if (!tracked) {
            due = heardAt.plus(policy.forgetUntracked());
        } else if (online) {
            return later(heardAt, graceFrom).plus(policy.offlineAfter());
        } else {
            due = Instant.ofEpochMilli(statusRev).plus(policy.statusRefresh());
        }
        return later(due, graceFrom);
    }

    private static Instant later(Instant a, Instant b) {
        return b == null || a.isAfter(b) ? a : b;
    }
}
