package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeWords.celsius;
import static org.citywall.stream.ebike.EbikeWords.duration;
import static org.citywall.stream.ebike.EbikeWords.percent;
import static org.citywall.stream.ebike.EbikeWords.watts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.RuleLimit;

/** By what a site is judged, in words and numbers. */
final class Limits {
    private Limits() {}

    static List<RuleLimit> of(SiteMemory site, EbikePolicy policy) {
        if (site.limits == null || !site.profile.equals(site.limitsOf)) {
            site.limits = words(site, policy);
            site.limitsOf = site.profile;
        }
        return site.limits;
    }

    private static List<RuleLimit> words(SiteMemory site, EbikePolicy policy) {
        List<RuleLimit> limits = new ArrayList<>();
        heat(limits, policy.heat());
        power(limits, site.profile, site, policy.power());
        shape(limits, site.profile, policy);
        silence(limits, site.profile, policy.silence());
        return List.copyOf(limits);
    }

    private static void heat(List<RuleLimit> limits, HeatLimits heat) {
        add(limits, EbikeKind.SMOKE, Level.RED, "烟感报警或因烟雾停止", false);
        add(limits, EbikeKind.PORT_HOT, Level.RED, "连续 2 次高于 " + celsius(heat.redC()), false);
        add(limits, EbikeKind.PORT_HOT, Level.ORANGE, "连续 2 次高于 " + celsius(heat.orangeC()), false);
        add(limits, EbikeKind.PORT_HOT, Level.YELLOW, "连续 2 次高于 " + celsius(heat.yellowC()), false);
        add(
                limits,
                EbikeKind.TEMP_RISE,
                Level.ORANGE,
                "3 分钟内每分钟升高超过 %s，且高于 %s 或比 30 分钟内最低值高 %s"
                        .formatted(
                                celsius(heat.risePerMinute()),
                                celsius(heat.riseAnywayC()),
                                celsius(heat.riseAboveLowC())),
                false);
        add(
                limits,
                EbikeKind.PORT_ABOVE_BOARD,
                Level.ORANGE,
                "带负荷时比主板高 %s 以上，连续 2 次".formatted(celsius(heat.aboveBoardC())),
                false);
        add(
                limits,
                EbikeKind.WARM_GROUP,
                Level.ORANGE,
                "%s内 %d 个端口达到 %s"
                        .formatted(
                                words(heat.warmWindow()), heat.warmPorts(), celsius(heat.warmC())),
                false);
    }

    private static void power(
            List<RuleLimit> limits, ChargerProfile profile, SiteMemory site, PowerLimits power) {
        add(
                limits,
                EbikeKind.OVER_POWER,
                Level.ORANGE,
                "超过 %s 达 %s"
                        .formatted(watts(PowerRules.limit(site, power)), words(power.overFor())),
                profile.portRatingW() != null);
        if (profile.siteLimitW() != null) {
            double most = profile.siteLimitW();
            add(
                    limits,
                    EbikeKind.SITE_LOAD,
                    Level.ORANGE,
                    "全场超过 %s 达 %s"
                            .formatted(watts(power.siteOrange() * most), words(power.siteFor())),
                    true);
            add(
                    limits,
                    EbikeKind.SITE_LOAD,
                    Level.YELLOW,
                    "全场超过 %s 达 %s"
                            .formatted(watts(power.siteYellow() * most), words(power.siteFor())),
                    true);
        }
        add(
                limits,
                EbikeKind.RELAY_STUCK,
                Level.RED,
                "未在充电仍超过 %s 达 %s".formatted(watts(power.stuckW()), words(power.stuckFor())),
                false);
    }

    private static void shape(List<RuleLimit> limits, ChargerProfile profile, EbikePolicy policy) {
        PowerLimits power = policy.power();
        TimeLimits time = policy.time();
        add(
                limits,
                EbikeKind.LATE_RISE,
                Level.ORANGE,
                "低于恒流功率的 %s 达 %d 分钟后，又升高 %s 并持续 %d 分钟"
                        .formatted(
                                percent(power.lateFall()),
                                power.lateFallMinutes(),
                                percent(power.lateRise()),
                                power.lateRiseMinutes()),
                false);
        add(
                limits,
                EbikeKind.FLUCTUATION,
                Level.YELLOW,
                "10 分钟内波动超过 %d 次，或标准差超过均值的 %s"
                        .formatted(power.swings(), percent(power.fluctuation())),
                false);
        plateau(limits, Level.RED, time.plateauRed(), power);
        plateau(limits, Level.ORANGE, time.plateauOrange(), power);
        plateau(limits, Level.YELLOW, time.plateauYellow(), power);
        add(limits, EbikeKind.OVER_TIME, Level.YELLOW, "连续充电超过 " + words(time.overTime()), false);
        Double floatW = profile.floatW();
        add(
                limits,
                EbikeKind.AFTER_FULL,
                Level.YELLOW,
                "低于 %s 超过 %s 仍通电"
                        .formatted(
                                watts(floatW == null ? power.floatW() : floatW),
                                words(time.afterFull())),
                floatW != null);
    }

    private static void plateau(
            List<RuleLimit> limits, int level, Duration time, PowerLimits power) {
        add(
                limits,
                EbikeKind.NO_TAPER,
                level,
                "高于恒流功率的 %s 超过 %s".formatted(percent(power.plateauShare()), words(time)),
                false);
    }

    private static void silence(
            List<RuleLimit> limits, ChargerProfile profile, SilenceLimits silence) {
        Integer set = profile.heartbeatS();
        long heartbeat = set == null ? silence.heartbeat().toMillis() : set * 1_000L;
        add(
                limits,
                EbikeKind.STATION_OFFLINE,
                Level.YELLOW,
                duration(silence.missed() * heartbeat) + "没有消息",
                set != null);
        add(limits, EbikeKind.SITE_OFFLINE, Level.ORANGE, "全部充电桩失联", set != null);
    }

    private static String words(Duration time) {
        return duration(time.toMillis());
    }

    private static void add(
            List<RuleLimit> limits, EbikeKind rule, int level, String words, boolean bySite) {
        limits.add(new RuleLimit(rule.wireName(), rule.title(), words, level, bySite));
    }
}
