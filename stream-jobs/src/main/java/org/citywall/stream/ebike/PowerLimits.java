package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of the rules of power. The sources are in docs/domain/ebike.md, "Power" and "Shape".
 *
 * @param portMaxW no port may give more, W
 * @param ratingShare nor more than so many times its rating, if that is set
 * @param overFor for so long
 * @param fallShare what was over its limit is so until it is below this share of it
 * @param stuckW a port that is off and gives more than this has a relay that does not open, W
 * @param stuckFor for so long
 * @param floatW below this a battery counts as full, W
 * @param nothingW below this nothing at all is drawn, W
 * @param unpluggedW below this nothing is plugged in, or the battery has cut itself off, W
 * @param startW above this a port of unknown state charges, W
 * @param leastPlateauW the shape of a session below this is not judged, W
 * @param plateauShare constant current: above this share of the plateau
 * @param lateAfter a battery that was at its plateau for less has no late phase
 * @param lateFall a session is late when it was below this share of its plateau
 * @param lateFallMinutes for so many minutes
 * @param lateRise it rises again by this share of its plateau
 * @param lateRiseMinutes for so many minutes
 * @param nearlyFull a battery below this share of its plateau is nearly full
 * @param topUpMinutes and may be topped up for so many minutes
 * @param swapGap between samples closer than this nobody can change the battery unseen
 * @param fluctuation standard deviation over mean of ten minutes
 * @param leastSwings with at least so many swings
 * @param swing a swing is so large a share of the greatest power
 * @param swings more swings in ten minutes fluctuate whatever the deviation is
 * @param siteYellow share of the site's limit that is yellow
 * @param siteOrange share of the site's limit that is orange
 * @param siteFor for so long
 */
public record PowerLimits(
        double portMaxW,
        double ratingShare,
        Duration overFor,
        double fallShare,
        double stuckW,
        Duration stuckFor,
        double floatW,
        double nothingW,
        double unpluggedW,
        double startW,
        double leastPlateauW,
        double plateauShare,
        Duration lateAfter,
        double lateFall,
        int lateFallMinutes,
        double lateRise,
        int lateRiseMinutes,
        double nearlyFull,
        int topUpMinutes,
        Duration swapGap,
        double fluctuation,
        int leastSwings,
        double swing,
        int swings,
        double siteYellow,
        double siteOrange,
        Duration siteFor)
        implements Serializable {
    /** The documented defaults. */
    public static final PowerLimits DEFAULT =
            new PowerLimits(
                    1_000,
                    1.1,
                    Duration.ofSeconds(60),
                    0.95,
                    15,
                    Duration.ofSeconds(30),
                    20,
                    2,
                    8,
                    20,
                    50,
                    0.9,
                    Duration.ofMinutes(10),
                    0.5,
                    5,
                    0.3,
                    5,
                    0.25,
                    20,
                    Duration.ofSeconds(15),
                    0.25,
                    4,
                    0.2,
                    6,
                    0.9,
                    1.0,
                    Duration.ofSeconds(60));
}
