package org.citywall.stream.slope;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.level.LevelLimits;
import org.citywall.stream.slope.model.SteadyRates;
import org.citywall.stream.slope.model.TangentAngle;

/** Says what would change the level of a slope next, upwards and downwards, with the numbers. */
final class NextChange {
    private NextChange() {}

    /** The next thing that would change the level of the slope. */
    static String of(SlopeDraft draft) {
        SlopeChannel fastest = fastest(draft);
        if (fastest == null) {
            return draft.level == SlopeView.NO_LEVEL ? "有连续读数后开始评估" : "雨量回落或人工确认后降级";
        }
        List<String> parts = new ArrayList<>();
        String up = up(draft, fastest);
        if (up != null) {
            parts.add(up);
        }
        if (draft.level < SlopeView.NO_LEVEL) {
            parts.add(down(draft, fastest));
        }
        return String.join("；", parts);
    }

    private static SlopeChannel fastest(SlopeDraft draft) {
        if (draft.leader != null) {
            return draft.channel(draft.leader);
        }
        SlopeChannel fastest = null;
        for (SlopeChannel channel : draft.channels().values()) {
            boolean known =
                    channel.motion() != null && channel.motion().assessment().velocity() != null;
            if (known
                    && (fastest == null
                            || channel.motion().assessment().speed()
                                    > fastest.motion().assessment().speed())) {
                fastest = channel;
            }
        }
        return fastest;
    }

    private static String up(SlopeDraft draft, SlopeChannel channel) {
        int own = channel.motion().grade().level();
        if (own == Level.RED || channel.motion().assessment().velocity() == null) {
            return draft.level > own ? "另一台独立仪器也达到橙色时升为" + SlopeWords.level(own) : null;
        }
        if (own <= Level.YELLOW && channel.instrument() == SlopeInstrument.TILT) {
            return null;
        }
        int next = own - 1;
        RateLimits limits = SlopeWords.limits(draft, channel);
        Assessment found = channel.motion().assessment();
        double speed = absolute(limits, next);
        String how = "";
        double relative = relativeSpeed(found, draft.policy.level(), next);
        // The angle goes at most one level beyond the absolute rate.
        double angled = Math.max(relative, absolute(limits, next + 1));
        if (angled < speed) {
            speed = angled;
            how = next == Level.RED ? "且加速度继续增大" : "";
        }
        double now = found.velocity().speed();
        return "%s 速率 %s，%s %s %s/d%s（5 次评估中 %d 次）：升为%s"
                .formatted(
                        SlopeWords.name(channel),
                        SlopeWords.number(now),
                        now < speed ? "升到" : "不低于",
                        SlopeWords.number(speed),
                        SlopeWords.unit(channel),
                        how,
                        draft.policy.level().evaluations(),
                        SlopeWords.level(next));
    }

    /** Below the yellow absolute rate a yellow ratio is blue. */
    private static double relativeSpeed(Assessment found, LevelLimits limits, int level) {
        if (found.reference() != null) {
            double angle =
                    switch (level) {
                        case Level.RED -> limits.redAngle();
                        case Level.ORANGE -> limits.orangeAngle();
                        default -> limits.yellowAngle();
                    };
            return TangentAngle.speedAt(angle, found.reference().mmPerDay());
        }
        if (found.steady() == null) {
            return Double.POSITIVE_INFINITY;
        }
        double times =
                switch (level) {
                    case Level.RED -> SteadyRates.RED;
                    case Level.ORANGE -> SteadyRates.ORANGE;
                    default -> 1;
                };
        return times * SteadyRates.limit(found.steady());
    }

    private static double absolute(RateLimits limits, int level) {
        return switch (level) {
            case Level.RED -> limits.red();
            case Level.ORANGE -> limits.orange();
            case Level.YELLOW -> limits.yellow();
            case Level.BLUE -> limits.blue();
            default -> 0;
        };
    }

    private static String down(SlopeDraft draft, SlopeChannel channel) {
        if (draft.holding) {
            return "%s 后按当时的评估降级，或由带班领导解除".formatted(SlopeWords.clock(Weighing.heldUntil(draft)));
        }
        int level = channel.motion().grade().level();
        if (level < SlopeView.NO_LEVEL && !Weighing.isCurrent(draft, channel)) {
            return SlopeWords.name(channel) + " 无有效数据，保持等级；现场核实后由带班领导解除";
        }
        if (level >= SlopeView.NO_LEVEL) {
            return "雨量回落或人工确认后降级";
        }
        LevelLimits limits = draft.policy.level();
        return "连续 %d 次评估低于%s且满 %d 小时：降级"
                .formatted(
                        limits.quietEvaluations(),
                        SlopeWords.level(level),
                        limits.hold(level).toHours());
    }
}
