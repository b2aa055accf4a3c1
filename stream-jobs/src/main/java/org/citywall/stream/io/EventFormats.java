package org.citywall.stream.io;

import java.time.Instant;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketResult;

/** The format of every topic that the jobs write. */
final class EventFormats {
    private static final String FIRE_JOB = "citywall/jobs/fire";
    private static final String SLOPE_JOB = "citywall/jobs/slope";
    private static final String EBIKE_JOB = "citywall/jobs/ebike";
    private static final String INSIGHT_JOB = "citywall/jobs/insight";
    private static final String TICKETS_JOB = "citywall/jobs/tickets";
    private static final String ALERTS_JOB = "citywall/jobs/alerts";

    private EventFormats() {}

    /** Detections, facts of stages, and canaries on their way. */
    static EventFormat<AlertInput> alertInputs() {
        return new EventFormat<>(
                Topics.ALERT_INPUTS,
                FIRE_JOB,
                EventFormats::typeOf,
                AlertInput::groupHash,
                EventFormats::idOf,
                EventFormats::timeOf,
                input -> input);
    }

    /** What is new of an hour of a slope; the id tells versions of the same hour apart. */
    static EventFormat<SlopeHour> slopeHours() {
        return new EventFormat<>(
                Topics.SLOPE_HOURS,
                SLOPE_JOB,
                hour -> EventTypes.SLOPE_HOUR,
                hour -> hour.run() == null ? hour.siteId() : hour.siteId() + "/" + hour.run(),
                hour -> Ids.of(Json.string(hour)),
                SlopeHour::hour,
                hour -> hour);
    }

    /** A session that has ended; a later record of the same id knows more of it. */
    static EventFormat<ChargingSession> chargingSessions() {
        return new EventFormat<>(
                Topics.CHARGER_SESSIONS,
                EBIKE_JOB,
                session -> EventTypes.CHARGER_SESSION,
                ChargingSession::siteId,
                session -> Ids.of(session.id(), Json.time(session.endedAt())),
                ChargingSession::endedAt,
                session -> session);
    }

    /** Every change of an order for a port. */
    static EventFormat<PortOrderView> portOrders() {
        return new EventFormat<>(
                Topics.CHARGER_ORDERS,
                EBIKE_JOB,
                order -> EventTypes.CHARGER_ORDER_STATE,
                PortOrderView::id,
                order -> order.id() + ":" + order.rev(),
                EventFormats::timeOf,
                order -> order);
    }

    /** To whichever gateway holds the connection. */
    static EventFormat<DeviceCommand> deviceCommands() {
        return new EventFormat<>(
                Topics.DEVICE_COMMANDS,
                EBIKE_JOB,
                command -> EventTypes.DEVICE_COMMAND,
                DeviceCommand::deviceId,
                DeviceCommand::commandId,
                DeviceCommand::at,
                command -> command);
    }

    /** What rules find out about tickets. */
    static EventFormat<TicketEvent> ticketEvents() {
        return new EventFormat<>(
                Topics.TICKET_EVENTS,
                INSIGHT_JOB,
                event -> EventTypes.TICKET_EVENT,
                TicketEvent::caseId,
                TicketEvent::id,
                TicketEvent::occurredAt,
                event -> event);
    }

    /** Every change of a hot spot. */
    static EventFormat<HotSpot> hotSpots() {
        return new EventFormat<>(
                Topics.HOT_SPOTS,
                INSIGHT_JOB,
                spot -> EventTypes.HOT_SPOT,
                HotSpot::id,
                spot -> spot.id() + ":" + spot.rev(),
                HotSpot::to,
                spot -> spot);
    }

    /** Cases that may be one. */
    static EventFormat<TicketProposal> ticketProposals() {
        return new EventFormat<>(
                Topics.TICKET_PROPOSALS,
                INSIGHT_JOB,
                proposal -> EventTypes.TICKET_PROPOSAL,
                TicketProposal::caseId,
                TicketProposal::id,
                TicketProposal::at,
                proposal -> proposal);
    }

