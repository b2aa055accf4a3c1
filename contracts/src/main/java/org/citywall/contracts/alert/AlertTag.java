package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Every tag that a gateway or a job sets on an alert. Alerts carry the wire names, and the web has
 * words for each of them; records of older versions may carry others.
 */
public enum AlertTag {
    /** of recorded events alone */
    REPLAY("replay"),
    /** from a device that the registry does not know */
    UNREGISTERED("未登记"),
    /** the record of a registered test, or under a drill that was announced */
    DRILL("drill"),
    /** an alarm that broke a registered test */
    DRILL_BROKEN("drill-broken"),
    /** more than one point of a building alarms at once */
    INCIDENT("incident"),
    /** a fire that a panel in test mode reported: it is a fire all the same */
    TEST_BIT("testBit"),
    /** an operation by which a person answered a duty check (查岗) */
    DUTY_ANSWER("dutyAnswer"),
    /** a level that one instrument shows while the others are quiet */
    SUSPECT("suspect"),
    /** nobody called back in time */
    VERIFY_OVERDUE("回拨超时"),
    /** nobody was on site in time */
    ON_SITE_OVERDUE("到场超时"),
    /** who was dispatched did not accept in time */
    ACCEPT_OVERDUE("接单超时"),
    /** a source comes and goes so often that it only makes noise */
    CHATTERING("chattering"),
    /** active for so long that somebody should look whether it is true */
    STALE("stale"),
    /** under a silence that was announced */
    SILENCED("silenced"),
    /** of devices that two persons took out of service */
    OUT_OF_SERVICE("out-of-service"),
    /** the device says a time that is still to come */
    CLOCK_AHEAD("设备时钟超前"),
    /** the device's clock stands still */
    CLOCK_STANDS("设备时钟停走");

    private final String wireName;

    AlertTag(String wireName) {
        this.wireName = wireName;
    }

    /**
     * As it stands in {@link Alert#tags()}; also in records of older versions, so it never changes.
     */
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
