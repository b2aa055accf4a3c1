package org.citywall.stream.slope.model;

import java.io.Serializable;

/**
 * Numbers of the models.
 *
 * @param significance a velocity counts if it is so many standard errors
 * @param minSeries a channel is judged from so many bins on: earlier its noise is not known
 * @param minPoints fewest bins of a regression
 * @param sparseDays instruments that are read less often are judged over their last readings within
 *     so many days
 * @param sigmaFloor least standard deviation of a reading, mm: exact series have none
 * @param referenceDays length of the uniform period of the first reference rate
 * @param uniformShare the thirds of a uniform period differ from its rate by less than this share
 * @param referenceFloor least reference rate, mm/d: below it every wiggle would be steep
 * @param accelerationDays span over which the growth of the acceleration is judged
 * @param fitDays longest span of an inverse-velocity line
 * @param minFitPoints fewest velocities on it
 * @param minFit least coefficient of determination
 * @param scatter least relative error of a velocity on the line: real slopes do not follow it
 * @param onsetRatio the newest third of the velocities is so many times the oldest
 * @param horizonDays longest lead of a forecast
 */
public record ModelLimits(
        double significance,
        int minSeries,
        int minPoints,
        int sparseDays,
        double sigmaFloor,
        int referenceDays,
        double uniformShare,
        double referenceFloor,
        double accelerationDays,
        double fitDays,
        int minFitPoints,
        double minFit,
        double scatter,
        double onsetRatio,
        double horizonDays)
        implements Serializable {
    /** The documented defaults (docs/domain/slope.md). */
    public static final ModelLimits DEFAULT =
            new ModelLimits(6, 11, 4, 30, 0.02, 30, 0.25, 0.1, 7, 30, 5, 0.8, 0.1, 1.3, 30);
}
