package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.access.GuessLocks;
import org.citywall.gateway.access.LoginLimits;
import org.citywall.gateway.command.Commands;
import org.citywall.gateway.command.PlacedCommands;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.notify.answer.AnswerRoutes;
import org.citywall.gateway.notify.answer.LinkedChannel;
import org.citywall.gateway.notify.webhook.WebhookChannel;
import org.citywall.gateway.notify.webpush.VapidKeys;
import org.citywall.gateway.notify.webpush.WebPush;
import org.citywall.gateway.notify.webpush.WebPushRoutes;
import org.citywall.gateway.oncall.OnCallNow;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.oncall.OnCallRoutes;
import org.citywall.gateway.oncall.PageRoster;
import org.citywall.gateway.oncall.readiness.ReadinessRoutes;
import org.citywall.gateway.record.AlertSamples;
import org.citywall.gateway.record.PageStore;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Signature;
import org.citywall.gateway.webhook.WebhookOptions;

/** A real PostgreSQL, a receiver of webhooks on a real socket, and a clock that is moved. */
final class NotifyRig implements AutoCloseable {
    static final String SECRET = "0123456789abcdef";

    /** Whom push services may write to. */
    static final String SUBJECT = "mailto:duty@wall.example";

    static final NotifyOptions OPTIONS =
            new NotifyOptions(
                    Duration.ofHours(6),
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    new Holding.Policy(Duration.ofMinutes(10), Duration.ZERO, null),
                    3,
                    Duration.ofSeconds(30),
                    Duration.ofDays(30),
                    "https://wall.example",
                    new WebhookOptions(Duration.ofSeconds(2), Set.of(), true));

    /** About which people answer: commands go by the group in the id. */
    static final String ALERT = Ids.alertId(Ids.groupHash("g"), "d1");

    /** What came in. */
    record Received(String path, String key, String signature, String body) {
        JsonNode event() {
            return Json.read(body, JsonNode.class);
        }

        String page() {
            return event().path("id").asText();
        }
    }

    final TicketRig rig = new TicketRig();
    final List<Received> received = new CopyOnWriteArrayList<>();

    /** Status by path; 0: no answer. */
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** How late the answer is, by path. */
    final Map<String, Duration> slow = new ConcurrentHashMap<>();

    final Map<String, Channel> channels = new ConcurrentHashMap<>();

    /** Alerts as the walls have them, by id. */
    final Map<String, JsonNode> alerts = new ConcurrentHashMap<>();

    /** Whether nobody can tell how an alert stands. */
    final AtomicBoolean isViewAway = new AtomicBoolean();

    /** The alerts job; null: it is silent. */
    final AtomicReference<Function<AlertCommand, CommandResult>> job = new AtomicReference<>();

    final AnswerRoutes answers;
    final WebPush push;
    private final Commands commands;
    private int judged;
    private final AtomicReference<Notifier> newest = new AtomicReference<>();
    private final List<Notifier> started = new ArrayList<>();
    private final Map<NotifyOptions, PageStore> stores = new ConcurrentHashMap<>();
    private final int port;

