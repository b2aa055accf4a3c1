package org.citywall.launcher.capacity;

/** Bytes of a record on the log: its sample in contracts/src/test/resources/golden. */
enum RecordSize {
    FIRE_SIGNAL("fire-signal", 470),
    SLOPE_READING("slope-reading", 465),
    CHARGER_READING("charger-reading", 604),
    TICKET_EVENT("ticket-event", 736),
    TICKET_CHANGE("ticket-change", 1_828),
    ALERT_CHANGE("alert-change", 1_211),
    SLOPE_HOUR("slope-hour", 388),
    CHARGING_SESSION("charging-session", 350);

    final String sample;
    final int bytes;

    RecordSize(String sample, int bytes) {
        this.sample = sample;
        this.bytes = bytes;
    }
}
