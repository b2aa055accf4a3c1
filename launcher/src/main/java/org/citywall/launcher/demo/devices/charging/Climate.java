package org.citywall.launcher.demo.devices.charging;

import java.time.Duration;
import org.citywall.launcher.demo.plan.Dice;

/**
 * Air in a shed: a mean of the day and a daily wave that is hottest at 14 o'clock.
 *
 * @param meanC of the season, °C
 * @param swingK half of what a day's warmest differs from its coldest, K
 * @param daysK how far days differ, K
 * @param seed of the days
 */
public record Climate(double meanC, double swingK, double daysK, long seed) {
    /** Summer in the Pearl River delta, in a shed under the sun. */
    public static Climate summer(long seed) {
        return new Climate(30, 4, 2, seed);
    }

    /** November there. */
    public static Climate autumn(long seed) {
        return new Climate(22, 4, 2.5, seed);
    }

    /** January there. */
    public static Climate winter(long seed) {
        return new Climate(14, 4, 3, seed);
    }

    private static final long BEIJING_MS = Duration.ofHours(8).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final double WARMEST_OF_DAY = 14.0 / 24;

    /** °C in the shade at this moment. */
    double at(long epochMs) {
        long local = epochMs + BEIJING_MS;
        long day = Math.floorDiv(local, DAY_MS);
        double part = Math.floorMod(local, DAY_MS) / (double) DAY_MS;
        double today = ofDay(day);
        double between = today + (ofDay(day + 1) - today) * part;
        return between + swingK * StrictMath.cos(2 * StrictMath.PI * (part - WARMEST_OF_DAY));
    }

    private double ofDay(long day) {
        return meanC + Dice.of(seed + day, "weather").around(daysK);
    }

    /** Hour of the day there, 0 to 23. */
    static int hour(long epochMs) {
        return (int) (Math.floorMod(epochMs + BEIJING_MS, DAY_MS) / Duration.ofHours(1).toMillis());
    }
}
