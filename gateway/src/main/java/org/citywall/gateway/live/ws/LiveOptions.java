package org.citywall.gateway.live.ws;

/**
 * Limits of the WebSocket side.
 *
 * @param beatMs period of the beat
 * @param conflateMs period at which topics that are not urgent are sent (5 a second)
 * @param authMs time to authenticate
 * @param pingMs period of the pings that tell a living idle socket from a dead one
 * @param recheckMs period at which credentials are asked again, so that a revoked one ends
 * @param slowMs a session whose socket took nothing for so long is resynchronised when it drains
 * @param stuckMs a session whose socket took nothing for so long is closed
 * @param outboxItems entries of all outboxes of a session before it is resynchronised
 * @param maxSessions sessions of this gateway
 * @param messageBurst messages that a client may send at once
 * @param messagesPerSecond messages that it may send in the long run
 * @param canaryStaleMs age of the canary at which walls are told without waiting for the next beat
 */
public record LiveOptions(
        long beatMs,
        long conflateMs,
        long authMs,
        long pingMs,
        long recheckMs,
        long slowMs,
        long stuckMs,
        int outboxItems,
        int maxSessions,
        int messageBurst,
        int messagesPerSecond,
        long canaryStaleMs) {

    /** What a control room needs. */
    public static LiveOptions defaults() {
        return new LiveOptions(
                2_000, 200, 5_000, 10_000, 30_000, 2_000, 30_000, 2_000, 20_000, 200, 50, 3_500);
    }
}
