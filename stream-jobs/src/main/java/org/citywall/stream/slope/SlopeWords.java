package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.level.LevelLimits;
import org.citywall.stream.slope.model.Acceleration;
import org.citywall.stream.slope.model.SteadyRates;
import org.citywall.stream.slope.model.TangentAngle;
import org.citywall.stream.slope.model.Velocity;
import org.citywall.stream.slope.quality.PendingStep;

/** The sentences of the slope rules: what, with the numbers that decided. */
final class SlopeWords {
    /** China has one time zone; words for people use it, fields keep UTC. */
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private SlopeWords() {}

    static String level(int level) {
        return switch (level) {
            case Level.RED -> "红色";
            case Level.ORANGE -> "橙色";
            case Level.YELLOW -> "黄色";
            case Level.BLUE -> "蓝色";
            default -> "无预警";
        };
    }

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String refusedTime(SlopeReading reading, SlopeQuality quality) {
        String why =
                switch (quality) {
                    case FUTURE -> "在未来，拒收";
                    case DEAD_CLOCK -> "不可信（时钟失效），拒收";
                    default -> "早于模型可用的时段，仅存原值";
                };
        return "设备时间 %s %s".formatted(reading.deviceTime(), why);
    }

    static String frozen(SlopeChannel channel) {
        return "读数自 %s 起 %d 次未变".formatted(clock(channel.sameSince()), channel.sameCount() + 1);
    }

    static String step(PendingStep step) {
        return "%s 起读数整体跳变 %s mm，计算中暂不计入，待人工确认".formatted(clock(step.at()), number(step.length()));
    }

    static String silence(SlopeChannel channel, Duration silence) {
        return "%s 已 %.1f 小时没有数据，最后一次 %s"
                .formatted(name(channel), silence.toMinutes() / 60.0, clock(channel.lastAt()));
    }

    static String name(SlopeChannel channel) {
        return channel.stationId() + " " + channel.channel();
    }

    /** Why the slope has its level. */
    static List<String> reasons(SlopeDraft draft) {
        List<String> reasons = new ArrayList<>();
        for (SlopeChannel channel : draft.channels().values()) {
            boolean moves =
                    channel.motion() != null
                            && channel.motion().grade().level() < SlopeView.NO_LEVEL;
            if (moves || channel.key().equals(draft.leader)) {
                reasons.add(name(channel) + "：" + String.join("；", reasons(draft, channel)));
            }
            PendingStep step = Steps.pending(channel);
            if (step != null) {
                reasons.add(name(channel) + "：" + (step.unit() ? "读数量纲疑似错误，不采用" : step(step)));
            }
        }
        if (draft.rain.level() < SlopeView.NO_LEVEL) {
            reasons.add(draft.rain.reason() + " → 雨量" + level(draft.rain.level()));
        }
        if (draft.raisedByRain) {
            reasons.add("强降雨期间变形，升一级");
        }
        if (draft.silent != null) {
            SlopeChannel silent = draft.channel(draft.silent);
            reasons.add("降雨期间" + silence(silent, Weighing.silence(draft, silent)));
        }
        return List.copyOf(reasons);
    }

    /** What the newest evaluation of an instrument found. */
    static List<String> reasons(SlopeDraft draft, SlopeChannel channel) {
        Assessment found = channel.motion().assessment();
        List<String> reasons = new ArrayList<>();
        Velocity velocity = found.velocity();
        if (velocity == null) {
            return List.of("读数不足，速率未知");
        }
        String unit = unit(channel);
        reasons.add(
                "速率 %s±%s %s/d（%d h 窗）%s"
                        .formatted(
                                number(velocity.speed()),
                                number(velocity.sigma()),
                                unit,
                                velocity.windowHours(),
                                velocity.significant() ? arrow(found.rateLevel()) : "，未超过测量噪声"));
        if (velocity.significant()) {
            relative(found, unit, draft.policy.level(), reasons);
        }
        if (found.week() >= draft.profile.limits().orangeWeek()) {
            reasons.add("7 天位移 %s mm".formatted(number(found.week())));
        }
        SlopeForecast forecast = found.forecast();
        reasons.add(
                forecast.open()
                        ? "速率倒数预测破坏 %s（%s 至 %s，R²=%.2f）%s"
                                .formatted(
                                        clock(forecast.failAt()),
                                        clock(forecast.earliest()),
                                        clock(forecast.latest()),
                                        forecast.fit(),
                                        arrow(found.forecastLevel()))
                        : "无破坏时间预测：" + forecast.gate().words());
        int level = channel.motion().grade().level();
        if (level < SlopeView.NO_LEVEL) {
            reasons.add(
                    "近 5 次评估 %d 次达到%s（%s 起）"
                            .formatted(
                                    channel.motion().grade().count(level),
                                    level(level),
                                    clock(
                                            Instant.ofEpochSecond(
                                                    channel.motion().grade().sinceSlot() * 600L))));
        }
        return reasons;
    }

