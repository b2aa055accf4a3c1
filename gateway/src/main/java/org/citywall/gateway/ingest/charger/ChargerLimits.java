package org.citywall.gateway.ingest.charger;

import java.time.Duration;

/**
 * What a connection of the {@code 5A A5} port may cost, and how it is spoken to.
 *
 * @param idle a connection without any byte is closed
 * @param login a connection must have logged in by then
 * @param maxConnections more are closed at once
 * @param maxInFlight frames of one connection that may wait for Kafka; then it is not read
 * @param perSecond readings of one connection; two seconds' worth may come at once, then it is read
 *     no faster. 0: no limit
 * @param halfFrame a frame that has begun must have ended by then: whatever comes behind it waits
 *     with it
 * @param heartbeat interval of heartbeats and live data that chargers are told, 10 to 250 s
 * @param proof for so long after its answer to a stop a charger is asked what its ports draw
 */
public record ChargerLimits(
        Duration idle,
        Duration login,
        int maxConnections,
        int maxInFlight,
        int perSecond,
        Duration halfFrame,
        Duration heartbeat,
        Duration proof) {
    /**
     * 180 s, 10 s, 20,000 connections, 32 frames, 500 readings/s (what 20 ports send twice a minute
     * is 40 a minute), 3 s, 30 s (chargers in the field do 30, 60 or 90 s), 15 s: as long as the
     * job waits for its proof.
     */
    public static ChargerLimits defaults() {
        return new ChargerLimits(
                Duration.ofMinutes(3),
                Duration.ofSeconds(10),
                20_000,
                32,
                500,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15));
    }
}
