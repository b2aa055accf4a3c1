package org.citywall.gateway.notify.robot;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.testing.TicketRig;

/**
 * A robot on a real socket: checks key and signature, keeps its makers' limits, and plays codes and
 * outages.
 */
public final class FakeRobot {
    /** What people in the group read. */
    public final List<String> texts = new CopyOnWriteArrayList<>();

    /** When requests came that it would have taken, whether it was too fast or not. */
    public final List<Instant> asked = new CopyOnWriteArrayList<>();

    /** Code of each answer to a good request; null: as it should. */
    public volatile Integer code;

    /** Status of each answer, without a body; 0: none at all; null: as it should. */
    public volatile Integer outage;

    /** Status and body of each answer; null: as it should. */
    public volatile Map.Entry<Integer, String> played;

    private final Dialect dialect;
    private final Clock clock;
    private final HttpServer server;

    /** Listens on loopback. */
    public FakeRobot(Vertx vertx, Dialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
        this.server =
                TicketRig.await(
                        vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    /** As an admin copies it from the chat. */
    public String address() {
        return "http://127.0.0.1:" + server.actualPort() + dialect.path + Dialect.KEY;
    }

    /** Nobody listens any more. */
    public void close() {
        TicketRig.await(server.close());
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Integer status = outage;
        if (status != null) {
            if (status > 0) {
                request.response().setStatusCode(status).end();
            }
            return;
        }
        if (played != null) {
            request.response().setStatusCode(played.getKey()).end(played.getValue());
            return;
        }
        request.response()
                .putHeader("content-type", "application/json")
                .end(dialect.answer(judge(request, Json.read(body.toString(), JsonNode.class))));
    }

    private synchronized int judge(HttpServerRequest request, JsonNode body) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(each -> query.put(each.getKey(), each.getValue()));
        String type = request.getHeader("content-type");
        if (!"POST".equals(request.method().name()) || !type.startsWith("application/json")) {
            return 43004;
        }
        if (!request.uri().startsWith(dialect.path + Dialect.KEY)) {
            return dialect.noSuchKey;
        }
        Instant now = clock.instant();
        int refusal = dialect.refusal(query, body, now);
        if (refusal != 0) {
            return refusal;
        }
        if (code != null) {
            return code;
        }
        asked.add(now);
        for (Pace pace : dialect.paces()) {
            Instant since = now.minus(pace.per());
            if (asked.stream().filter(each -> each.isAfter(since)).count() > pace.most()) {
                return dialect.tooFast;
            }
        }
        texts.add(dialect.text(body));
        return 0;
    }
}