    private static void relative(
            Assessment found, String unit, LevelLimits limits, List<String> reasons) {
        ReferenceRate reference = found.reference();
        if (reference != null) {
            reasons.add(
                    "切线角 %.1f°（匀速速率 %s %s/d，第 %d 版，%s）%s"
                            .formatted(
                                    TangentAngle.of(found.velocity().speed(), reference.mmPerDay()),
                                    number(reference.mmPerDay()),
                                    unit,
                                    reference.version(),
                                    reference.approvedBy() == null
                                            ? "未批准"
                                            : reference.approvedBy() + " 批准",
                                    arrow(found.relativeLevel())));
        } else if (found.steady() != null) {
            double limit = SteadyRates.limit(found.steady());
            reasons.add(
                    "速率为统计限值 V0（%s %s/d）的 %.1f 倍%s"
                            .formatted(
                                    number(limit),
                                    unit,
                                    found.velocity().speed() / limit,
                                    arrow(found.relativeLevel())));
        }
        if (found.relativeLevel() < found.rateLevel() - 1) {
            reasons.add("绝对速率尚低，最多比速率等级高一级");
        }
        Acceleration acceleration = found.acceleration();
        if (found.relativeLevel() == Level.RED && acceleration != null) {
            reasons.add(
                    "近 %.1f 天速率 %s→%s→%s（拟合），加速度%s"
                            .formatted(
                                    acceleration.days(),
                                    number(acceleration.first()),
                                    number(acceleration.middle()),
                                    number(acceleration.last()),
                                    acceleration.grows() ? "仍在增大" : "未继续增大，不判红"));
        }
    }

    /** The next thing that would change the level of the slope. */
    static String next(SlopeDraft draft) {
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
            return draft.level > own ? "另一台独立仪器也达到橙色时升为" + level(own) : null;
        }
        int next = Math.min(own, SlopeView.NO_LEVEL) - 1;
        RateLimits limits = limits(draft, channel);
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
        return "%s 速率由 %s 升到 %s %s/d%s（5 次评估中 %d 次）：升为%s"
                .formatted(
                        name(channel),
                        number(found.velocity().speed()),
                        number(speed),
                        unit(channel),
                        how,
                        draft.policy.level().evaluations(),
                        level(next));
    }

    private static double relativeSpeed(Assessment found, LevelLimits limits, int level) {
        if (found.reference() != null) {
            double angle =
                    switch (level) {
                        case Level.RED -> limits.redAngle();
                        case Level.ORANGE -> limits.orangeAngle();
                        case Level.YELLOW -> limits.yellowAngle();
                        default -> 90;
                    };
            return angle == 90
                    ? Double.POSITIVE_INFINITY
                    : TangentAngle.speedAt(angle, found.reference().mmPerDay());
        }
        if (found.steady() == null || level == Level.BLUE) {
            return Double.POSITIVE_INFINITY;
        }
        double times =
                level == Level.RED
                        ? SteadyRates.RED
                        : level == Level.ORANGE ? SteadyRates.ORANGE : 1;
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
        int level = channel.motion().grade().level();
        if (level >= SlopeView.NO_LEVEL) {
            return "雨量回落或人工确认后降级";
        }
        LevelLimits limits = draft.policy.level();
        return "连续 %d 次评估低于%s且满 %d 小时：降级"
                .formatted(limits.quietEvaluations(), level(level), limits.hold(level).toHours());
    }

    static RateLimits limits(SlopeDraft draft, SlopeChannel channel) {
        return channel.instrument() == SlopeInstrument.TILT
                ? draft.policy.level().tilt()
                : draft.profile.limits();
    }

    static String unit(SlopeChannel channel) {
        return channel.instrument() == SlopeInstrument.TILT ? "°" : "mm";
    }

    private static String arrow(int level) {
        return level < SlopeView.NO_LEVEL ? " → " + level(level) : "";
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
