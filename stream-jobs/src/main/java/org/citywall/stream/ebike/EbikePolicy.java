package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Every threshold of the rules of e-bike charging; the reasons of the defaults are in
 * docs/domain/ebike.md. What belongs to one site is in its profile.
 *
 * @param heat numbers of temperature
 * @param power numbers of power and of the shape of a session
 * @param time numbers of durations
 * @param order numbers of orders
 * @param silence numbers of silence
 * @param leastConfidence what a camera is less sure of is not believed, 0 to 1
 * @param cameraHold what a camera saw is over when it has not seen it again for so long
 * @param viewEvery what nobody needs to know at once is shown on the wall at most once in so long,
 *     per site
 * @param pageEvery the same of the page of a site, which is some hundred times as long
 * @param watchedEvery the same of wall and page while somebody looks at the page
 * @param maxStations most chargers of a site; one more is refused
 * @param maxPorts most ports of a site; one more is refused
 */
public record EbikePolicy(
        HeatLimits heat,
        PowerLimits power,
        TimeLimits time,
        OrderLimits order,
        SilenceLimits silence,
        double leastConfidence,
        Duration cameraHold,
        Duration viewEvery,
        Duration pageEvery,
        Duration watchedEvery,
        int maxStations,
        int maxPorts)
        implements Serializable {
    /** The documented defaults. */
    public static EbikePolicy defaults() {
        return new EbikePolicy(
                HeatLimits.DEFAULT,
                PowerLimits.DEFAULT,
                TimeLimits.DEFAULT,
                OrderLimits.DEFAULT,
                SilenceLimits.DEFAULT,
                0.6,
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                100,
                1_000);
    }
}
