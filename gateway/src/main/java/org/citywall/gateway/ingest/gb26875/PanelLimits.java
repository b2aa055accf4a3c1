package org.citywall.gateway.ingest.gb26875;

import java.time.Duration;

/**
 * What a connection of the GB/T 26875.3 port may cost.
 *
 * @param idle a connection without any byte is closed; panels send a sign of life each 20 to 30 s
 * @param maxConnections more are closed at once
 * @param maxInFlight frames of one connection that may wait for Kafka; then it is not read
 * @param perSecond signals of one connection; two seconds' worth may come at once, then it is read
 *     no faster. 0: no limit
 * @param halfFrame a frame that has begun must have ended by then: whatever comes behind it waits
 *     with it
 * @param clockLimit how wrong a panel's clock may be, unless its profile says otherwise
 */
public record PanelLimits(
        Duration idle,
        int maxConnections,
        int maxInFlight,
        int perSecond,
        Duration halfFrame,
        Duration clockLimit) {
    /**
     * 180 s, 20,000 connections, 32 frames, 1,000 signals/s, 3 s, 300 s. A panel that uploads all
     * its analogues sends some thousand signals within seconds, and a fire may be behind them. GB/T
     * 26875.1 wants a fire relayed within 10 s, and half a frame must leave time for that.
     */
    public static PanelLimits defaults() {
        return new PanelLimits(
                Duration.ofMinutes(3),
                20_000,
                32,
                1_000,
                Duration.ofSeconds(3),
                Duration.ofMinutes(5));
    }
}
