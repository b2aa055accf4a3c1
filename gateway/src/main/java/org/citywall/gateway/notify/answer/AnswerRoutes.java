package org.citywall.gateway.notify.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.GuessLocks;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.command.PlacedCommands;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.notify.answer.ActionLink.State;
import org.citywall.gateway.notify.answer.AnswerMeters.Event;
import org.citywall.gateway.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages behind links, {@code /m/a/<token>}, and the REST that takes links back. Tokens are in
 * no line of a log: what goes wrong is told without the path.
 */
public final class AnswerRoutes {
    /** What links begin with, behind the host. */
    static final String FOLDER = "/m/a/";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerRoutes.class);
    private static final String PATH = FOLDER + ":token";
    private static final String METHODS = "GET, HEAD, OPTIONS, POST";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FORM_BYTES = 4 << 10;
    private static final int LONGEST_REASON = 200;

    private final ActionLinks links;
    private final Answering answering;
    private final LinkRevocation revocation;
    private final Function<String, Future<Optional<JsonNode>>> alerts;
    private final GuessLocks locks;
    private final Guard guard;
    private final Bodies bodies;
    private final Clock clock;
    private final AnswerMeters meters;

    /**
     * Serves what stands in this database.
     *
     * @param commands what answers become
     * @param alerts alert id to the alert, as it goes to the walls
     */
    public AnswerRoutes(
            Vertx vertx,
            Pool pool,
            PlacedCommands commands,
            Function<String, Future<Optional<JsonNode>>> alerts,
            GuessLocks locks,
            Guard guard,
            Bodies bodies,
            Clock clock,
            MeterRegistry meters) {
        this.links = new ActionLinks(pool);
        this.meters = new AnswerMeters(meters);
        this.answering = new Answering(vertx, links, commands, clock, this.meters);
        this.revocation = new LinkRevocation(pool, clock);
        this.alerts = alerts;
        this.locks = locks;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(this::show);
        router.head(PATH).handler(this::show);
        router.options(PATH).handler(AnswerRoutes::methods);
        router.post(PATH).handler(this::pressed);
        router.delete("/api/v1/notifications/:id/links")
                .handler(guard.require(Role.SHIFT_LEAD, this::revoke));
    }

    /** Begins to send again what has no result yet. */
    public void start() {
        answering.start();
    }

    /** Begins nothing more. */
    public void stop() {
        answering.stop();
    }

    /** Sends now what was pressed and has no result yet; how many there were. */
    Future<Integer> settleAll() {
        return answering.settleAll();
    }

    private static void methods(RoutingContext context) {
        Ask.headers(context.response().setStatusCode(204).putHeader("allow", METHODS)).end();
    }

    private void revoke(RoutingContext context, Principal who) {
        revocation
                .revoke(context.pathParam("id"), who)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        revoked ->
                                Answers.json(
                                        context.response(),
                                        200,
                                        Json.mapper().createObjectNode().put("revoked", revoked)));
    }

    private void show(RoutingContext context) {
        Ask ask = Ask.of(context, null);
        find(ask)
                .compose(link -> link == null ? strange(ask) : shown(ask, link))
                .onFailure(error -> failed(ask, error));
    }

    private Future<ActionLink> find(Ask ask) {
        return ask.hash() == null
                ? Future.succeededFuture()
                : links.find(ask.hash()).map(found -> found.orElse(null));
    }

    private Future<Void> shown(Ask ask, ActionLink link) {
        if (ask.isGet()) {
            meters.count(Event.OPENED);
            links.opened(link.hash(), clock.instant())
                    .onFailure(error -> LOG.warn("an opening is not on record: {}", why(error)));
        }
        return answer(ask, link, 200);
    }

    /** The page of the link as it stands. */
    private Future<Void> answer(Ask ask, ActionLink link, int statusIfAnswered) {
        State state = link.state(clock.instant());
        return switch (state) {
            case OPEN -> alert(link).compose(alert -> ask.send(200, offering(ask, link, alert)));
            case ANSWERED ->
                    alert(link)
                            .compose(
                                    alert ->
                                            ask.send(
                                                    statusIfAnswered,
                                                    AnswerPage.answered(
                                                            ask.lang(),
                                                            link,
                                                            link.answer(),
                                                            alert)));
            case EXPIRED, REVOKED, POWERLESS -> gone(ask, link, state);
        };
    }

    private static String offering(Ask ask, ActionLink link, JsonNode alert) {
        return AnswerPage.open(ask.lang(), link, alert, offers(link, alert));
    }

    private static List<Offer> offers(ActionLink link, JsonNode alert) {
        return link.maySee(alert) && !alert.isMissingNode()
                ? Offer.to(link.step(), alert)
                : List.of();
    }

    private Future<JsonNode> alert(ActionLink link) {
        return alerts.apply(link.alertId())
                .map(found -> found.orElseGet(() -> Json.mapper().missingNode()));
    }

    private Future<Void> gone(Ask ask, ActionLink link, State state) {
        meters.count(state == State.EXPIRED ? Event.EXPIRED : Event.REVOKED);
        return ask.send(
                410,
                AnswerPage.plain(
                        ask.lang(),
                        AnswerWords.gone(ask.lang(), link, state),
                        ask.lang().say("请登录后处理。", "Please log in to answer.")));
    }

    /**
     * A token that nobody was sent. Only this is counted against the client: a link that is known
     * is always answered, because many phones share the address of their network.
     */
    private Future<Void> strange(Ask ask) {
        return locks.failed(locks.clientOf(ask.context().request()))
                .compose(
                        locked -> {
                            Lang lang = ask.lang();
                            if (locked > 0) {
                                meters.count(Event.LOCKED);
                                ask.response().putHeader("retry-after", Long.toString(locked));
                                return ask.send(
                                        429,
                                        AnswerPage.plain(
                                                lang,
                                                lang.say("尝试过多", "Too many tries"),
                                                lang.say("请稍后再试。", "Try again later.")));
                            }
                            meters.count(Event.UNKNOWN);
                            return ask.send(
                                    404,
                                    AnswerPage.plain(
                                            lang,
                                            lang.say("链接无效", "There is no such link"),
                                            lang.say(
                                                    "请检查链接是否完整。",
                                                    "Check whether the link is complete.")));
                        });
    }

    private void pressed(RoutingContext context) {
        HttpServerRequest request = context.request();
        String type = request.getHeader("content-type");
        if (type == null || !type.startsWith(FORM)) {
            Ask ask = Ask.of(context, null);
            refuse(ask, 415, ask.lang().say("请用页面上的按钮应答。", "Use the buttons of the page."));
            return;
        }
        bodies.read(request, MAX_FORM_BYTES)
                .onFailure(
                        error -> {
                            if (error instanceof Refusal refusal) {
                                Bodies.refuse(request, refusal.problem());
                            }
                        })
                .onSuccess(
                        body -> {
                            Ask ask = Ask.of(context, body);
                            find(ask)
                                    .compose(link -> link == null ? strange(ask) : press(ask, link))
                                    .onFailure(error -> failed(ask, error));
                        });
    }

    private Future<Void> press(Ask ask, ActionLink link) {
        State state = link.state(clock.instant());
        if (state == State.ANSWERED) {
            meters.count(Event.ANSWERED);
        }
        if (state != State.OPEN) {
            return answer(ask, link, 409);
        }
        Offer offer = Offer.of(ask.field("do")).orElse(null);
        String reason = ask.field("reason");
        String fault = fault(ask.lang(), offer, reason);
        if (fault != null) {
            return refuse(ask, 400, fault);
        }
        return alert(link)
                .compose(
                        alert ->
                                offers(link, alert).contains(offer)
                                        ? take(ask, link, offer, reason)
                                        : ask.send(409, offering(ask, link, alert)));
    }

    @Nullable
    private static String fault(Lang lang, @Nullable Offer offer, String reason) {
        if (offer == null) {
            return lang.say("请用页面上的按钮应答。", "Use the buttons of the page.");
        }
        if (offer.wantsReason() && reason.isEmpty()) {
            return lang.say("请写明原因。", "Say why.");
        }
        return reason.length() > LONGEST_REASON || !PlainText.isPlain(reason)
                ? lang.say("原因过长或含有无法显示的字符。", "The reason is too long, or no plain text.")
                : null;
    }

    /** To the page itself, so that whoever reloads it presses nothing. */
    private Future<Void> take(Ask ask, ActionLink link, Offer offer, String reason) {
        return answering
                .press(link, link.who(), offer, reason)
                .compose(
                        taken -> {
                            if (!taken) {
                                return find(ask).compose(now -> answer(ask, now, 409));
                            }
                            ask.response().putHeader("location", "?lang=" + ask.lang().word());
                            return ask.send(303, "");
                        });
    }

    private static Future<Void> refuse(Ask ask, int status, String text) {
        Lang lang = ask.lang();
        return ask.send(status, AnswerPage.plain(lang, lang.say("未提交", "Nothing was sent"), text));
    }

    private static void failed(Ask ask, Throwable error) {
        LOG.warn("a page of a link cannot be shown: {}", why(error));
        Lang lang = ask.lang();
        if (!ask.response().ended() && !ask.response().headWritten()) {
            ask.response().putHeader("retry-after", "2");
            ask.send(
                    503,
                    AnswerPage.plain(
                            lang,
                            lang.say("系统暂时不可用", "Unavailable for the moment"),
                            lang.say("请稍后刷新本页，或登录处理。", "Reload this page, or log in.")));
        }
    }

    /** Its kind alone: words of errors may hold what was asked. */
    private static String why(Throwable error) {
        return error.getClass().getSimpleName();
    }
}
