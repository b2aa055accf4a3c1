package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
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
import org.citywall.contracts.Json;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.Signature;
import org.citywall.gateway.webhook.WebhookOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders on their way to departments, over real sockets. */
@Timeout(60)
class OrderDeliveryIT {
    private static final String SECRET = "0123456789abcdef";
    private static final Duration DAY = Duration.ofHours(24);
    private static final Map<String, Integer> STATUS = new ConcurrentHashMap<>();
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static volatile int delayMs;
    private static TicketRig rig;
    private static int port;
    private static OrderDelivery delivery;
    private final CaseFile file = new CaseFile("a");

    private record Received(String path, String signature, String type, String body) {
        String id() {
            return Json.read(body, JsonNode.class).path("id").asText();
        }
    }

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        rig.clock.advance(DAY); // orders are issued before they are sent
        port =
                TicketRig.await(
                                rig.vertx
                                        .createHttpServer()
                                        .requestHandler(OrderDeliveryIT::take)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        delivery = new OrderDelivery(rig.vertx, rig.pool, limits(true), rig.clock, rig.meters);
        rig.serve(
                router ->
                        new OrderRoutes(
                                        rig.pool,
                                        limits(true).webhooks(),
                                        rig.guard,
                                        rig.bodies,
                                        rig.clock)
                                .mount(router));
    }

    private static TicketLimits limits(boolean allowPrivate) {
        return new TicketLimits(
                DAY, new WebhookOptions(Duration.ofSeconds(2), Set.of(), allowPrivate), 30);
    }

