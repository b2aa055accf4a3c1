package org.citywall.stream.sim;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;

/** Who must have been told of what, and that nobody is told twice. */
final class Told {
    /** So many steps has the rule with the fewest. */
    private static final int STEPS = 2;

    private final Set<String> pages = new HashSet<>();
    private long red;

    /** Pages so far of red alarms that were raised. */
    long red() {
        return red;
    }

    /**
     * A revision.
     *
     * @param before the revision before it; null: it is the first
     */
    void see(Alert before, AlertChange change) {
        Alert after = change.alert();
        once(change);
        if (change.forgotten()) {
            return;
        }
        redIsTold(before, change);
        orders(before, change);
        clocks(before, change);
        boolean drill = isDrill(after);
        for (Page page : pages(change)) {
            boolean loud = after.level() > Level.RED || drill || !page.quiet();
            Checks.require(loud, "a page of red waits: %s", page);
        }
        if (before != null && after.level() < before.level()) {
            Checks.require(after.shelvedUntil() == null, "it rose, and is still shelved");
        }
        Checks.require(
                after.level() > Level.RED
                        || after.standing() == null
                        || !after.standing().startsWith("silence"),
                "a silence holds for red");
    }

    /**
     * A page is sent once by its id, so what uses the id of an earlier one reaches nobody. Only of
     * what came back as noise, of which nobody was told, need not be said again that it is over.
     */
    private void once(AlertChange change) {
        for (Page page : pages(change)) {
            boolean isNew = pages.add(page.id());
            boolean wasNoise = page.step() == Page.Step.RECOVERED && isChattering(change.alert());
            Checks.require(isNew || wasNoise, "told a second time: %s", page);
        }
    }

    /**
     * Red that begins, rises to red, is there again after it was over, or is live for the first
     * time; only what comes back as noise tells nobody. What joins an alarm that is red already and
     * active, and waits for somebody or has people at it, tells nobody again.
     */
    private void redIsTold(Alert before, AlertChange change) {
        Alert after = change.alert();
        if (!isRed(after) || isRecorded(after) || after.response() == Response.CLOSED) {
            return;
        }
        boolean news =
                before == null
                        || isRecorded(before)
                        || before.level() > Level.RED
                        || (before.condition() == Condition.CLEARED
                                && after.condition() == Condition.ACTIVE
                                && !isChattering(after))
                        || (before.response() != Response.UNACKNOWLEDGED
                                && after.response() == Response.UNACKNOWLEDGED);
        if (news) {
            red++;
            Checks.require(
                    pages(change).stream()
                            .anyMatch(
                                    p ->
                                            p.step() == Page.Step.RAISED
                                                    || p.step() == Page.Step.RISEN),
                    "nobody is told of red: %s",
                    change);
        }
        boolean waits = timers(after).anyMatch(t -> t.name().equals("acknowledge"));
        boolean allTold = after.escalation().step() >= STEPS;
        Checks.require(
                after.response() != Response.UNACKNOWLEDGED || waits || allTold,
                "red waits for an acknowledgement and nobody will be told");
    }

    /** A refusal and silence are told to a post; an order that waits has its clock. */
    private static void orders(Alert before, AlertChange change) {
        for (AlertOrder order : orders(change.alert())) {
            AlertOrderState was =
                    orders(before).stream()
                            .filter(o -> o.id().equals(order.id()))
                            .map(AlertOrder::state)
                            .findFirst()
                            .orElse(null);
            boolean bad =
                    order.state() == AlertOrderState.REFUSED
                            || order.state() == AlertOrderState.OVERDUE;
            boolean told =
                    pages(change).stream().anyMatch(p -> p.step() == Page.Step.ORDER && !p.quiet());
            Checks.require(
                    !bad || was == order.state() || told || isRecorded(change.alert()),
                    "an order failed and nobody is told: %s",
                    order);
            boolean waits =
                    order.state() == AlertOrderState.SENT
                            && change.alert().response() != Response.CLOSED;
            Checks.require(
                    !waits
                            || timers(change.alert())
                                    .anyMatch(
                                            t ->
                                                    t.name().equals("order")
                                                            && !t.dueAt()
                                                                    .isAfter(
                                                                            latest(
                                                                                    order.replyBy(),
                                                                                    change))),
                    "an order without a clock");
        }
    }

    /** Of an alert that is opened again it may be over. */
    private static Instant latest(Instant replyBy, AlertChange change) {
        Instant now = change.alert().updatedAt();
        return replyBy.isBefore(now) ? now : replyBy;
    }

    /** Acknowledging ends that it waits for it, and no other clock. */
    private static void clocks(Alert before, AlertChange change) {
        if (before == null || !change.entry().action().equals("acknowledge")) {
            return;
        }
        List<AlertTimer> after = change.alert().timers();
        Checks.require(
                timers(before)
                        .filter(t -> !t.name().equals("acknowledge"))
                        .allMatch(after::contains),
                "acknowledging ended another clock: %s → %s",
                before.timers(),
                after);
        Checks.require(
                Objects.equals(before.shelvedUntil(), change.alert().shelvedUntil())
                        && Objects.equals(before.suppressedBy(), change.alert().suppressedBy())
                        && Objects.equals(before.partOf(), change.alert().partOf()),
                "acknowledging changed more than that");
    }

    static boolean isRed(Alert alert) {
        return alert.level() == Level.RED && alert.alertClass() == AlertClass.ALARM;
    }

    static boolean isRecorded(Alert alert) {
        return alert.tags().contains(AlertTag.REPLAY.wireName());
    }

    private static boolean isChattering(Alert alert) {
        return alert.tags().contains(AlertTag.CHATTERING.wireName());
    }

    private static boolean isDrill(Alert alert) {
        return alert.standing() != null && alert.standing().startsWith("drill");
    }

    private static Stream<AlertTimer> timers(Alert alert) {
        return alert.timers().stream();
    }

    private static List<AlertOrder> orders(Alert alert) {
        return alert == null || alert.orders() == null ? List.of() : alert.orders();
    }

    private static List<Page> pages(AlertChange change) {
        return change.pages() == null ? List.of() : change.pages();
    }
}
