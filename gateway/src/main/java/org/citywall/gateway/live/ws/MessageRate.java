package org.citywall.gateway.live.ws;

/**
 * How many messages a client may send: a bucket that fills at a steady rate. A wall that paints a
 * flood of alerts says {@code seen} often; a client in an endless loop says it much more often.
 */
final class MessageRate {
    private final double burst;
    private final double perMillisecond;
    private double left;
    private long at;

    /** A full bucket at time {@code nowMs}. */
    MessageRate(int burst, int perSecond, long nowMs) {
        this.burst = burst;
        this.perMillisecond = perSecond / 1000.0;
        this.left = burst;
        this.at = nowMs;
    }

    /** Takes one message; false if there were too many. */
    boolean take(long nowMs) {
        left = Math.min(burst, left + Math.max(0, nowMs - at) * perMillisecond);
        at = nowMs;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