    private static void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            Received received =
                                    new Received(
                                            request.path(),
                                            request.getHeader(Signature.HEADER),
                                            request.getHeader("content-type"),
                                            body.toString());
                            RECEIVED.add(received);
                            int status = STATUS.getOrDefault(received.id(), 204);
                            rig.vertx.setTimer(Math.max(1, delayMs), id -> answer(request, status));
                        });
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader("location", "/elsewhere")
                .putHeader("retry-after", "100")
                .end("what the other side says is nobody's business");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() throws Exception {
        rig.sql("TRUNCATE ticket, ticket_order, department, audit");
        STATUS.clear();
        RECEIVED.clear();
        rig.told(file.told());
    }

    private static JsonNode register(String name, String fields, int status) throws Exception {
        String path = "/api/v1/departments/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return rig.json("PUT", path, "admin", fields, status);
    }

    private static void register(String name) throws Exception {
        register(
                name,
                "{'url':'http://127.0.0.1:%d/in','secret':'%s','enabled':true}"
                        .formatted(port, SECRET),
                200);
    }

    private static void deliver() {
        TicketRig.await(delivery.deliver());
    }

    private static List<String> ids() {
        return RECEIVED.stream().map(Received::id).toList();
    }

    private static List<String> states() {
        return rig.sql("SELECT id, state, said FROM ticket_order ORDER BY seq");
    }

    @Test
    void anOrderGoesOutOnceAsASignedCloudEvent() throws Exception {
        register("城管科");
        rig.told(file.order("o1", "城管科"));

        deliver();
        deliver();

        assertThat(RECEIVED).hasSize(1);
        Received received = RECEIVED.get(0);
        assertThat(received.path()).isEqualTo("/in");
        assertThat(received.type()).startsWith("application/cloudevents+json");
        JsonNode event = Json.read(received.body(), JsonNode.class);
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("citywall.ticket.order.v1");
        assertThat(event.path("subject").asText()).isEqualTo("a");
        assertThat(event.at("/data/department").asText()).isEqualTo("城管科");
        assertThat(received.signature())
                .isEqualTo(
                        Signature.of(
                                SECRET,
                                rig.clock.instant(),
                                received.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(states()).containsExactly("o1|sent|HTTP 204");
    }

    @Test
    void manyGatewaysSendEachOrderOnceAndInItsOrder() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String name : List.of("x", "y")) {
            register(name);
            for (int i = 0; i < 30; i++) {
                rig.told(file.order(name + i, name));
                expected.add(name + i);
            }
        }
        OrderDelivery other =
                new OrderDelivery(rig.vertx, rig.pool, limits(true), rig.clock, rig.meters);

        delayMs = 300;
        List<Future<Void>> all = new ArrayList<>();
        all.add(delivery.deliver());
        await().until(() -> !RECEIVED.isEmpty());
        delayMs = 0;
        for (int i = 0; i < 3; i++) {
            all.add(other.deliver()); // while the first has an order on its way
            all.add(delivery.deliver());
        }
        TicketRig.await(Future.join(all));
        deliver();

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ids().stream().filter(id -> id.startsWith("x")))
                .containsExactlyElementsOf(expected.subList(0, 30));
    }

    @Test
    void whatIsNotTakenIsTriedAgainAndHoldsUpOnlyItsOwnDepartment() throws Exception {
        register("x");
        register("y");
        rig.told(file.order("x1", "x"), file.order("x2", "x"), file.order("y1", "y"));
        STATUS.put("x1", 503);

        deliver();
        deliver();
        assertThat(ids()).containsExactlyInAnyOrder("x1", "y1");
        assertThat(rig.sql("SELECT attempts, state, said FROM ticket_order WHERE id = 'x1'"))
                .containsExactly("1|waiting|HTTP 503");
        rig.clock.advance(Duration.ofSeconds(99));
        deliver();
        assertThat(ids()).as("it asked for 100 s").hasSize(2);
        STATUS.clear();
        rig.clock.advance(Duration.ofSeconds(2));
        deliver();

        assertThat(ids().subList(2, 4)).containsExactly("x1", "x2");
        assertThat(states()).allMatch(state -> state.contains("|sent|"));
    }

    @Test
    void whatWillNeverBeTakenIsDeadAtOnceAndAPersonMayTryAgain() throws Exception {
        register("x");
        rig.told(file.order("o1", "x"), file.order("o2", "x"), file.order("o3", "x"));
        STATUS.put("o1", 422);
        STATUS.put("o2", 307);
        double before = dead();

        deliver();

        assertThat(ids()).as("no redirect is followed").containsExactly("o1", "o2", "o3");
        assertThat(states())
                .containsExactly("o1|dead|HTTP 422", "o2|dead|HTTP 307", "o3|sent|HTTP 204");
        assertThat(dead() - before).isEqualTo(2);
        JsonNode list = rig.get("/api/v1/ticket-orders?state=dead", "officer", 200);
        assertThat(list.path("items").findValuesAsText("id")).containsExactly("o2", "o1");
        STATUS.clear();
        String retry = "/api/v1/ticket-orders/o1/retry";
        rig.json("POST", retry, "officer", "{}", 403);
        rig.json("POST", retry, "lead", "{}", 204);
        rig.json("POST", retry, "lead", "{}", 409);
        rig.json("POST", "/api/v1/ticket-orders/none/retry", "lead", "{}", 404);
        deliver();
        assertThat(states()).contains("o1|sent|HTTP 204");
        assertThat(rig.sql("SELECT who, action, key FROM audit WHERE kind = 'ticket-orders'"))
                .containsExactly("lead|retry|o1");
    }

    private static double dead() {
        return rig.meters.get(MetricNames.TICKET_ORDERS).tag("result", "dead").counter().count();
    }

    @Test
    void anOrderThatNobodyTookForADayIsGivenUp() throws Exception {
        register("x");
        rig.told(file.order("o1", "x"));
        STATUS.put("o1", 500);
        deliver();
        rig.clock.advance(DAY);
        deliver();

        assertThat(states()).containsExactly("o1|dead|HTTP 500");
        rig.clock.advance(DAY.negated());
    }

    @Test
    void ordersOfRecordingsAndOfDepartmentsThatAreOffAreNotSent() throws Exception {
        register("x");
        register("y");
        register("y", "{'url':'http://127.0.0.1:%d/in','enabled':false}".formatted(port), 200);
        CaseFile replayed = new CaseFile("r");
        replayed.replay = true;
        CaseFile old = new CaseFile("old");
        old.createdAt = rig.clock.instant();
        CaseFile young = new CaseFile("young");
        young.createdAt = rig.clock.instant().plus(DAY);
        rig.told(replayed.order("o1", "x"), old.order("o2", "y"), young.order("o3", "nobody"));

        deliver();
        assertThat(states())
                .containsExactly("o1|recorded|null", "o2|waiting|null", "o3|waiting|null");
        rig.clock.advance(DAY.plusSeconds(1));
        deliver();

        assertThat(states())
                .containsExactly("o1|recorded|null", "o2|dead|no department", "o3|waiting|null");
        assertThat(RECEIVED).isEmpty();
        rig.clock.advance(DAY.plusSeconds(1).negated());
    }

    @Test
    void aCaseThatBecameSecretSendsNoTitle() throws Exception {
        register("x");
        file.flags = List.of(TicketFlag.SECRET);
        rig.told(file.told());
        CaseFile before = new CaseFile("a");
        rig.told(before.order("o1", "x"));

        deliver();

        assertThat(RECEIVED.get(0).body()).contains("01-02").doesNotContain("楼下垃圾");
    }

    @Test
    void nothingIsSentToAPrivateAddressUnlessItIsAllowed() throws Exception {
        register("x");
        rig.told(file.order("o1", "x"));
        OrderDelivery careful =
                new OrderDelivery(rig.vertx, rig.pool, limits(false), rig.clock, rig.meters);

        TicketRig.await(careful.deliver());

        assertThat(RECEIVED).isEmpty();
        assertThat(states()).containsExactly("o1|dead|private address");
    }

    @Test
    void aDepartmentThatDoesNotListenIsTriedAgain() throws Exception {
        register(
                "x",
                "{'url':'http://127.0.0.1:1/in','secret':'%s','enabled':true}".formatted(SECRET),
                200);
        rig.told(file.order("o1", "x"));

        deliver();

        assertThat(rig.sql("SELECT state, attempts FROM ticket_order"))
                .containsExactly("waiting|1");
        assertThat(states().get(0)).doesNotContain("127.0.0.1");
    }

    @Test
    void departmentsAreForAdminsAndTheirSecretsNeverComeOut() throws Exception {
        register("城管科");
        JsonNode shown =
                register(
                        "城管科",
                        "{'url':'http://127.0.0.1:%d/b','enabled':true}".formatted(port),
                        200);

        assertThat(shown.path("url").asText()).endsWith("/b");
        assertThat(shown.toString()).doesNotContain(SECRET);
        assertThat(rig.sql("SELECT secret FROM department")).containsExactly(SECRET);
        assertThat(String.join("", rig.sql("SELECT before, after FROM audit")))
                .contains("secretChanged")
                .doesNotContain(SECRET);
        assertThat(rig.get("/api/v1/departments", "admin", 200).path("items")).hasSize(1);
        JsonNode names = rig.get("/api/v1/departments", "lead", 200).path("items");
        assertThat(names).hasSize(1);
        assertThat(names.get(0).fieldNames())
                .as("where orders go is a matter of admins")
                .toIterable()
                .containsExactlyInAnyOrder("name", "enabled");
        rig.get("/api/v1/departments/none", "admin", 404);
        register("n", "{'url':'http://a/','enabled':true}", 400);
        register("n", "{'url':'file:///x','secret':'%s','enabled':true}".formatted(SECRET), 400);
        register("n", "{'url':'http://a/','secret':'short','enabled':true}", 400);
        register("n", "{'url':'http://a/','secret':'%s'}".formatted(SECRET), 400);
    }
}