    NotifyRig() {
        port =
                TicketRig.await(
                                rig.vertx
                                        .createHttpServer()
                                        .requestHandler(this::take)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        channels.put("webhook", webhook());
        push =
                new WebPush(
                        vapidKeys(),
                        rig.pool,
                        rig.pool,
                        new WebhookOptions(Duration.ofSeconds(2), Set.of("127.0.0.1"), true),
                        rig.clock);
        channels.put("webpush", push.channel(rig.vertx, rig.clock));
        commands =
                new Commands(
                        rig.vertx, rig.clock, rig.log, "g1", Duration.ofSeconds(1), rig.meters);
        rig.vertx.setPeriodic(5, timer -> judge());
        answers =
                new AnswerRoutes(
                        rig.vertx,
                        rig.pool,
                        new PlacedCommands(commands, this::placeOf),
                        this::find,
                        new GuessLocks(rig.pool, rig.clock, LoginLimits.defaults(), "/links"),
                        rig.guard,
                        new Bodies(rig.vertx, 1_000),
                        rig.clock,
                        rig.meters);
        rig.serve(
                router -> {
                    answers.mount(router);
                    new MyPageRoutes(rig.pool, rig.guard).mount(router);
                    new WebPushRoutes(push, rig.guard, rig.bodies).mount(router);
                    new ContactRoutes(rig.pool, channels, rig.guard, rig.bodies, rig.clock)
                            .mount(router);
                    new OnCallRoutes(
                                    rig.pool,
                                    OnCallOptions.defaults(),
                                    rig.guard,
                                    rig.bodies,
                                    rig.clock)
                            .mount(router);
                    new ReadinessRoutes(rig.pool, rig.guard, rig.bodies, rig.clock, rig.meters)
                            .mount(router);
                    new NotificationRoutes(
                                    rig.pool,
                                    new NotificationRetry(
                                            rig.pool,
                                            OPTIONS,
                                            new OnCallNow(OnCallOptions.defaults(), rig.clock),
                                            rig.clock,
                                            this::wake),
                                    channels,
                                    rig.guard,
                                    rig.bodies)
                            .mount(router);
                });
    }

    private static VapidKeys vapidKeys() {
        try {
            Path file = Files.createTempFile("vapid", ".pem");
            Files.writeString(file, VapidKeys.create());
            VapidKeys keys = VapidKeys.read(file, SUBJECT);
            Files.delete(file);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Future<Optional<JsonNode>> find(String alert) {
        return isViewAway.get()
                ? Future.failedFuture("away")
                : Future.succeededFuture(Optional.ofNullable(alerts.get(alert)));
    }

    private Future<Optional<String>> placeOf(String alert) {
        JsonNode known = alerts.get(alert);
        return Future.succeededFuture(
                Optional.ofNullable(known).map(found -> found.path("place").asText()));
    }

    /** Commands that reached the log. */
    List<AlertCommand> commands() {
        return rig.log.ofType(EventTypes.ALERT_COMMAND, AlertInput.class).stream()
                .map(AlertInput::command)
                .toList();
    }

    private void judge() {
        Function<AlertCommand, CommandResult> judge = job.get();
        List<AlertCommand> all = commands();
        while (judge != null && judged < all.size()) {
            commands.answered(judge.apply(all.get(judged++)));
        }
    }

    /** A person with an account and a webhook, about whose page there is an alert. */
    void person(String name, String role, String path) throws Exception {
        rig.sql(
                "INSERT INTO account VALUES ('%s', '%s（值班）', 'x', '%s', '')"
                        .formatted(name, name, role));
        contact(name, path);
    }

    /** The alert of all pages, as the walls have it. */
    void alert(Response response) {
        ObjectNode alert = Json.mapper().valueToTree(AlertSamples.of(ALERT, "g", response).alert());
        alerts.put(ALERT, alert);
    }

    /** A gateway whose pages carry links. */
    Notifier linked(AnswerOptions options) {
        return notifier(
                LinkedChannel.all(
                        channels,
                        rig.pool,
                        options,
                        "https://wall.example",
                        rig.clock,
                        rig.meters));
    }

    private PageStore store(NotifyOptions options) {
        return stores.computeIfAbsent(
                options,
                each ->
                        new PageStore(
                                rig.postgres.jdbcUrl(),
                                "postgres",
                                "postgres",
                                each,
                                new PageRoster(OnCallOptions.defaults()),
                                rig.clock,
                                rig.meters,
                                this::wake));
    }

    WebhookChannel webhook() {
        return new WebhookChannel(
                GuardedHttp.keepingAlive(rig.vertx, OPTIONS.webhooks(), rig.clock, 8),
                OPTIONS.webhooks());
    }

    private void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            received.add(
                                    new Received(
                                            request.path(),
                                            request.getHeader(WebhookChannel.KEY),
                                            request.getHeader(Signature.HEADER),
                                            body.toString()));
                            Duration late = slow.getOrDefault(request.path(), Duration.ZERO);
                            if (late.isZero()) {
                                answer(request);
                            } else {
                                rig.vertx.setTimer(late.toMillis(), timer -> answer(request));
                            }
                        });
    }

    private void answer(HttpServerRequest request) {
        int status = statuses.getOrDefault(request.path(), 204);
        if (status > 0) {
            request.response().setStatusCode(status).end("nobody reads this");
        }
    }

    /** Another gateway. */
    Notifier notifier(Map<String, Channel> ways) {
        Notifier notifier = new Notifier(rig.vertx, rig.pool, ways, OPTIONS, rig.clock, rig.meters);
        notifier.start();
        started.add(notifier);
        newest.set(notifier);
        return notifier;
    }

