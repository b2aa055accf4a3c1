package org.citywall.contracts.names;

/** CloudEvents types, on HTTP and as the {@code ce_type} header of every Kafka record. */
public final class EventTypes {
    public static final String FIRE_SIGNAL = "citywall.fire.signal.v1";
    public static final String FIRE_TEST_WINDOW = "citywall.fire.test-window.v1";
    public static final String SLOPE_READING = "citywall.slope.reading.v1";
    public static final String SLOPE_PROFILE = "citywall.slope.profile.v1";
    public static final String SLOPE_RELEASE = "citywall.slope.release.v1";
    public static final String SLOPE_HOUR = "citywall.slope.hour.v1";
    public static final String CHARGER_READING = "citywall.charger.reading.v1";
    public static final String CHARGER_PROFILE = "citywall.charger.profile.v1";
    public static final String CHARGER_ORDER = "citywall.charger.order.v1";
    public static final String CHARGER_ANSWER = "citywall.charger.answer.v1";
    public static final String CHARGER_ORDER_STATE = "citywall.charger.order-state.v1";
    public static final String CHARGER_WATCH = "citywall.charger.watch.v1";
    public static final String CHARGER_SESSION = "citywall.charger.session.v1";
    public static final String CAMERA_EVENT = "citywall.camera.event.v1";
    public static final String TICKET_EVENT = "citywall.ticket.event.v1";
    public static final String TICKET_CHANGE = "citywall.ticket.change.v1";
    public static final String TICKET_RESULT = "citywall.ticket.result.v1";
    public static final String TICKET_SEALED = "citywall.ticket.sealed.v1";
    public static final String HOT_SPOT = "citywall.ticket.hot-spot.v1";
    public static final String TICKET_PROPOSAL = "citywall.ticket.proposal.v1";
    public static final String TICKET_ORDER = "citywall.ticket.order.v1";
    public static final String TICKET_RULES = "citywall.ticket.rules.v1";
    public static final String TICK = "citywall.tick.v1";
    public static final String CANARY = "citywall.canary.v1";
    public static final String DETECTION = "citywall.detection.v1";
    public static final String ALERT_COMMAND = "citywall.alert.command.v1";
    public static final String COMMAND_RESULT = "citywall.command.result.v1";
    public static final String ALERT = "citywall.alert.v1";
    public static final String ALERT_CHANGE = "citywall.alert.change.v1";

    /** What somebody is told of an alert; goes out, not onto Kafka. */
    public static final String ALERT_PAGE = "citywall.alert.page.v1";

    /** Quiet pages in one; goes out, not onto Kafka. */
    public static final String ALERT_DIGEST = "citywall.alert.digest.v1";

    public static final String ALERT_RULES = "citywall.alert.rules.v1";
    public static final String ALERT_FACT = "citywall.alert.fact.v1";
    public static final String DRY_RUN = "citywall.alert.dry-run.v1";
    public static final String DRY_RUN_RESULT = "citywall.alert.dry-run.result.v1";
    public static final String SIGNAL_OUTCOME = "citywall.signal.outcome.v1";
    public static final String EPOCH = "citywall.epoch.v1";
    public static final String REJECTED = "citywall.rejected.v1";
    public static final String DEVICE_COMMAND = "citywall.device.command.v1";
    public static final String DEVICE_RESULT = "citywall.device.result.v1";

    private EventTypes() {}
}
