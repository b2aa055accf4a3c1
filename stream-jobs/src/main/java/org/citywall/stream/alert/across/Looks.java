package org.citywall.stream.alert.across;

import java.time.Instant;
import org.citywall.stream.alert.rules.RuleVersions;

/** When to look whether other rules judge by now. */
final class Looks {
    /** How long anything goes on under rules that were replaced, at most: 10 s. */
    static final long EVERY_MS = 10_000;

    private Looks() {}

    /**
     * At a known change, and again and again for those that become known later.
     *
     * @param now what was judged, in milliseconds
     * @param passed event time has come so far; what was not known by then does not come in between
     */
    static long next(long now, long passed, RuleVersions versions) {
        Instant next = versions.nextAfter(Instant.ofEpochMilli(now));
        long soon = Math.floorDiv(Math.max(now, passed), EVERY_MS) * EVERY_MS + EVERY_MS;
        return next == null ? soon : Math.min(soon, next.toEpochMilli());
    }
}
