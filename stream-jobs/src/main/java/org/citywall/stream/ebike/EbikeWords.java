package org.citywall.stream.ebike;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names as people read them. */
final class EbikeWords {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private EbikeWords() {}

    /** With at most one decimal. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    static String watts(double value) {
        return number(value) + " W";
    }

    static String celsius(double value) {
        return number(value) + " ℃";
    }

    static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String clock(long time) {
        return clock(Instant.ofEpochMilli(time));
    }

    /** In the two greatest units that count. */
    static String duration(long millis) {
        long seconds = Math.max(0, Math.round(millis / 1000.0));
        if (seconds < 120) {
            return seconds + " 秒";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 120) {
            return minutes + " 分钟";
        }
        return minutes % 60 == 0
                ? minutes / 60 + " 小时"
                : "%d 小时 %d 分".formatted(minutes / 60, minutes % 60);
    }

    static String port(SiteMemory site, PortMemory port) {
        return station(site, port.stationId) + " " + port.port + " 号端口";
    }

    /** Chargers are numbered in the order of their ids, as people do who walk along them. */
    static String station(SiteMemory site, String stationId) {
        int number = 1;
        for (String other : site.stations.keySet()) {
            number += other.compareTo(stationId) < 0 ? 1 : 0;
        }
        return number + " 号桩";
    }

    static String level(int level) {
        return List.of("红色", "橙色", "黄色", "蓝色").get(level - 1);
    }
}
