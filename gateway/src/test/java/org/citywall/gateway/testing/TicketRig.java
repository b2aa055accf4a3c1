package org.citywall.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.privacy.CaseMask;
import org.citywall.gateway.record.TicketOrderStore;
import org.citywall.gateway.record.TicketOriginalStore;
import org.citywall.gateway.record.TicketStore;
import org.citywall.gateway.ticket.Opener;

/** The desk's side of tickets on a real socket and a real PostgreSQL. */
public final class TicketRig implements AutoCloseable {
    public final Vertx vertx = Vertx.vertx();
    public final TestPostgres postgres = TestPostgres.create();
    public final Pool pool = postgres.pool(vertx);
    public final TestClock clock = new TestClock();
    public final FakeEventLog log = new FakeEventLog();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final FakeAccess access =
            new FakeAccess()
                    .with("viewer", Role.VIEWER, "")
                    .with("officer", Role.OFFICER, "")
                    .with("lead", Role.SHIFT_LEAD, "")
                    .with("lead-of-port", Role.SHIFT_LEAD, "city/port")
                    .with("lead-of-street", Role.SHIFT_LEAD, "city/port/street")
                    .with("admin", Role.ADMIN, "")
                    .with("local", Role.OFFICER, "yw/ba");
    public final Guard guard = new Guard(access);
    public final JsonBody bodies = new JsonBody(new Bodies(vertx, 1_000));

    private final TicketStore store = new TicketStore(postgres.jdbcUrl(), "postgres", "postgres");
    private final TicketOrderStore orderStore =
            new TicketOrderStore(postgres.jdbcUrl(), "postgres", "postgres");
    private final TicketOriginalStore originalStore =
            new TicketOriginalStore(postgres.jdbcUrl(), "postgres", "postgres");
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    /** Serves what is mounted; to be called once. */
    public void serve(Consumer<Router> mount) {
        Router router = Router.router(vertx);
        mount.accept(router);
        port =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                        .actualPort();
    }

    /** Where it is served. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Knows that one person called, about whichever case: the name and the phone. */
    public static CaseMask mask() {
        return caseId ->
                Future.succeededFuture(
                        text ->
                                text.replace("13800001111", "138****1111")
                                        .replace("李小明", caseId + "的来电人"));
    }

    /** Opens what {@link #original} sealed; knows the key k1 alone. */
    public static Opener opener() {
        return original ->
                original.keyId().equals("k1")
                        ? Optional.of(Json.read(original.sealed(), ObjectNode.class))
                        : Optional.empty();
    }

    public void told(TicketChange... changes) throws Exception {
        List<TicketStore.Told> rows = new ArrayList<>();
        for (TicketChange change : changes) {
            rows.add(store.read(record(Topics.TICKET_CHANGES, change)));
        }
        store.write(rows);
    }

    public void told(TicketOrder... orders) throws Exception {
        List<TicketOrderStore.Told> rows = new ArrayList<>();
        for (TicketOrder order : orders) {
            rows.add(orderStore.read(record(Topics.ORDERS, order)));
        }
        orderStore.write(rows);
    }

    public void original(CaseFile file, String eventId, String keyId, String fields)
            throws Exception {
        TicketSealed sealed =
                new TicketSealed(
                        eventId, file.id, file.refs.get(0), keyId, fields, CaseFile.CREATED);
        originalStore.write(List.of(originalStore.read(record(Topics.TICKET_SEALED, sealed))));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, Object value) {
        return new ConsumerRecord<>(topic, 0, 0, null, Json.bytes(value));
    }

    public HttpResponse<String> call(String method, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(15));
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("content-type", "application/json");
            request.method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer's body; its status must be this one. */
    public JsonNode json(String method, String path, String token, String body, int status)
            throws Exception {
        HttpResponse<String> answer = call(method, path, token, body);
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? null : Json.read(answer.body(), JsonNode.class);
    }

    public JsonNode get(String path, String token, int status) throws Exception {
        return json("GET", path, token, null, status);
    }

    /** Cells of a query, separated by bars. */
    public List<String> sql(String query) {
        List<String> found = new ArrayList<>();
        for (Row row : await(pool.query(query).execute())) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(String.valueOf(row.getValue(i)));
            }
            found.add(String.join("|", cells));
        }
        return found;
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        store.close();
        orderStore.close();
        originalStore.close();
        await(vertx.close());
    }
}
