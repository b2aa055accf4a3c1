package org.citywall.launcher.capacity;

/** What nobody measured: to be replaced by the numbers of the place that is planned. */
enum Assumed {
    BUSY(
            0.5,
            "share of a core or subtask that is used at the peak; the rest catches up after a stop"),
    PEAK(2, "the peak of an evening to the mean of a day"),
    HEARTBEAT_S(60, "s between two heartbeats of a fire device (docs/domain/fire.md)"),
    SLOPE_S(60, "s between two readings of an instrument on a slope; many send each 10 min"),
    PORT_S(60, "s between two readings of a port in use or not"),
    FLOOD_SHARE(
            0.01, "share of the fire devices that are pressed within one minute of a catastrophe"),
    TICKETS_PER_THOUSAND(2, "tickets a day for 1,000 people"),
    EVENTS_PER_TICKET(8, "events of a ticket from its beginning to its end"),
    OPEN_DAYS(10, "days that a ticket is open"),
    PORTS_PER_THOUSAND(20, "charging ports for 1,000 people"),
    INSTRUMENTS_PER_SLOPE(5, "as in the bench of the slopes"),
    FALSE_ALARMS_PER_DEVICE_YEAR(2, "alerts a year of a fire device, nearly all of them false"),
    CHANGES_PER_ALERT(6, "revisions of an alert from its beginning to its end"),
    SESSIONS_PER_PORT_DAY(1, "charging sessions of a port a day"),
    SESSIONS_PER_GATEWAY(
            1_000,
            "walls, desks and phones of a gateway, as the autoscaler has it; fan-out has no bench yet"),
    ROW_OVERHEAD(2, "of a row in PostgreSQL with its indexes to its JSON on the log");

    final double value;
    final String meaning;

    Assumed(double value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }
}