    /** What dry runs of rules found. */
    static EventFormat<DryRunResult> dryRunResults() {
        return new EventFormat<>(
                Topics.DRY_RUN_RESULTS,
                INSIGHT_JOB,
                result -> EventTypes.DRY_RUN_RESULT,
                DryRunResult::id,
                DryRunResult::id,
                DryRunResult::at,
                result -> result);
    }

    /** Every revision of a case, with what is new of its story. */
    static EventFormat<TicketChange> ticketChanges() {
        return new EventFormat<>(
                Topics.TICKET_CHANGES,
                TICKETS_JOB,
                change -> EventTypes.TICKET_CHANGE,
                change -> change.ticket().id(),
                change -> change.ticket().id() + ":" + change.ticket().rev(),
                change -> change.ticket().updatedAt(),
                change -> change);
    }

    /** Answers to commands of the desk. */
    static EventFormat<TicketResult> ticketResults() {
        return new EventFormat<>(
                Topics.TICKET_RESULTS,
                TICKETS_JOB,
                result -> EventTypes.TICKET_RESULT,
                TicketResult::caseId,
                TicketResult::commandId,
                result -> Instant.EPOCH,
                result -> result);
    }

    /** What departments are told to do. */
    static EventFormat<TicketOrder> orders() {
        return new EventFormat<>(
                Topics.ORDERS,
                TICKETS_JOB,
                order -> EventTypes.TICKET_ORDER,
                TicketOrder::caseId,
                TicketOrder::id,
                TicketOrder::issuedAt,
                order -> order);
    }

    /** Every revision. */
    static EventFormat<AlertChange> alertChanges() {
        return new EventFormat<>(
                Topics.ALERT_CHANGES,
                ALERTS_JOB,
                change -> EventTypes.ALERT_CHANGE,
                change -> change.alert().id(),
                EventFormats::idOf,
                change -> change.alert().updatedAt(),
                change -> change);
    }

    /** The newest revision per alert; nothing once it is forgotten. */
    static EventFormat<AlertChange> alerts() {
        return new EventFormat<>(
                Topics.ALERTS,
                ALERTS_JOB,
                change -> EventTypes.ALERT,
                change -> change.alert().id(),
                EventFormats::idOf,
                change -> change.alert().updatedAt(),
                change -> change.forgotten() ? null : change.alert());
    }

    static EventFormat<CommandResult> commandResults() {
        return new EventFormat<>(
                Topics.COMMAND_RESULTS,
                ALERTS_JOB,
                result -> EventTypes.COMMAND_RESULT,
                CommandResult::alertId,
                CommandResult::commandId,
                CommandResult::at,
                result -> result);
    }

    /** An outcome has no site of its own; its device orders it as well. */
    static EventFormat<SignalOutcome> outcomes() {
        return new EventFormat<>(
                Topics.SIGNAL_OUTCOMES,
                ALERTS_JOB,
                outcome -> EventTypes.SIGNAL_OUTCOME,
                SignalOutcome::deviceId,
                outcome -> outcome.rawPressId() + ":" + outcome.outcome(),
                SignalOutcome::at,
                outcome -> outcome);
    }

    private static boolean isCanary(AlertInput input) {
        return input.kind() == AlertInput.Kind.CANARY;
    }

    private static String typeOf(AlertInput input) {
        if (input.fact() != null) {
            return EventTypes.ALERT_FACT;
        }
        return isCanary(input) ? EventTypes.CANARY : EventTypes.DETECTION;
    }

    private static String idOf(AlertInput input) {
        if (input.fact() != null) {
            return input.fact().id();
        }
        if (isCanary(input)) {
            Canary canary = input.canary();
            return canary.gatewayId() + ":" + canary.partition() + ":" + canary.sequence();
        }
        return input.detection().id();
    }

    private static Instant timeOf(PortOrderView order) {
        return order.endedAt() == null ? order.requestedAt() : order.endedAt();
    }

    private static Instant timeOf(AlertInput input) {
        if (input.fact() != null) {
            return input.fact().at();
        }
        return isCanary(input) ? input.canary().sentAt() : input.detection().receivedAt();
    }

    private static String idOf(AlertChange change) {
        return change.alert().id() + ":" + change.alert().rev();
    }
}
