package org.citywall.stream.ebike;

import static org.citywall.contracts.ebike.RuleLimit.CELSIUS;
import static org.citywall.contracts.ebike.RuleLimit.CELSIUS_PER_MINUTE;
import static org.citywall.contracts.ebike.RuleLimit.PERCENT;
import static org.citywall.contracts.ebike.RuleLimit.SECONDS;
import static org.citywall.contracts.ebike.RuleLimit.WATTS;
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
        limits.add(of(EbikeKind.SMOKE, Level.RED, "烟感报警或因烟雾停止", false));
        hot(limits, Level.RED, heat.redC());
        hot(limits, Level.ORANGE, heat.orangeC());
        hot(limits, Level.YELLOW, heat.yellowC());
        limits.add(
                of(
                        EbikeKind.TEMP_RISE,
                        Level.ORANGE,
                        "%d 分钟内（上报较少的桩 %d 分钟内 3 个值）每分钟升高超过 %s，且高于 %s 或比 30 分钟内最低值高 %s；%s"
                                .formatted(
                                        HeatRules.RISE_MINUTES,
                                        HeatRules.MOST_RISE_MINUTES,
                                        celsius(heat.risePerMinute()),
                                        celsius(heat.riseAnywayC()),
                                        celsius(heat.riseAboveLowC()),
                                        rarer(Sampling.TEMP_RISE_S)),
                        false,
                        heat.risePerMinute(),
                        CELSIUS_PER_MINUTE));
        limits.add(
                of(
                        EbikeKind.PORT_ABOVE_BOARD,
                        Level.ORANGE,
                        "带负荷时比主板高 %s 以上，连续 2 次".formatted(celsius(heat.aboveBoardC())),
                        false,
                        heat.aboveBoardC(),
                        CELSIUS));
        limits.add(
                of(
                        EbikeKind.WARM_GROUP,
                        Level.ORANGE,
                        "%s内 %d 个端口达到 %s"
                                .formatted(
                                        words(heat.warmWindow()),
                                        heat.warmPorts(),
                                        celsius(heat.warmC())),
                        false,
                        heat.warmC(),
                        CELSIUS));
    }

    private static void hot(List<RuleLimit> limits, int level, double limitC) {
        String words = "连续 2 次高于 " + celsius(limitC);
        limits.add(of(EbikeKind.PORT_HOT, level, words, false, limitC, CELSIUS));
    }

    private static void power(
            List<RuleLimit> limits, ChargerProfile profile, SiteMemory site, PowerLimits power) {
        double mostW = PowerRules.limit(site, power);
        limits.add(
                of(
                        EbikeKind.OVER_POWER,
                        Level.ORANGE,
                        "超过 %s 达 %s".formatted(watts(mostW), words(power.overFor())),
                        profile.portRatingW() != null,
                        mostW,
                        WATTS));
        if (profile.siteLimitW() != null) {
            load(limits, Level.ORANGE, power.siteOrange() * profile.siteLimitW(), power);
            load(limits, Level.YELLOW, power.siteYellow() * profile.siteLimitW(), power);
        }
        limits.add(
                of(
                        EbikeKind.RELAY_STUCK,
                        Level.RED,
                        "未在充电仍超过 %s 达 %s".formatted(watts(power.stuckW()), words(power.stuckFor())),
                        false,
                        power.stuckW(),
                        WATTS));
    }

    private static void load(List<RuleLimit> limits, int level, double limitW, PowerLimits power) {
        String words = "全场超过 %s 达 %s".formatted(watts(limitW), words(power.siteFor()));
        limits.add(of(EbikeKind.SITE_LOAD, level, words, true, limitW, WATTS));
    }

    private static void shape(List<RuleLimit> limits, ChargerProfile profile, EbikePolicy policy) {
        PowerLimits power = policy.power();
        TimeLimits time = policy.time();
        limits.add(
                of(
                        EbikeKind.LATE_RISE,
                        Level.ORANGE,
                        "低于恒流功率的 %s 达 %d 分钟后，又升高 %s 并持续 %d 分钟；可能是换电池或补电的，先为黄色；%s"
                                .formatted(
                                        percent(power.lateFall()),
                                        power.lateFallMinutes(),
                                        percent(power.lateRise()),
                                        power.lateRiseMinutes(),
                                        rarer(Sampling.LATE_RISE_S)),
                        false,
                        inPercent(power.lateRise()),
                        PERCENT));
        limits.add(
                of(
                        EbikeKind.FLUCTUATION,
                        Level.YELLOW,
                        "%d 分钟内波动超过 %d 次，或 %d 次以上且标准差超过均值的 %s；上报间隔超过 %d 秒的，%d 分钟内 %d 次以上且标准差超过；%s"
                                .formatted(
                                        Minutes.WINDOW,
                                        power.swings(),
                                        power.leastSwings(),
                                        percent(power.fluctuation()),
                                        Sampling.EACH_MINUTE_S,
                                        Minutes.LENGTH,
                                        power.leastSwings(),
                                        rarer(Sampling.FLUCTUATION_S)),
                        false,
                        inPercent(power.fluctuation()),
                        PERCENT));
        plateau(limits, Level.RED, time.plateauRed(), power);
        plateau(limits, Level.ORANGE, time.plateauOrange(), power);
        plateau(limits, Level.YELLOW, time.plateauYellow(), power);
        limits.add(
                of(
                        EbikeKind.OVER_TIME,
                        Level.YELLOW,
                        "连续充电超过 " + words(time.overTime()),
                        false,
                        seconds(time.overTime()),
                        SECONDS));
        Double set = profile.floatW();
        double floatW = set == null ? power.floatW() : set;
        limits.add(
                of(
                        EbikeKind.AFTER_FULL,
                        Level.YELLOW,
                        "低于 %s 超过 %s 仍通电".formatted(watts(floatW), words(time.afterFull())),
                        set != null,
                        floatW,
                        WATTS));
    }

    private static String rarer(int seconds) {
        return "上报间隔超过 %d 秒的桩不能判断".formatted(seconds);
    }

    private static void plateau(
            List<RuleLimit> limits, int level, Duration time, PowerLimits power) {
        String words = "高于恒流功率的 %s 超过 %s".formatted(percent(power.plateauShare()), words(time));
        limits.add(of(EbikeKind.NO_TAPER, level, words, false, seconds(time), SECONDS));
    }

    private static void silence(
            List<RuleLimit> limits, ChargerProfile profile, SilenceLimits silence) {
        Integer set = profile.heartbeatS();
        long heartbeat = set == null ? silence.heartbeat().toMillis() : set * 1_000L;
        long silent = silence.missed() * heartbeat;
        limits.add(
                of(
                        EbikeKind.STATION_OFFLINE,
                        Level.YELLOW,
                        duration(silent) + "没有消息",
                        set != null,
                        silent / 1_000.0,
                        SECONDS));
        limits.add(of(EbikeKind.SITE_OFFLINE, Level.ORANGE, "全部充电桩失联", set != null));
    }

    private static String words(Duration time) {
        return duration(time.toMillis());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static double inPercent(double share) {
        return Math.round(share * 1_000) / 10.0;
    }

    private static RuleLimit of(EbikeKind rule, int level, String words, boolean bySite) {
        return new RuleLimit(rule.wireName(), rule.title(), words, level, bySite, null, null);
    }

    /** With the number that is compared; rounded to tenths, as the words are. */
    private static RuleLimit of(
            EbikeKind rule, int level, String words, boolean bySite, double value, String unit) {
        double tenths = Math.round(value * 10) / 10.0;
        return new RuleLimit(rule.wireName(), rule.title(), words, level, bySite, tenths, unit);
    }
}
