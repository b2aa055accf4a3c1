package org.citywall.stream.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.EvacuationCounts;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.alert.VerifyResult;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.stream.alert.rules.RuleVersions;

/** One alert group on a virtual clock: drives the rule and keeps all that it decided. */
public final class AlertGroup {
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** The rules by which it is judged; a test may take others. */
    RuleVersions rules = RuleVersions.SHIPPED;

    public static final AlertPolicy POLICY = AlertPolicy.defaults();
    static final long INCARNATION = 7;
    static final EvacuationCounts COUNTS =
            new EvacuationCounts(new MoveCounts(12, 10, 1), new MoveCounts(37, 31, 2));

    private final AlertPolicy policy;
    AlertGroupState state = AlertGroupState.EMPTY;
    final List<AlertChange> changes = new ArrayList<>();
    final List<CommandResult> results = new ArrayList<>();
    final List<SignalOutcome> outcomes = new ArrayList<>();
    final List<AlertInput> forwarded = new ArrayList<>();
    final List<TicketOrder> orders = new ArrayList<>();
    private int commands;

    AlertGroup() {
        this(POLICY);
    }

    AlertGroup(AlertPolicy policy) {
        this.policy = policy;
    }

    /** The defaults with other limits of what a group remembers. */
    static AlertPolicy limited(int maxIds, int maxSources) {
        return policy(POLICY.answer(), maxIds, maxSources);
    }

    /** The defaults with other times of calls. */
    static AlertPolicy calling(AnswerPolicy answer) {
        return policy(answer, POLICY.maxSeenIds(), POLICY.maxSources());
    }

    private static AlertPolicy policy(AnswerPolicy answer, int maxIds, int maxSources) {
        return new AlertPolicy(
                POLICY.escalation(),
                POLICY.handling(),
                answer,
                POLICY.autoCloseAfter(),
                POLICY.forgetAfter(),
                POLICY.shelveDefault(),
                POLICY.shelveMax(),
                POLICY.memory(),
                maxIds,
                maxIds,
                maxSources,
                POLICY.rulesSlice());
    }

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    /** A press in group fire/alarm/B-1. */
    public static Detection press(String id, String point) {
        return detection(id, AlertClass.ALARM, "press", 1, true, point);
    }

    public static Detection pressEnd(String id, String point) {
        return detection(id, AlertClass.ALARM, "press", 4, false, point);
    }

    public static Detection fault(String id) {
        return detection(id, AlertClass.MAINTENANCE, "fault", 3, true, null);
    }

    public static Detection faultEnd(String id) {
        return detection(id, AlertClass.MAINTENANCE, "fault", 4, false, null);
    }

    public static Detection detection(
            String id,
            AlertClass alertClass,
            String kind,
            int level,
            boolean raised,
            String point) {
        String group =
                "fire/" + (alertClass == AlertClass.ALARM ? "alarm" : "maintenance") + "/B-1";
        return new Detection(
                id,
                group,
                AlertDomain.FIRE,
                alertClass,
                kind,
                level,
                raised,
                "D1",
                point,
                "标题 " + kind,
                "原因 " + id,
                Map.of("设备", "D1"),
                new SiteRef("B-1", "一号楼", 114.0, 22.7),
                "yunwan/B-1",
                "一号楼",
                null,
                START,
                raised && alertClass == AlertClass.ALARM ? "raw-" + id : null,
                false,
                List.of());
    }

    public static Detection replayed(Detection d) {
        return new Detection(
                d.id(),
                d.groupKey(),
                d.domain(),
                d.alertClass(),
                d.kind(),
                d.level(),
                d.raised(),
                d.deviceId(),
                d.point(),
                d.title(),
                d.reason(),
                d.evidence(),
                d.site(),
                d.place(),
                d.placeName(),
                d.signalAt(),
                d.receivedAt(),
                d.rawPressId(),
                true,
                List.of("replay"));
    }

    static Detection in(AlertDomain domain, Detection d) {
        return new Detection(
                d.id(),
                d.groupKey(),
                domain,
                d.alertClass(),
                d.kind(),
                d.level(),
                d.raised(),
                d.deviceId(),
                d.point(),
                d.title(),
                d.reason(),
                d.evidence(),
                d.site(),
                d.place(),
                d.placeName(),
                d.signalAt(),
                d.receivedAt(),
                d.rawPressId(),
                d.replay(),
                d.tags());
    }

    /** A slope alarm in group slope/alarm/S-1; responsible: null if nobody is named. */
    public static Detection slope(String id, int level, String responsible) {
        return slope(id, level, true, responsible);
    }

