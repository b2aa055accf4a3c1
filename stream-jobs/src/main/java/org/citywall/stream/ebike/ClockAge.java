package org.citywall.stream.ebike;

/**
 * How old the readings of a charger are at least when they are received: how far its clock is
 * behind. The least of the last ten to twenty minutes in which it was heard, so that neither a
 * backlog nor a pause is taken for a slow clock. A charger that was never heard has a right clock
 * until ten minutes of readings say otherwise.
 */
public final class ClockAge {
    private static final long SPAN = 600_000;

    /** Received time at which the newer span began; 0: not yet. */
    public long since;

    /** Least age of the newer and of the older span, ms. */
    public long newer = Long.MAX_VALUE;

    public long older;

    void add(long deviceAt, long receivedAt) {
        if (since == 0) {
            since = receivedAt;
        } else if (receivedAt - since >= SPAN) {
            older = newer;
            newer = Long.MAX_VALUE;
            since = receivedAt;
        }
        newer = Math.min(newer, receivedAt - deviceAt);
    }

    /** The same time by the gateway's clock. */
    long corrected(long deviceAt) {
        return deviceAt + Math.min(newer, older);
    }
}
