package org.citywall.stream.ebike;

import org.citywall.contracts.alert.AlertClass;

/** The rules, by the kind of their detections. New ones are appended: state knows them by name. */
public enum EbikeKind {
    SMOKE("smoke", "烟雾报警"),
    PORT_HOT("port-hot", "端口过热"),
    TEMP_RISE("temp-rise", "端口温度急升"),
    PORT_ABOVE_BOARD("port-above-board", "端口温度异常"),
    OVER_POWER("over-power", "端口超功率"),
    LATE_RISE("late-rise", "充电末期功率回升"),
    FLUCTUATION("fluctuation", "功率波动"),
    NO_TAPER("no-taper", "长时间满功率充电"),
    AFTER_FULL("after-full", "充满未断电"),
    OVER_TIME("over-time", "充电超时"),
    RELAY_STUCK("relay-stuck", "继电器粘连"),
    SITE_LOAD("site-load", "场站负荷过高"),
    WARM_GROUP("warm-group", "多个端口同时发热"),
    EBIKE_IN_LIFT("ebike-in-lift", "电动自行车进电梯"),
    STATION_OFFLINE("station-offline", "充电桩离线"),
    SITE_OFFLINE("site-offline", "断电或火灾"),
    CUT_OFF_FAILED("cut-off-failed", "断电失败"),
    LOCKED_IN_USE("locked-in-use", "已锁定端口仍在用电");

    private final String wireName;
    private final String title;

    EbikeKind(String wireName, String title) {
        this.wireName = wireName;
        this.title = title;
    }

    /** Kind of its detections. */
    public String wireName() {
        return wireName;
    }

    /** A few words for the stack of alerts. */
    public String title() {
        return title;
    }

    /** Only a silent charger is a matter of maintenance. */
    AlertClass alertClass() {
        return this == STATION_OFFLINE ? AlertClass.MAINTENANCE : AlertClass.ALARM;
    }
}