    Notifier notifier() {
        return notifier(channels);
    }

    private void wake() {
        Notifier notifier = newest.get();
        if (notifier != null) {
            notifier.wake();
        }
    }

    /** As at the beginning; what was started is stopped. */
    void reset() {
        newest.set(null);
        started.forEach(Notifier::stop);
        started.clear();
        rig.sql("TRUNCATE contact, contact_channel, contact_lane, notification_attempt, audit");
        rig.sql("TRUNCATE oncall_person, oncall_team, oncall_rota, oncall_override");
        rig.sql("UPDATE oncall_version SET version = version + 1");
        rig.sql("TRUNCATE notification CASCADE");
        rig.sql("TRUNCATE page_answer, login_failure, webpush_subscription");
        rig.sql("DELETE FROM account");
        rig.log.reset();
        alerts.clear();
        job.set(null);
        isViewAway.set(false);
        judged = 0;
        statuses.clear();
        slow.clear();
        received.clear();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** A contact with webhooks to these paths, in their order. */
    void contact(String name, String... paths) throws Exception {
        List<String> ways = new ArrayList<>();
        for (String path : paths) {
            ways.add(
                    "{'channel':'webhook','address':'%s','secret':'%s','enabled':true}"
                            .formatted(url(path), SECRET));
        }
        put(name, "{'channels':[" + String.join(",", ways) + "]}", 200);
    }

    JsonNode put(String name, String body, int status) throws Exception {
        return rig.json("PUT", contactPath(name), "admin", body, status);
    }

    static String contactPath(String name) {
        return "/api/v1/contacts/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    Page page(String id, String to, int level) {
        return page(id, to, level, false);
    }

    Page page(String id, String to, int level, boolean quiet) {
        return new Page(id, "A-1", to, Page.Step.RAISED, level, quiet, "为何", rig.clock.instant());
    }

    void told(Page... pages) throws Exception {
        told(List.of(), pages);
    }

    /** As the stream tells it: one change of an alert with these tags. */
    void told(List<String> tags, Page... pages) throws Exception {
        tell(OPTIONS, alert -> alert.set("tags", Json.mapper().valueToTree(tags)), pages);
    }

    /** The same with a store of these options, and an alert that differs from the sample. */
    void tell(NotifyOptions options, Consumer<ObjectNode> differs, Page... pages) throws Exception {
        AlertChange sample = AlertSamples.of("A-1", "g", Response.UNACKNOWLEDGED);
        ObjectNode alert = Json.mapper().valueToTree(sample.alert());
        differs.accept(alert);
        AlertChange change =
                new AlertChange(
                        Json.mapper().treeToValue(alert, Alert.class),
                        sample.entry(),
                        false,
                        List.of(pages));
        write(options, change);
    }

    /** As the stream tells it: this account did that, and the alert stands so then. */
    void changed(String by, String action, Response response) throws Exception {
        AlertChange sample = AlertSamples.of(ALERT, "g", response);
        TimelineEntry was = sample.entry();
        Instant now = rig.clock.instant();
        TimelineEntry entry =
                new TimelineEntry(
                        now,
                        now,
                        by,
                        action,
                        was.level(),
                        was.condition(),
                        response,
                        was.reason(),
                        was.rev());
        write(OPTIONS, new AlertChange(sample.alert(), entry, false, List.of()));
    }

    private void write(NotifyOptions options, AlertChange change) throws Exception {
        PageStore store = store(options);
        AlertChange read =
                store.read(
                        new org.apache.kafka.clients.consumer.ConsumerRecord<>(
                                "t", 0, 0, null, Json.bytes(change)));
        if (read != null) {
            store.write(List.of(read));
        }
    }

    /** Way and state of each notification, in the order in which they were written. */
    List<String> states() {
        return rig.sql(
                "SELECT page_id, contact, position, state, said FROM notification ORDER BY id");
    }

    List<String> pages(String path) {
        return received.stream()
                .filter(each -> each.path().equals(path))
                .map(Received::page)
                .toList();
    }

    double count(String meter, String... tags) {
        return rig.meters.get(meter).tags(tags).counter().count();
    }

    @Override
    public void close() {
        reset();
        stores.values().forEach(PageStore::close);
        rig.close();
    }
}
