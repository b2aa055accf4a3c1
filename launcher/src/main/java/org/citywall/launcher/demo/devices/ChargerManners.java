package org.citywall.launcher.demo.devices;

import java.time.Duration;

/**
 * How a simulated charger behaves when it is told to stop, good or bad, as chargers in the field
 * do.
 *
 * @param ignoresStops never answers, never does it
 * @param late it does it and answers so much later
 * @param answersTwice every answer comes twice
 * @param relaySticks it says that it has done it, but the relay does not open
 * @param piece most bytes that it writes at once: splits its frames at odd places
 */
public record ChargerManners(
        boolean ignoresStops, Duration late, boolean answersTwice, boolean relaySticks, int piece) {
    private static final Duration AT_ONCE = Duration.ofMillis(300);
    private static final Duration TOO_LATE = Duration.ofSeconds(14);

    /** As the protocol wants it. */
    public static ChargerManners good() {
        return new ChargerManners(false, AT_ONCE, false, false, Integer.MAX_VALUE);
    }

    /** Of the n-th charger of the district: most are good, and every kind of bad one is there. */
    static ChargerManners ofCharger(int n) {
        return new ChargerManners(
                n % 24 == 11,
                n % 24 == 17 ? TOO_LATE : AT_ONCE,
                n % 16 == 5,
                n % 24 == 3,
                n % 5 == 4 ? 7 : Integer.MAX_VALUE);
    }
}
