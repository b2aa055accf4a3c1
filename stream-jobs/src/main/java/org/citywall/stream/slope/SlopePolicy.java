package org.citywall.stream.slope;

import java.io.Serializable;
import java.time.Duration;
import org.citywall.stream.slope.level.LevelLimits;
import org.citywall.stream.slope.model.ModelLimits;
import org.citywall.stream.slope.quality.QualityLimits;

/**
 * Every threshold of the slope rules; the reasons of the defaults are in docs/domain/slope.md. What
 * belongs to one slope (limits, reference rates, aliases) is in its profile.
 *
 * @param quality which readings the models may see
 * @param model numbers of the models
 * @param level numbers of the level logic
 * @param withCaine whether Caine's intensity-duration line makes rain orange
 * @param silentIntervals missing so many intervals in rain of yellow or more is an alarm
 * @param silentInRain but not before so long
 * @param silentIntervalsDry missing so many intervals without rain is a fault
 * @param silentDry but not before so long
 * @param silentOther the same for what does not measure movement (a gauge may speak only when it
 *     rains); so long, too, the last rain that was measured stands while no gauge is heard
 * @param maxChannels most channels of a slope; one more is refused
 * @param viewPoints evaluated hours of each instrument in a view
 * @param viewEvery what nobody needs to know at once is shown at most once in so long, per slope
 */
public record SlopePolicy(
        QualityLimits quality,
        ModelLimits model,
        LevelLimits level,
        boolean withCaine,
        int silentIntervals,
        Duration silentInRain,
        int silentIntervalsDry,
        Duration silentDry,
        Duration silentOther,
        int maxChannels,
        int viewPoints,
        Duration viewEvery)
        implements Serializable {
    /** The documented defaults. */
    public static SlopePolicy defaults() {
        return new SlopePolicy(
                QualityLimits.DEFAULT,
                ModelLimits.DEFAULT,
                LevelLimits.DEFAULT,
                false,
                2,
                Duration.ofMinutes(30),
                6,
                Duration.ofHours(6),
                Duration.ofHours(24),
                200,
                72,
                Duration.ofSeconds(30));
    }
}
