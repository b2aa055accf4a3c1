package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of the rules of heat. The sources are in docs/domain/ebike.md, "Heat".
 *
 * @param yellowC two samples in a row above this are yellow, °C
 * @param orangeC the same for orange, °C
 * @param redC the same for red, °C
 * @param fallC a level falls when the port is so much below its limit, °C
 * @param leastC a temperature below this is that of a broken sensor, °C
 * @param mostC a temperature above this is that of a broken sensor, °C
 * @param risePerMinute so steep a rise over three minutes, °C/min
 * @param riseAboveLowC counts if the port is so much warmer than at its coldest of the last 30
 *     minutes, °C
 * @param riseAnywayC or at least so warm, °C
 * @param aboveBoardC a port under load that is so much warmer than its board, °C
 * @param boardAge a temperature of the board is compared for so long
 * @param warmC a port that counts for a group of warm ports, °C
 * @param warmPorts so many of one site
 * @param warmWindow within so long
 * @param lostAfter a port without any temperature for so long is no longer measured
 */
public record HeatLimits(
        double yellowC,
        double orangeC,
        double redC,
        double fallC,
        double leastC,
        double mostC,
        double risePerMinute,
        double riseAboveLowC,
        double riseAnywayC,
        double aboveBoardC,
        Duration boardAge,
        double warmC,
        int warmPorts,
        Duration warmWindow,
        Duration lostAfter)
        implements Serializable {
    /** The documented defaults. */
    public static final HeatLimits DEFAULT =
            new HeatLimits(
                    65,
                    75,
                    90,
                    5,
                    -40,
                    250,
                    2,
                    20,
                    60,
                    25,
                    Duration.ofMinutes(5),
                    60,
                    3,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15));
}
