package org.citywall.contracts.names;

import java.util.List;

/** Kafka topics: name, key, and how each must be created. */
public final class Topics {
    /**
     * FireSignal and TestWindow, keyed by site id; also carries ticks and canaries; all are told
     * apart by ce_type.
     */
    public static final String FIRE_SIGNALS = "citywall.fire.signals.v1";

    /**
     * SlopeReading and SlopeProfile, keyed by site id; also carries ticks; all are told apart by
     * ce_type.
     */
    public static final String SLOPE_READINGS = "citywall.slope.readings.v1";

    /**
     * SlopeHour: what is new of the hours of a slope, for the long record; keyed by site id, behind
     * it the source if it is of a recording.
     */
    public static final String SLOPE_HOURS = "citywall.slope.hours.v1";

    /**
     * ChargerReading, ChargerProfile, PortOrder, PortAnswer and PageWatch, keyed by site id; also
     * carries ticks; all are told apart by ce_type, and a recorded reading is by cw_replay.
     */
    public static final String CHARGER_READINGS = "citywall.charger.readings.v1";

    /** CameraEvent, keyed by site id; also carries ticks. */
    public static final String CAMERA_EVENTS = "citywall.camera.events.v1";

    /** PortOrderView: every change of an order for a port, keyed by command id. */
    public static final String CHARGER_ORDERS = "citywall.charger.orders.v1";

    /** ChargingSession: sessions that ended, keyed by site id. */
    public static final String CHARGER_SESSIONS = "citywall.charger.sessions.v1";

    /**
     * TicketEvent, keyed by case id; also carries ticks; commands of the desk are events of a
     * system of their own.
     */
    public static final String TICKET_EVENTS = "citywall.ticket.events.v1";

    /** TicketChange: every revision of a case with what is new of its story; keyed by case id. */
    public static final String TICKET_CHANGES = "citywall.ticket.changes.v1";

    /** TicketResult: what became of a command, keyed by case id. */
    public static final String TICKET_RESULTS = "citywall.ticket.results.v1";

    /** TicketSealed: what names people, encrypted, for the record alone; keyed by case id. */
    public static final String TICKET_SEALED = "citywall.ticket.sealed.v1";

    /** HotSpot: every change of one; keyed by its id. */
    public static final String HOT_SPOTS = "citywall.ticket.hot-spots.v1";

    /** TicketProposal: two cases that may be one; keyed by the later case. */
    public static final String TICKET_PROPOSALS = "citywall.ticket.proposals.v1";

    /** TicketOrder: what departments are told to do, keyed by case id. */
    public static final String ORDERS = "citywall.orders.v1";

    /** TicketRules, newest version under the key {@code tickets}; compacted. */
    public static final String RULES = "citywall.rules.v1";

    /** DryRunRequest: what rules would have done to the last hours, keyed by its id. */
    public static final String DRY_RUNS = "citywall.rules.dry-runs.v1";

    /** DryRunResult, keyed by the id of the request. */
    public static final String DRY_RUN_RESULTS = "citywall.rules.dry-run-results.v1";

    /** AlertInput (detections, commands, ticks, canaries), keyed by group hash. */
    public static final String ALERT_INPUTS = "citywall.alert-inputs.v1";

    /** CommandResult, keyed by alert id. */
    public static final String COMMAND_RESULTS = "citywall.command-results.v1";

    /** AlertChange: every revision, for the record and for notification; keyed by alert id. */
    public static final String ALERT_CHANGES = "citywall.alert-changes.v1";

    /** Alert, newest revision per alert id, compacted; serves only to rebuild views. */
    public static final String ALERTS = "citywall.alerts.v1";

    /** SignalOutcome, keyed by device id. */
    public static final String SIGNAL_OUTCOMES = "citywall.signal-outcomes.v1";

    /** Epoch: its offset is the incarnation number of the subtask that appended it. */
    public static final String EPOCHS = "citywall.epochs.v1";

    /** RejectedEvent: what was refused, so that it can be inspected and adopted. */
    public static final String REJECTED = "citywall.rejected.v1";

    /** DeviceCommand: orders to devices, keyed by device id. */
    public static final String DEVICE_COMMANDS = "citywall.device-commands.v1";

    /** DeviceResult: what became of them, keyed by device id. */
    public static final String DEVICE_RESULTS = "citywall.device-results.v1";

    /**
     * How a topic is created.
     *
     * @param name the topic
     * @param partitions number of partitions; changing it re-routes keys, so it is fixed for life
     * @param compacted keep the newest value per key instead of a time window
     * @param logAppendTime the broker stamps records, so that time on the topic never goes back
     * @param keepHours how long records are kept, where nobody replays them; 0: as long as replay
     *     needs them
     */
    public record Spec(
            String name, int partitions, boolean compacted, boolean logAppendTime, int keepHours) {
        /** A topic that is kept as long as replay needs it. */
        public Spec(String name, int partitions, boolean compacted, boolean logAppendTime) {
            this(name, partitions, compacted, logAppendTime, 0);
        }
    }

    /** Of questions that a person asks and asks again: a day. */
    private static final int DAY_HOURS = 24;

    /** Partitions of the topics on the alarm path. */
    public static final int ALARM_PARTITIONS = 4;

    /** All topics that this release uses. */
    public static final List<Spec> ALL =
            List.of(
                    new Spec(FIRE_SIGNALS, ALARM_PARTITIONS, false, true),
                    new Spec(SLOPE_READINGS, ALARM_PARTITIONS, false, true),
                    new Spec(SLOPE_HOURS, 1, false, true),
                    new Spec(CHARGER_READINGS, ALARM_PARTITIONS, false, true),
                    new Spec(CAMERA_EVENTS, ALARM_PARTITIONS, false, true),
                    new Spec(CHARGER_ORDERS, 1, false, true),
                    new Spec(CHARGER_SESSIONS, 1, false, true),
                    new Spec(TICKET_EVENTS, ALARM_PARTITIONS, false, true),
                    new Spec(TICKET_CHANGES, ALARM_PARTITIONS, false, true),
                    new Spec(TICKET_RESULTS, 1, false, true),
                    new Spec(TICKET_SEALED, 1, false, true),
                    new Spec(HOT_SPOTS, 1, false, true),
                    new Spec(TICKET_PROPOSALS, 1, false, true),
                    new Spec(ORDERS, 1, false, true),
                    new Spec(RULES, 1, true, true),
                    new Spec(DRY_RUNS, 1, false, true, DAY_HOURS),
                    new Spec(DRY_RUN_RESULTS, 1, false, true, DAY_HOURS),
                    new Spec(ALERT_INPUTS, ALARM_PARTITIONS, false, true),
                    new Spec(COMMAND_RESULTS, 1, false, true),
                    new Spec(ALERT_CHANGES, ALARM_PARTITIONS, false, true),
                    new Spec(ALERTS, ALARM_PARTITIONS, true, true),
                    new Spec(SIGNAL_OUTCOMES, 1, false, true),
                    new Spec(EPOCHS, 1, false, true),
                    new Spec(REJECTED, 1, false, true),
                    new Spec(DEVICE_COMMANDS, 1, false, true),
                    new Spec(DEVICE_RESULTS, 1, false, true));

    private Topics() {}
}
