package org.citywall.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.citywall.contracts.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of the REST interface: JSON, or a problem. */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /** Answers with the value as JSON; nothing is cached, because it belongs to who asked. */
    public static void json(HttpServerResponse response, int status, Object value) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(Json.bytes(value)));
    }

    /** Answers 204. */
    public static void nothing(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(204).end();
        }
    }

    /** Answers what went wrong, without telling a stranger how we are built. */
    public static void failure(RoutingContext context, Throwable error) {
        HttpServerResponse response = context.response();
        if (error instanceof Refusal refusal) {
            refusal.problem().send(response);
        } else if (isOutage(error)) {
            LOG.warn(
                    "{} {}: {}",
                    context.request().method(),
                    context.request().path(),
                    error.toString());
            if (!response.ended() && !response.closed()) {
                response.putHeader("retry-after", "2");
            }
            Problem.of(503, "unavailable", "the database cannot be reached now").send(response);
        } else {
            LOG.error("{} {}", context.request().method(), context.request().path(), error);
            Problem.of(500, "internal error", "the request failed; the log says why")
                    .send(response);
        }
    }

    /** Whether PostgreSQL could not be asked, as against a fault of ours. */
    public static boolean isOutage(Throwable error) {
        if (error instanceof PgException pg) {
            // FATAL: it ends the connection itself, as when it shuts down, starts, or is full
            return "FATAL".equals(pg.getSeverity()) || "PANIC".equals(pg.getSeverity());
        }
        return error instanceof IOException
                || error instanceof TimeoutException
                // no stack trace: the pool gave up waiting, or the connection was closed
                || error.getClass().getName().startsWith("io.vertx");
    }
}
