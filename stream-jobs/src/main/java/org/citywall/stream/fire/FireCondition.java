package org.citywall.stream.fire;

import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.fire.FireSignalKind;

/** What can be wrong at a fire device. Its kind is the rule name in detections. */
public enum FireCondition {
    /** A person pressed a manual call point: hardly ever false, red at once (GB 50116). */
    PRESS("press", "手动报警", AlertClass.ALARM),
    /** A detector saw fire, smoke or heat. */
    DETECTOR("detector", "探测器报警", AlertClass.ALARM),
    FAULT("fault", "设备故障", AlertClass.MAINTENANCE),
    TAMPER("tamper", "设备被拆动", AlertClass.MAINTENANCE),
    SHIELD("shield", "点位被屏蔽", AlertClass.MAINTENANCE),
    SUPERVISE("supervise", "监管报警", AlertClass.MAINTENANCE),
    LOW_BATTERY("low-battery", "电池电量低", AlertClass.MAINTENANCE),
    /** Nothing was heard of the device for longer than the limit. */
    OFFLINE("offline", "设备离线", AlertClass.MAINTENANCE);

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
    static FireCondition begunBy(FireSignalKind signal) {
        return switch (signal) {
            case PRESS -> PRESS;
            case ALARM -> DETECTOR;
            case FAULT -> FAULT;
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

    /** Whether a signal ends the conditions of its point. */
    static boolean endedBy(FireSignalKind signal) {
        return signal == FireSignalKind.RESTORE || signal == FireSignalKind.RESET;
    }
}
