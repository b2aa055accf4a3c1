package org.citywall.stream.config;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.slope.model.ModelLimits;

/** Variables of {@link ModelLimits}; the reasons are in docs/domain/slope.md. */
final class SlopeModelSettings {
    private static final ModelLimits BY_DEFAULT = ModelLimits.DEFAULT;

    private static final Setting<Double> SIGNIFICANCE =
            Setting.decimal(
                    "CITYWALL_SLOPE_SIGNIFICANCE",
                    "standard errors",
                    BY_DEFAULT.significance(),
                    1,
                    20,
                    "A velocity counts if it is so many: below it there is no level.");
    private static final Setting<Integer> MIN_SERIES =
            Setting.whole(
                    "CITYWALL_SLOPE_MIN_SERIES",
                    "bins of ten minutes",
                    BY_DEFAULT.minSeries(),
                    4,
                    432,
                    "A channel is judged from so many on: earlier its noise is not known.");
    private static final Setting<Integer> MIN_POINTS =
            Setting.whole(
                    "CITYWALL_SLOPE_MIN_POINTS",
                    "bins",
                    BY_DEFAULT.minPoints(),
                    3,
                    432,
                    "Fewest of a regression.");
    private static final Setting<Integer> SPARSE =
            Setting.whole(
                    "CITYWALL_SLOPE_SPARSE_DAYS",
                    "days",
                    BY_DEFAULT.sparseDays(),
                    4,
                    365,
                    "Instruments that are read less often than three days need are judged"
                            + " over their last readings within so many.");
    private static final Setting<Double> SIGMA_FLOOR =
            Setting.decimal(
                    "CITYWALL_SLOPE_SIGMA_FLOOR_MM",
                    "mm",
                    BY_DEFAULT.sigmaFloor(),
                    0.0001,
                    100,
                    "Least standard deviation of a reading in the models: exact series"
                            + " have none.");
    private static final Setting<Integer> REFERENCE_DAYS =
            Setting.whole(
                    "CITYWALL_SLOPE_REFERENCE_DAYS",
                    "days",
                    BY_DEFAULT.referenceDays(),
                    6,
                    40,
                    "Length of the uniform period of the first reference rate, which"
                            + " nobody has approved.");
    private static final Setting<Double> UNIFORM_SHARE =
            Setting.decimal(
                    "CITYWALL_SLOPE_UNIFORM_SHARE",
                    "share",
                    BY_DEFAULT.uniformShare(),
                    0.01,
                    1,
                    "The thirds of a uniform period differ from its rate by less than" + " this.");
    private static final Setting<Double> REFERENCE_FLOOR =
            Setting.decimal(
                    "CITYWALL_SLOPE_REFERENCE_FLOOR_MM_PER_DAY",
                    "mm/d",
                    BY_DEFAULT.referenceFloor(),
                    0.001,
                    100,
                    "Least reference rate: below it every wiggle would be steep.");
    private static final Setting<Double> ACCELERATION_DAYS =
            Setting.decimal(
                    "CITYWALL_SLOPE_ACCELERATION_DAYS",
                    "days",
                    BY_DEFAULT.accelerationDays(),
                    0.5,
                    30,
                    "Span over which the growth of the acceleration is judged, without"
                            + " which an angle is not red.");
    private static final Setting<Double> FIT_DAYS =
            Setting.decimal(
                    "CITYWALL_SLOPE_FIT_DAYS",
                    "days",
                    BY_DEFAULT.fitDays(),
                    0.5,
                    365,
                    "Longest span of an inverse-velocity line.");
    private static final Setting<Integer> MIN_FIT_POINTS =
            Setting.whole(
                    "CITYWALL_SLOPE_MIN_FIT_POINTS",
                    "velocities",
                    BY_DEFAULT.minFitPoints(),
                    3,
                    168,
                    "Fewest on that line.");
    private static final Setting<Double> MIN_FIT =
            Setting.decimal(
                    "CITYWALL_SLOPE_MIN_FIT",
                    "R²",
                    BY_DEFAULT.minFit(),
                    0,
                    1,
                    "Least coefficient of determination of that line.");
    private static final Setting<Double> SCATTER =
            Setting.decimal(
                    "CITYWALL_SLOPE_SCATTER",
                    "share",
                    BY_DEFAULT.scatter(),
                    0.001,
                    1,
                    "Least relative error of a velocity on that line: real slopes do not"
                            + " follow it.");
    private static final Setting<Double> ONSET_RATIO =
            Setting.decimal(
                    "CITYWALL_SLOPE_ONSET_RATIO",
                    "ratio",
                    BY_DEFAULT.onsetRatio(),
                    1,
                    100,
                    "Acceleration has begun if the newest third of the velocities is so"
                            + " many times the oldest.");
    private static final Setting<Double> HORIZON =
            Setting.decimal(
                    "CITYWALL_SLOPE_HORIZON_DAYS",
                    "days",
                    BY_DEFAULT.horizonDays(),
                    1,
                    365,
                    "Longest lead of a forecast of failure.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Slope rules: models",
                    List.of(
                            SIGNIFICANCE,
                            MIN_SERIES,
                            MIN_POINTS,
                            SPARSE,
                            SIGMA_FLOOR,
                            REFERENCE_DAYS,
                            UNIFORM_SHARE,
                            REFERENCE_FLOOR,
                            ACCELERATION_DAYS,
                            FIT_DAYS,
                            MIN_FIT_POINTS,
                            MIN_FIT,
                            SCATTER,
                            ONSET_RATIO,
                            HORIZON));

    private SlopeModelSettings() {}

    static ModelLimits limits(Map<String, String> env) {
        return new ModelLimits(
                SIGNIFICANCE.in(env),
                MIN_SERIES.in(env),
                MIN_POINTS.in(env),
                SPARSE.in(env),
                SIGMA_FLOOR.in(env),
                REFERENCE_DAYS.in(env),
                UNIFORM_SHARE.in(env),
                REFERENCE_FLOOR.in(env),
                ACCELERATION_DAYS.in(env),
                FIT_DAYS.in(env),
                MIN_FIT_POINTS.in(env),
                MIN_FIT.in(env),
                SCATTER.in(env),
                ONSET_RATIO.in(env),
                HORIZON.in(env));
    }
}
