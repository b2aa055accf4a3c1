package org.citywall.stream.slope;

import java.time.Instant;
import org.citywall.contracts.slope.ForecastGate;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.level.Judge;
import org.citywall.stream.slope.level.LevelLimits;
import org.citywall.stream.slope.level.Moved;
import org.citywall.stream.slope.model.Acceleration;
import org.citywall.stream.slope.model.AdaptiveVelocity;
import org.citywall.stream.slope.model.InverseVelocity;
import org.citywall.stream.slope.model.ModelLimits;
import org.citywall.stream.slope.model.NoiseFloor;
import org.citywall.stream.slope.model.Velocity;
import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.DayMeans;
import org.citywall.stream.slope.series.RateHistory;
import org.citywall.stream.slope.series.Slots;

/** Evaluates one instrument: once an hour, and every ten minutes while it moves fast. */
final class Evaluation {
    private static final int WEEK = 7;
    private static final int SLACK_DAYS = 2;

    private Evaluation() {}

    static void evaluateIfDue(SlopeDraft draft, String key) {
        SlopeChannel channel = draft.channel(key);
        Motion motion = channel.motion();
        int slot = motion.bins().lastSlot();
        boolean newHour = slot / Slots.PER_HOUR > motion.evaluatedSlot() / Slots.PER_HOUR;
        if (newHour || (slot > motion.evaluatedSlot() && isFast(draft, channel))) {
            evaluate(draft, channel, slot);
        }
    }

    /** More in an hour than anybody should wait for. */
    private static boolean isFast(SlopeDraft draft, SlopeChannel channel) {
        return hour(draft, channel) > 0;
    }

    /** Movement in the last hour; zero unless it passes the limit and stands clear of the noise. */
    private static double hour(SlopeDraft draft, SlopeChannel channel) {
        Bins bins = channel.motion().bins();
        int begin = bins.from(bins.lastSlot() - Slots.PER_HOUR);
        // Two readings an hour apart are too few to tell movement from an outlier.
        if (bins.size() - begin < draft.policy.model().minPoints()) {
            return 0;
        }
        double moved = 0;
        for (int d = 0; d < bins.dims(); d++) {
            moved = Math.hypot(moved, bins.value(bins.size() - 1, d) - bins.value(begin, d));
        }
        boolean counts =
                moved >= SlopeWords.limits(draft, channel).redHour()
                        && bins.size() >= draft.policy.model().minSeries()
                        && moved >= draft.policy.model().significance() * NoiseFloor.of(bins);
        return counts ? moved : 0;
    }

    /** Judges the newest evaluation by new settings. */
    static void again(SlopeDraft draft, String key) {
        SlopeChannel channel = draft.channel(key);
        Motion motion = channel.motion();
        if (motion != null && motion.evaluatedSlot() > 0 && motion.bins().size() > 0) {
            evaluate(draft, channel, motion.evaluatedSlot());
        }
    }

    private static void evaluate(SlopeDraft draft, SlopeChannel channel, int slot) {
        Motion motion = channel.motion();
        SlopePolicy policy = draft.policy;
        ModelLimits limits = policy.model();
        double sigma = draft.setting(channel.stationId(), channel.channel()).sigma();
        Velocity velocity = AdaptiveVelocity.of(motion.bins(), sigma, limits);
        double displacement = displacement(motion.bins());
        RateHistory history =
                recorded(motion.history(), velocity, displacement, SlopeView.NO_LEVEL);
        Instant now = Slots.start(slot);
        Assessment found =
                new Judge(policy.level(), draft.profile.limits(), channel.instrument())
                        .judge(
                                velocity,
                                () -> AdaptiveVelocity.overThreeDays(motion.bins(), sigma, limits),
                                new Moved(
                                        hour(draft, channel),
                                        clearWeek(
                                                motion,
                                                Math.max(sigma, limits.sigmaFloor()),
                                                limits)),
                                reference(draft, channel),
                                motion.steady(),
                                Acceleration.of(history, limits),
                                forecast(velocity, history, limits),
                                now);
        RateHistory levelled = recorded(motion.history(), velocity, displacement, found.level());
        boolean again = slot == motion.evaluatedSlot();
        Grade grade = graded(motion.grade(), again, found.level(), slot, policy.level());
        Grade ground = graded(motion.ground(), again, found.ground(), slot, policy.level());
        draft.put(channel.with(motion.evaluated(levelled, found, grade, ground, slot)));
        if (isNews(motion, found, grade)) {
            draft.showNow();
        }
    }

    /** More than other numbers: another level, or another answer to when it fails. */
    private static boolean isNews(Motion before, Assessment found, Grade grade) {
        return grade.level() != before.grade().level()
                || found.level() != before.assessment().level()
                || found.forecast().open() != before.hasForecast();
    }

    private static Grade graded(Grade grade, boolean again, int raw, int slot, LevelLimits limits) {
        return again ? grade.again(raw, slot, limits) : grade.with(raw, slot, limits);
    }

    private static RateHistory recorded(
            RateHistory history, Velocity velocity, double displacement, int level) {
        return velocity == null
                ? history
                : history.with(
                        velocity.endSlot(),
                        velocity.midSlot(),
                        velocity.rate(),
                        velocity.sigma(),
                        displacement,
                        level);
    }

    private static SlopeForecast forecast(
            Velocity velocity, RateHistory history, ModelLimits limits) {
        return velocity == null
                ? SlopeForecast.blocked(ForecastGate.TOO_FEW_POINTS, 0, 0)
                : InverseVelocity.at(history, limits);
    }

    /** A person's newest version, else what the software found. */
    static ReferenceRate reference(SlopeDraft draft, SlopeChannel channel) {
        ReferenceRate chosen = channel.motion().own();
        for (ReferenceRate rate : draft.profile.rates()) {
            if (draft.station(rate.stationId()).equals(channel.stationId())
                    && rate.channel().equals(channel.channel())
                    && (chosen == null || rate.version() >= chosen.version())) {
                chosen = rate;
            }
        }
        return chosen;
    }

    /** Zero unless it stands clear of the noise. */
    private static double clearWeek(Motion motion, double sigma, ModelLimits limits) {
        double week = week(motion.bins(), motion.means());
        double noise = week == 0 ? 0 : Math.max(sigma, NoiseFloor.of(motion.bins()));
        return week >= limits.significance() * noise ? week : 0;
    }

    /** Movement since a week ago, mm. */
    private static double week(Bins bins, DayMeans means) {
        int then = means.indexAt(bins.lastSlot() / Slots.PER_DAY - WEEK, SLACK_DAYS);
        if (then < 0) {
            return 0;
        }
        double[] now = newest(bins);
        double moved = 0;
        for (int d = 0; d < now.length; d++) {
            moved = Math.hypot(moved, now[d] - means.value(then, d));
        }
        return moved;
    }

    private static double displacement(Bins bins) {
        double[] newest = newest(bins);
        return newest.length == 1 ? newest[0] : MotionIntake.length(newest);
    }

    /** Mean of the last six hours. */
    private static double[] newest(Bins bins) {
        int last = bins.lastSlot();
        return bins.mean(last - 6 * Slots.PER_HOUR, last + 1);
    }
}
