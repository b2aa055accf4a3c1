package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.gateway.notify.webhook.WebhookChannel;
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
    static final NotifyOptions OPTIONS =
            new NotifyOptions(
                    Duration.ofHours(6),
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    3,
                    Duration.ofSeconds(30),
                    Duration.ofDays(30),
                    "https://wall.example",
                    new WebhookOptions(Duration.ofSeconds(2), Set.of(), true));

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
        rig.serve(
                router -> {
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
