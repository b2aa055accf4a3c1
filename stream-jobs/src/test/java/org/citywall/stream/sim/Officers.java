package org.citywall.stream.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.VerifyResult;

/**
 * The people at the desk: most answer in half a minute, some late, some never; one in fifty does
 * what is not allowed, one in fifty presses twice.
 */
final class Officers {
    private static final VerifyResult[] VERDICTS = VerifyResult.values();
    private static final List<String> NAMES = List.of("chen", "li", "wang");

    private final VirtualClock clock;
    private final SplittableRandom random;
    private final Consumer<AlertInput> city;
    private long n;

    Officers(VirtualClock clock, SplittableRandom random, Consumer<AlertInput> city) {
        this.clock = clock;
        this.random = random;
        this.city = city;
    }

    /** Somebody may do something about what just changed. */
    void see(Alert alert) {
        if (random.nextInt(20) == 0) {
            return; // nobody looks
        }
        answerOrders(alert);
        AlertAction next = next(alert);
        if (next != null) {
            clock.after(delay(next), at -> act(alert, next, at));
        }
    }

    private AlertAction next(Alert alert) {
        if (random.nextInt(50) == 0) {
            return any(AlertAction.values());
        }
        return switch (alert.response()) {
            case UNACKNOWLEDGED ->
                    any(AlertAction.ACKNOWLEDGE, AlertAction.ACKNOWLEDGE, AlertAction.SHELVE);
            case ACKNOWLEDGED ->
                    any(
                            AlertAction.VERIFY,
                            AlertAction.DISPATCH,
                            AlertAction.RESOLVE,
                            AlertAction.ORDER);
            case VERIFYING ->
                    any(AlertAction.DISPATCH, AlertAction.FALSE_ALARM, AlertAction.VERIFY);
            case DISPATCHED ->
                    any(AlertAction.ACCEPT, AlertAction.DECLINE, AlertAction.ARRIVE, null);
            case ON_SITE -> any(AlertAction.RESOLVE, AlertAction.REPORT_119);
            case RESOLVED -> any(AlertAction.CLOSE, AlertAction.CLOSE, AlertAction.REOPEN);
            case CLOSED -> random.nextInt(200) == 0 ? AlertAction.REOPEN : null;
        };
    }

    @SafeVarargs
    private final <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }

    /** A department does it, refuses, is late, or says nothing. */
    private void answerOrders(Alert alert) {
        if (alert.orders() == null) {
            return;
        }
        for (AlertOrder order : alert.orders()) {
            boolean owed =
                    order.state() == AlertOrderState.SENT
                            || order.state() == AlertOrderState.ACCEPTED;
            if (owed && random.nextInt(4) > 0) {
                AlertOrderState reply =
                        any(
                                AlertOrderState.ACCEPTED,
                                AlertOrderState.DONE,
                                AlertOrderState.REFUSED);
                Duration late = Duration.ofSeconds(random.nextInt(3_600));
                clock.after(late, at -> city.accept(AlertInput.of(reply(alert, order, reply, at))));
            }
        }
    }

    private AlertCommand reply(Alert alert, AlertOrder order, AlertOrderState reply, Instant at) {
        return new AlertCommand(
                "cmd-" + n++,
                alert.id(),
                AlertAction.REPLY,
                random.nextInt(10) == 0 ? null : "部门回复",
                null,
                null,
                null,
                null,
                null,
                order.id(),
                reply,
                null,
                order.department(),
                order.department(),
                Role.OFFICER,
                at);
    }

    private Duration delay(AlertAction next) {
        double seconds = Math.exp(Math.log(30) + gaussian());
        long slower = next == AlertAction.ACKNOWLEDGE ? 1 : 8;
        return Duration.ofMillis((long) (seconds * 1_000 * slower));
    }

    /** Of mean 0 and deviation 1. */
    private double gaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private void act(Alert alert, AlertAction action, Instant at) {
        AlertInput input = AlertInput.of(command(alert, action, at));
        city.accept(input);
        if (random.nextInt(50) == 0) {
            clock.after(Duration.ofSeconds(2), later -> city.accept(input));
        }
    }

    private AlertCommand command(Alert alert, AlertAction action, Instant at) {
        boolean isVerdict = action == AlertAction.VERIFY && random.nextBoolean();
        return new AlertCommand(
                "cmd-" + n++,
                alert.id(),
                action,
                random.nextInt(10) == 0 ? null : "处置说明",
                to(action),
                untilMs(action),
                isVerdict ? any(VERDICTS) : null,
                action == AlertAction.FALSE_ALARM ? FalseAlarmCause.UNKNOWN : null,
                null,
                random.nextInt(4) == 0 ? alert.rev() : null,
                NAMES.get(random.nextInt(NAMES.size())),
                "值班员",
                random.nextInt(3) == 0 ? Role.SHIFT_LEAD : Role.OFFICER,
                at);
    }

    private static String to(AlertAction action) {
        return switch (action) {
            case DISPATCH -> "张三";
            case ORDER -> "城管";
            default -> null;
        };
    }

    private static Long untilMs(AlertAction action) {
        return switch (action) {
            case SHELVE -> Duration.ofHours(1).toMillis();
            case ORDER -> Duration.ofMinutes(20).toMillis();
            default -> null;
        };
    }
}
