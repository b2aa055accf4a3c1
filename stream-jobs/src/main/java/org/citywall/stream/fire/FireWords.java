package org.citywall.stream.fire;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.fire.FireSignal;

/** The sentences of the fire rules: what, where, with the numbers that decided. */
final class FireWords {
    /** Title of several points of one building that alarm together. */
    static final String INCIDENT = "多点报警";

    /** China has one time zone; words for people use it, fields keep UTC. */
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private static final int POINTS_NAMED = 8;

    /** The clock, the desk, and the transmission device itself (docs/domain/gb26875.md). */
    private static final Set<String> OF_DEVICE =
            Set.of(FireCondition.CLOCK_POINT, FireCondition.DUTY_POINT, "device");

    private FireWords() {}

    static String reason(FireSignal signal, FireCondition condition) {
        String where = where(signal);
        String who = condition == FireCondition.PRESS ? "按钮 " : "设备 ";
        String what =
                switch (condition) {
                    case PRESS -> "被按下";
                    case DETECTOR -> "报火警";
                    case DRILL -> "登记演练";
                    case FAULT -> "报故障";
                    case CLOCK -> "时钟错误，其报警以收到时间为准";
                    case DUTY_UNANSWERED -> "查岗无人应答";
                    case TAMPER -> "报被拆动";
                    case SHIELD -> "报点位被屏蔽";
                    case SUPERVISE -> "报监管状态改变";
                    case LOW_BATTERY -> "报电池电量低";
                    case OFFLINE -> "离线";
                };
        String text = where + who + deviceAndPoint(signal.deviceId(), signal.point()) + what;
        if (signal.value() != null) {
            text += "，测值 " + number(signal);
        }
        if (signal.detail() != null && !signal.detail().isBlank()) {
            text += "（" + signal.detail().strip() + "）";
        }
        return text;
    }

    static String restored(FireSignal signal, OpenCondition open) {
        return where(signal)
                + "设备 "
                + deviceAndPoint(signal.deviceId(), open.point())
                + "报"
                + open.condition().title()
                + "已恢复";
    }

    static String silence(FireDevice device, Instant from, Instant now, FirePolicy policy) {
        return "已 %d 秒没有任何消息（限值 %d 秒），最后一次 %s"
                .formatted(
                        Duration.between(from, now).toSeconds(),
                        policy.offlineAfter().toSeconds(),
                        clock(device.lastSeenAt()));
    }

    static String heardAgain(Instant at) {
        return clock(at) + " 重新收到设备消息";
    }

    /** What comes before the reason: why this is more than one point, or no drill any more. */
    static String account(Account account) {
        String text = "";
        if (account.brokenDrill() != null) {
            text += account.brokenDrill() + "；";
        }
        if (account.isIncident()) {
            Instant first = account.together().get(0).receivedAt();
            Instant last = first;
            for (FirePoint point : account.together()) {
                first = point.receivedAt().isBefore(first) ? point.receivedAt() : first;
                last = point.receivedAt().isAfter(last) ? point.receivedAt() : last;
            }
            text +=
                    "%d 个点位在 %d 秒内先后报警（%s）；"
                            .formatted(
                                    Coincidence.differentPoints(account.together()),
                                    Duration.between(first, last).toSeconds(),
                                    points(account));
        }
        return text;
    }

    static Map<String, String> evidence(FireSignal signal, Account account) {
        Map<String, String> evidence = new LinkedHashMap<>();
        if (account.isIncident()) {
            evidence.put("报警点位", points(account));
        }
        evidence.put("设备", signal.deviceId());
        put(evidence, "点位", isOfDevice(signal.point()) ? null : signal.point());
        if (signal.componentType() != null) {
            evidence.put("部件类型", ComponentTypes.words(signal.componentType()));
        }
        if (signal.value() != null) {
            evidence.put("测值", number(signal));
        }
        put(evidence, "说明", signal.detail());
        evidence.put("收到", clock(signal.receivedAt()));
        if (signal.deviceTime() != null) {
            evidence.put("设备时钟", clock(signal.deviceTime()));
        }
        return evidence;
    }

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** As in group keys. */
    static String wireName(AlertClass alertClass) {
        return alertClass == AlertClass.ALARM ? "alarm" : "maintenance";
    }

    /** The newest are named; a fire that runs through a building has too many for one line. */
    private static String points(Account account) {
        List<FirePoint> all = account.together();
        String named =
                all.stream()
                        .skip(Math.max(0, all.size() - POINTS_NAMED))
                        .map(
                                point ->
                                        deviceAndPoint(point.deviceId(), point.point())
                                                + point.condition().title())
                        .collect(Collectors.joining("、"));
        return all.size() > POINTS_NAMED ? "等 " + all.size() + " 处：" + named : named;
    }

    private static String where(FireSignal signal) {
        if (!signal.registered()) {
            return "未登记的";
        }
        return signal.site() == null ? "" : signal.site().name() + " ";
    }

    static String deviceAndPoint(String deviceId, String point) {
        return isOfDevice(point) ? deviceId + " " : deviceId + " 点位 " + point + " ";
    }

    /** Whether it is none that a person could go to, but a name for something of the device. */
    private static boolean isOfDevice(String point) {
        return point == null || OF_DEVICE.contains(point);
    }

    private static String number(FireSignal signal) {
        String digits = BigDecimal.valueOf(signal.value()).stripTrailingZeros().toPlainString();
        return signal.unit() == null ? digits : digits + " " + signal.unit();
    }

    private static void put(Map<String, String> evidence, String name, Object value) {
        if (value != null) {
            evidence.put(name, value.toString());
        }
    }
}