    /** The same detection as another rule of another class would make it. */
    static Detection like(AlertClass alertClass, String kind, Detection d) {
        return new Detection(
                d.id(),
                d.groupKey(),
                d.domain(),
                alertClass,
                kind,
                d.level(),
                d.raised(),
                d.deviceId(),
                d.point(),
                d.title(),
                d.reason(),
                d.evidence(),
                d.site(),
                d.place(),
                d.placeName(),
                d.signalAt(),
                d.receivedAt(),
                d.rawPressId(),
                d.replay(),
                d.tags(),
                d.responsible());
    }

    public static Detection slopeEnd(String id) {
        return slope(id, 4, false, null);
    }

    private static Detection slope(String id, int level, boolean raised, String responsible) {
        return new Detection(
                id,
                "slope/alarm/S-1",
                AlertDomain.SLOPE,
                AlertClass.ALARM,
                "rate",
                level,
                raised,
                "GNSS-1",
                null,
                "边坡预警",
                "原因 " + id,
                Map.of(),
                new SiteRef("S-1", "一号边坡", 114.0, 22.7),
                "yunwan/S-1",
                "一号边坡",
                null,
                START,
                null,
                false,
                List.of(),
                responsible);
    }

    public static AlertCommand command(String id, String alertId, AlertAction action) {
        return new AlertCommand(
                id,
                alertId,
                action,
                "因为",
                "微型站",
                null,
                null,
                null,
                COUNTS,
                null,
                "liming",
                "李明",
                Role.SHIFT_LEAD,
                START);
    }

    /** The same command with what a call back said. */
    static AlertCommand saying(AlertCommand c, VerifyResult result) {
        return with(c, c.reason(), result, null);
    }

    /** The same command with a cause, and nothing else said. */
    static AlertCommand because(AlertCommand c, FalseAlarmCause cause) {
        return with(c, null, null, cause);
    }

    /** The same command with these words. */
    static AlertCommand inWords(AlertCommand c, String reason) {
        return with(c, reason, c.result(), c.cause());
    }

    /** The same command by somebody else, in these words. */
    static AlertCommand by(AlertCommand c, String account, String reason) {
        return new AlertCommand(
                c.commandId(),
                c.alertId(),
                c.action(),
                reason,
                c.to(),
                c.untilMs(),
                c.result(),
                c.cause(),
                c.evacuation(),
                c.expectedRevision(),
                account,
                account,
                c.role(),
                c.at());
    }

    /** The same command with these counts; null: with none. */
    static AlertCommand counting(AlertCommand c, EvacuationCounts counts) {
        return new AlertCommand(
                c.commandId(),
                c.alertId(),
                c.action(),
                null,
                c.to(),
                c.untilMs(),
                c.result(),
                c.cause(),
                counts,
                c.expectedRevision(),
                c.by(),
                c.byName(),
                c.role(),
                c.at());
    }

    private static AlertCommand with(
            AlertCommand c, String reason, VerifyResult result, FalseAlarmCause cause) {
        return new AlertCommand(
                c.commandId(),
                c.alertId(),
                c.action(),
                reason,
                c.to(),
                c.untilMs(),
                result,
                cause,
                c.evacuation(),
                c.expectedRevision(),
                c.by(),
                c.byName(),
                c.role(),
                c.at());
    }

    AlertDecision detect(double seconds, Detection detection) {
        return input(seconds, AlertInput.of(detection));
    }

    CommandResult act(double seconds, AlertAction action) {
        Alert alert = newest();
        return act(seconds, command("c" + commands++, alert.id(), action));
    }

    CommandResult act(double seconds, AlertCommand command) {
        return input(seconds, AlertInput.of(command)).commandResults().get(0);
    }

    AlertDecision input(double seconds, AlertInput input) {
        return keep(AlertRule.apply(state, input, at(seconds), policy, rules, INCARNATION));
    }

    AlertDecision waitUntil(double seconds) {
        return keep(AlertRule.advanceTo(state, at(seconds), policy, rules, INCARNATION));
    }

    /** The alert of the newest change. */
    Alert newest() {
        return changes.get(changes.size() - 1).alert();
    }

    List<String> actions() {
        return changes.stream().map(change -> change.entry().action()).toList();
    }

    private AlertDecision keep(AlertDecision decision) {
        state = decision.state();
        changes.addAll(decision.changes());
        results.addAll(decision.commandResults());
        outcomes.addAll(decision.outcomes());
        forwarded.addAll(decision.forwarded());
        orders.addAll(decision.orders());
        return decision;
    }
}
