package org.citywall.stream.slope;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.slope.ChannelSetting;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.model.NoiseFloor;
import org.citywall.stream.slope.model.SteadyRates;
import org.citywall.stream.slope.model.UniformPeriod;
import org.citywall.stream.slope.quality.Filtered;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.quality.QualityLimits;
import org.citywall.stream.slope.quality.ReadingFilter;
import org.citywall.stream.slope.quality.Scale;
import org.citywall.stream.slope.quality.Scatter;
import org.citywall.stream.slope.series.Bins;
import org.citywall.stream.slope.series.DayMeans;
import org.citywall.stream.slope.series.Slots;

/** Takes in a reading of a channel that measures movement. */
final class MotionIntake {
    private MotionIntake() {}

    static void take(SlopeDraft draft, String key, SlopeReading reading) {
        SlopeChannel channel = draft.channel(key);
        Motion motion = channel.motion();
        if (motion == null) {
            List<String> names = Components.of(reading);
            if (names.isEmpty()) {
                String needed = Components.needed(reading.instrument());
                refuse(draft, key, reading, SlopeQuality.NO_VALUE, "没有可用的测值，需要 " + needed);
                return;
            }
            motion = Motion.first(names, raw(names, reading.values()));
        }
        String more = Components.missing(motion.names(), reading.values());
        if (more != null && raw(motion.names(), reading.values()) != null) {
            motion = motion.widened(more, reading.values().get(more));
        }
        double[] raw = raw(motion.names(), reading.values());
        if (raw == null) {
            String reason =
                    "缺少测值 "
                            + String.join("、", motion.names())
                            + (reading.faults().isEmpty()
                                    ? ""
                                    : "（" + String.join("；", reading.faults()) + "）");
            refuse(draft, key, reading, SlopeQuality.NO_VALUE, reason);
            return;
        }
        filter(draft, channel.seenAt(reading.deviceTime()), motion, reading, raw);
    }

    private static void filter(
            SlopeDraft draft,
            SlopeChannel channel,
            Motion motion,
            SlopeReading reading,
            double[] raw) {
        double[] relative = raw.clone();
        for (int d = 0; d < relative.length; d++) {
            relative[d] -= motion.origin()[d];
        }
        ChannelSetting setting = draft.setting(channel.stationId(), channel.channel());
        Filtered filtered =
                new ReadingFilter(
                                draft.policy.quality(),
                                scale(draft, channel),
                                setting.sigma(),
                                motion.assessment().speed(),
                                motion.origin(),
                                () -> NoiseFloor.of(motion.bins()))
                        .judge(motion.filter(), reading.deviceTime().toEpochMilli(), relative);
        Bins bins = motion.bins();
        DayMeans means = motion.means();
        for (Filtered.Accepted one : filtered.accepted()) {
            int slot = Math.toIntExact(Math.floorDiv(one.time(), Slots.SECONDS * 1000L));
            means = withDay(means, bins, slot);
            bins = bins.isTooOld(slot) ? bins : bins.with(slot, one.values());
        }
        boolean dayOver = means.newestDay() > motion.means().newestDay();
        Motion after = motion.with(filtered.state(), bins, means);
        if (dayOver) {
            after = learn(channel, after, draft.policy);
        }
        draft.put(channel.with(after));
        mark(draft, channel.key(), reading, filtered, setting);
        if (!filtered.accepted().isEmpty() && !draft.channel(channel.key()).isBroken()) {
            Evaluation.evaluateIfDue(draft, channel.key());
        }
    }

    private static Scale scale(SlopeDraft draft, SlopeChannel channel) {
        QualityLimits limits = draft.policy.quality();
        boolean tilts = channel.instrument() == SlopeInstrument.TILT;
        return new Scale(
                tilts ? limits.tiltSigmaFloor() : limits.sigmaFloor(),
                tilts ? limits.tiltDriftPerDay() : limits.driftPerDay(),
                SlopeWords.limits(draft, channel).orangeWeek(),
                SlopeWords.unit(channel));
    }

    private static void mark(
            SlopeDraft draft,
            String key,
            SlopeReading reading,
            Filtered filtered,
            ChannelSetting setting) {
        QualityLimits limits = draft.policy.quality();
        SlopeChannel channel = draft.channel(key);
        Duration same = Duration.between(channel.sameSince(), channel.lastAt());
        boolean frozen =
                !setting.manual()
                        && channel.sameCount() >= limits.frozenReadings()
                        && same.compareTo(limits.frozenAfter()) >= 0;
        boolean shown = frozen && filtered.quality() == SlopeQuality.OK;
        SlopeQuality quality = shown ? SlopeQuality.FROZEN : filtered.quality();
        String reason = shown ? SlopeWords.frozen(channel) : filtered.reason();
        refuse(draft, key, reading, quality, reason);
        if (frozen && !channel.faults().contains(Faults.FROZEN)) {
            // What looked like calm was none.
            draft.put(draft.channel(key).with(channel.motion().graded(Grade::unquiet)));
        }
        Faults.set(draft, key, Faults.FROZEN, frozen, frozen ? reason : "读数恢复变化");
        Scatter scatter = filtered.state().scatter();
        String broken = scatter.open() ? SlopeWords.scatter(scatter) : "读数恢复稳定";
        Faults.set(draft, key, Faults.SCATTER, scatter.open(), broken);
        PendingStep step = filtered.state().step();
        boolean unit = step != null && step.unit();
        Faults.set(draft, key, Faults.UNIT, unit, unit ? reason : "读数恢复原量纲");
        boolean jumped = step != null && (!step.unit() || filtered.state().steps().size() > 1);
        Faults.set(
                draft, key, Faults.STEP, jumped, jumped ? SlopeWords.step(channel, step) : "跳变已消失");
    }

    private static void refuse(
            SlopeDraft draft,
            String key,
            SlopeReading reading,
            SlopeQuality quality,
            String reason) {
        draft.mark(Intake.marked(reading, key, quality, reason));
        draft.put(draft.channel(key).marked(quality, reason, 0, null));
    }

    /** When the first reading of a new day comes, the day of the newest bin is over. */
    private static DayMeans withDay(DayMeans means, Bins bins, int slot) {
        if (bins.size() == 0 || slot / Slots.PER_DAY <= bins.lastSlot() / Slots.PER_DAY) {
            return means;
        }
        int day = bins.lastSlot() / Slots.PER_DAY;
        return means.with(day, bins.mean(day * Slots.PER_DAY, (day + 1) * Slots.PER_DAY));
    }

    private static Motion learn(SlopeChannel channel, Motion motion, SlopePolicy policy) {
        ReferenceRate own = motion.own();
        if (own == null) {
            UniformPeriod period = UniformPeriod.ending(motion.means(), policy.model());
            own = period == null ? null : period.asFirst(channel.stationId(), channel.channel());
        }
        ReferenceRate steady = motion.steady();
        if (steady == null) {
            steady =
                    SteadyRates.of(
                            channel.stationId(), channel.channel(), motion.means(), policy.model());
        }
        return motion.learnt(own, steady);
    }

    private static double[] raw(List<String> names, Map<String, Double> values) {
        double[] raw = new double[names.size()];
        for (int d = 0; d < raw.length; d++) {
            Double value = values.get(names.get(d));
            if (value == null || !Double.isFinite(value)) {
                return null;
            }
            raw[d] = value;
        }
        return raw;
    }

    /** Length of a displacement since the first reading. */
    static double length(double[] displacement) {
        double length = 0;
        for (double part : displacement) {
            length = Math.hypot(length, part);
        }
        return length;
    }
}
