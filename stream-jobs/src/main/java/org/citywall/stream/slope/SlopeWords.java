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
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Assessment;
import org.citywall.stream.slope.model.Acceleration;
import org.citywall.stream.slope.model.SteadyRates;
import org.citywall.stream.slope.model.TangentAngle;
import org.citywall.stream.slope.model.Velocity;
import org.citywall.stream.slope.quality.PendingStep;
import org.citywall.stream.slope.quality.Scatter;
import org.citywall.stream.slope.series.Slots;

/** The sentences of the slope rules: what, with the numbers that decided. */
final class SlopeWords {
    /** Why a repeat has no effect. */
    static final String REPEAT = "该时刻已有读数，不重复计入";

    /** Why a reading without numbers has no effect. */
    static final String NO_VALUE = "没有可用的测值";

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

    static String released(SlopeRelease release) {
        return "%s 于 %s 人工解除%s预警：%s"
                .formatted(
                        release.by(),
                        clock(release.at()),
                        level(release.level()),
                        release.reason());
    }

    static String frozen(SlopeChannel channel) {
        return "读数自 %s 起 %d 次未变".formatted(clock(channel.sameSince()), channel.sameCount() + 1);
    }

    static String scatter(Scatter scatter) {
        return "近 %d 次读数中 %d 次离群，读数离散过大，停止评估".formatted(Scatter.READINGS, scatter.count());
    }

    static String step(SlopeChannel channel, PendingStep step) {
        return "%s 起读数整体跳变 %s %s，计算中暂不计入，待人工确认"
                .formatted(clock(step.at()), number(step.length()), unit(channel));
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
            for (PendingStep step : Steps.waiting(channel)) {
                reasons.add(
                        name(channel) + "：" + (step.unit() ? "读数量纲疑似错误，不采用" : step(channel, step)));
            }
        }
        if (draft.rain.level() < SlopeView.NO_LEVEL) {
            reasons.add(draft.rain.reason() + " → 雨量" + level(draft.rain.level()));
        }
        if (draft.rainUnknownSince != null) {
            boolean ever = draft.rainUnknownSince.isAfter(SlopeChannel.NEVER);
            String since = ever ? "自 " + clock(draft.rainUnknownSince) + " 起" : "";
            reasons.add("雨量计" + since + "没有数据，雨量未知");
        }
        if (draft.holding) {
            reasons.add(
                    "%s保持至 %s（其后仍低于该级则降级）"
                            .formatted(level(draft.level), clock(Weighing.heldUntil(draft))));
        }
        if (draft.raisedByRain) {
            reasons.add("强降雨期间变形，升一级");
        }
        if (draft.silent != null) {
            SlopeChannel silent = draft.channel(draft.silent);
            reasons.add("降雨期间" + silence(silent, Weighing.silence(draft, silent)));
        }
        if (draft.released != null) {
            reasons.add(released(draft.released));
        }
        return List.copyOf(reasons);
    }

    /** What the newest evaluation of an instrument found. */
    static List<String> reasons(SlopeDraft draft, SlopeChannel channel) {
        Assessment found = channel.motion().assessment();
        List<String> reasons = new ArrayList<>();
        Velocity velocity = found.velocity();
        Scatter scatter = channel.motion().filter().scatter();
        if (scatter.open()) {
            reasons.add(scatter(scatter));
        }
        if (velocity == null) {
            return scatter.open() ? reasons : List.of("读数不足，速率未知");
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
            relative(found, unit, reasons);
        }
        String way = channel.instrument() == SlopeInstrument.TILT ? "转动" : "位移";
        if (found.moved().hour() > 0) {
            reasons.add("1 小时%s %s %s".formatted(way, number(found.moved().hour()), unit));
        }
        if (found.moved().week() >= limits(draft, channel).orangeWeek()) {
            reasons.add("7 天%s %s %s".formatted(way, number(found.moved().week()), unit));
        }
        reasons.add(forecast(found));
        int level = channel.motion().grade().level();
        if (level < SlopeView.NO_LEVEL) {
            reasons.add(persistence(channel, level));
        }
        return reasons;
    }

    private static String forecast(Assessment found) {
        SlopeForecast forecast = found.forecast();
        return forecast.open()
                ? "速率倒数预测破坏 %s（%s 至 %s，R²=%.2f）%s"
                        .formatted(
                                clock(forecast.failAt()),
                                clock(forecast.earliest()),
                                clock(forecast.latest()),
                                forecast.fit(),
                                arrow(found.forecastLevel()))
                : "无破坏时间预测：" + forecast.gate().words();
    }

    private static String persistence(SlopeChannel channel, int level) {
        return "近 5 次评估 %d 次达到%s（%s 起）"
                .formatted(
                        channel.motion().grade().count(level),
                        level(level),
                        clock(Slots.start(channel.motion().grade().sinceSlot())));
    }

    private static void relative(Assessment found, String unit, List<String> reasons) {
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
