package org.citywall.gateway.notify.answer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.command.PlacedCommands;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.notify.answer.ActionLinks.Pressed;
import org.citywall.gateway.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes commands of answers: an answer is written down before its command leaves, and the command
 * leaves again under the same id until the alerts job said what came of it. So a gateway that dies
 * in between loses no answer, and the job, which knows the id, takes none twice.
 */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final long PERIOD_MS = 5_000;
    private static final int MOST = 20;

    /** Longer than anybody waits for the job's answer to one try. */
    private static final Duration AGAIN = Duration.ofSeconds(15);

    /**
     * Shorter than the job remembers ids of commands; whoever pressed has done otherwise by then.
     */
    private static final Duration GIVEN_UP = Duration.ofHours(1);

    private final ActionLinks links;
    private final PlacedCommands commands;
    private final Clock clock;
    private final AnswerMeters meters;
    private final Sweep sweep;

    Answering(
            Vertx vertx,
            ActionLinks links,
            PlacedCommands commands,
            Clock clock,
            AnswerMeters meters) {
        this.links = links;
        this.commands = commands;
        this.clock = clock;
        this.meters = meters;
        this.sweep = new Sweep(vertx, "answers to pages", PERIOD_MS, this::settleAll);
    }

    void start() {
        sweep.start();
    }

    void stop() {
        sweep.stop();
    }

    /**
     * Somebody pressed the button.
     *
     * @return whether the answer was taken; its result may follow later
     */
    Future<Boolean> press(ActionLink link, Principal who, Offer offer, String reason) {
        Pressed pressed =
                new Pressed(
                        link.pageId(),
                        link.alertId(),
                        who,
                        offer,
                        reason,
                        ActionTokens.commandId(link.hash()),
                        clock.instant());
        return links.take(link.hash(), pressed, who, offer)
                .compose(
                        taken ->
                                taken
                                        ? run(pressed, who, offer).map(true).otherwise(true)
                                        : Future.succeededFuture(false));
    }

    /** Sends what was pressed and has no result yet; how many there were. */
    Future<Integer> settleAll() {
        Instant now = clock.instant();
        return links.unsettled(now.minus(AGAIN), MOST, now)
                .compose(
                        all -> {
                            List<Future<Void>> settled = new ArrayList<>();
                            all.forEach(pressed -> settled.add(settle(pressed, now)));
                            return Future.join(settled).map(all.size()).otherwise(all.size());
                        });
    }

    private Future<Void> settle(Pressed pressed, Instant now) {
        if (pressed.who() == null || pressed.offer() == null) {
            return end(pressed, false, "not-allowed", "账号已不存在");
        }
        return pressed.at().isBefore(now.minus(GIVEN_UP))
                ? end(pressed, false, "no-answer", "系统长时间没有处理，请登录查看")
                : run(pressed, pressed.who(), pressed.offer());
    }

    private Future<Void> run(Pressed pressed, Principal who, Offer offer) {
        return commands.run(command(pressed, who, offer), who)
                .compose(result -> end(pressed, result))
                .recover(error -> refused(pressed, error));
    }

    private static AlertCommand command(Pressed pressed, Principal who, Offer offer) {
        return new AlertCommand(
                pressed.commandId(),
                pressed.alertId(),
                offer.action(),
                offer.said(pressed.reason() == null ? "" : pressed.reason()),
                null,
                null,
                null,
                null,
                null,
                null,
                who.name(),
                who.displayName(),
                who.role(),
                pressed.at());
    }

    private Future<Void> end(Pressed pressed, CommandResult result) {
        return end(pressed, result.accepted(), result.code(), result.reason());
    }

    /** What the log or the job could not answer now is asked again; the rest will not change. */
    private Future<Void> refused(Pressed pressed, Throwable error) {
        if (error instanceof Refusal refusal && refusal.problem().status() < 500) {
            return end(pressed, false, refusal.problem().title(), "不在您的辖区，或告警已不存在");
        }
        meters.count(AnswerMeters.Event.UNSETTLED);
        LOG.warn("the answer to page {} waits: {}", pressed.pageId(), error.toString());
        return Future.succeededFuture();
    }

    private Future<Void> end(Pressed pressed, boolean accepted, String code, String said) {
        meters.count(accepted ? AnswerMeters.Event.ACCEPTED : AnswerMeters.Event.REFUSED);
        return links.settle(pressed.pageId(), accepted, code, said, clock.instant());
    }
}
