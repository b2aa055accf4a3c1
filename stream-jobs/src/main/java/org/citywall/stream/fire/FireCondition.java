package org.citywall.stream.fire;

import java.util.Objects;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;

/** What can be wrong at a fire device. Its kind is the rule name in detections. */
public enum FireCondition {
    /** A person pressed a manual call point: hardly ever false, red at once (GB 50116). */
    PRESS("press", "手动报警", AlertClass.ALARM),
    /** A detector saw fire, smoke or heat. */
    DETECTOR("detector", "探测器报警", AlertClass.ALARM),
    /** A press or alarm inside a registered test: kept for the record, raises nobody. */
    DRILL("drill", "登记演练", AlertClass.MAINTENANCE),
    /** It alarmed inside a registered test, and nobody restored it before the test was over. */
    DRILL_UNRESTORED(Detection.DRILL_UNRESTORED, "测试后未恢复", AlertClass.ALARM),
    FAULT("fault", "设备故障", AlertClass.MAINTENANCE),
    /** The device's clock is wrong; its signals count by their received time all the same. */
    CLOCK("clock", "设备时钟错误", AlertClass.MAINTENANCE),
    /** Nobody answered a duty check (查岗) in time. */
    DUTY_UNANSWERED("duty-unanswered", "查岗无应答", AlertClass.MAINTENANCE),
    TAMPER("tamper", "设备被拆动", AlertClass.MAINTENANCE),
    SHIELD("shield", "点位被屏蔽", AlertClass.MAINTENANCE),
    SUPERVISE("supervise", "监管报警", AlertClass.MAINTENANCE),
    LOW_BATTERY("low-battery", "电池电量低", AlertClass.MAINTENANCE),
    /** Nothing was heard of the device for longer than the limit. */
    OFFLINE("offline", "设备离线", AlertClass.MAINTENANCE);

    /** The point at which a gateway reports a fault of the device's clock. */
    static final String CLOCK_POINT = "clock";

    /** The point at which a gateway reports that nobody answered a duty check. */
    static final String DUTY_POINT = "duty-check";

    private final String kind;
    private final String title;
    private final AlertClass alertClass;

    FireCondition(String kind, String title, AlertClass alertClass) {
        this.kind = kind;
        this.title = title;
        this.alertClass = alertClass;
    }

    /** The rule name in detections and sources. */
    public String kind() {
        return kind;
    }

    /** A few words for the stack of alerts. */
    public String title() {
        return title;
    }

    /** Danger or maintenance. */
    public AlertClass alertClass() {
        return alertClass;
    }

    /**
     * The condition that a signal begins; null if it begins none. Tests, operations, analogue
     * values and the work of linked equipment need no response of the duty desk, so they are no
     * alerts (ISA-18.2: what needs no response is a status).
     */
    static FireCondition begunBy(FireSignal signal) {
        return switch (signal.signal()) {
            case PRESS -> PRESS;
            case ALARM -> DETECTOR;
            case FAULT -> faultAt(signal.point());
            case DUTY_UNANSWERED -> DUTY_UNANSWERED;
            case TAMPER -> TAMPER;
            case SHIELD -> SHIELD;
            case SUPERVISE -> SUPERVISE;
            case LOW_BATTERY -> LOW_BATTERY;
            case RESTORE,
                    RESET,
                    TEST,
                    START,
                    FEEDBACK,
                    MANUAL_AUTO,
                    ANALOGUE,
                    OPERATION,
                    HEARTBEAT,
                    REGISTER ->
                    null;
        };
    }

    /** Whether a person is in danger for as long as nobody has looked. */
    boolean isFire() {
        return this == PRESS || this == DETECTOR;
    }

    /**
     * Whether the signal ends this condition at that point. A reset of the panel neither sets its
     * clock nor brings somebody to its desk, and silence ends only by being heard.
     */
    boolean isEndedBy(FireSignal signal, String point) {
        return switch (this) {
            case OFFLINE -> false;
            case CLOCK -> restores(signal) && CLOCK_POINT.equals(signal.point());
            case DUTY_UNANSWERED ->
                    answersDuty(signal) || (restores(signal) && DUTY_POINT.equals(signal.point()));
            default -> restores(signal) && reaches(signal, point);
        };
    }

    /**
     * Whether a restore or reset speaks of that point. A reset without a point is the whole
     * device's. A restore without one is only of what named none: that a panel is well says nothing
     * of its points.
     */
    static boolean reaches(FireSignal end, String point) {
        boolean isOfAll = end.signal() == FireSignalKind.RESET && end.point() == null;
        return isOfAll || Objects.equals(end.point(), point);
    }

    /** Whether a signal may end conditions. */
    static boolean endedBy(FireSignal signal) {
        return restores(signal) || answersDuty(signal);
    }

    private static boolean answersDuty(FireSignal signal) {
        return signal.signal() == FireSignalKind.OPERATION
                && signal.tags().contains(FireSignal.DUTY_ANSWER);
    }

    private static FireCondition faultAt(String point) {
        if (CLOCK_POINT.equals(point)) {
            return CLOCK;
        }
        return DUTY_POINT.equals(point) ? DUTY_UNANSWERED : FAULT;
    }

    private static boolean restores(FireSignal signal) {
        return signal.signal() == FireSignalKind.RESTORE || signal.signal() == FireSignalKind.RESET;
    }
}
