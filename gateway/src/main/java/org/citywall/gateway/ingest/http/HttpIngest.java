package org.citywall.gateway.ingest.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.registry.Credential;

/**
 * {@code POST /api/v1/events}: CloudEvents 1.0 in structured, batch and binary mode. Everything
 * happens on the request's event loop; the only wait is for Kafka.
 */
public final class HttpIngest {
    /** Longest body unless configured otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    private static final String PROTOCOL = "http";

    private final Ingest ingest;
    private final Credentials credentials;
    private final Bodies bodies;
    private final IngestMeters meters;
    private final Clock clock;
    private final RateLimits rates;
    private final int maxBodyBytes;

    /**
     * Hands the events to this ingest.
     *
     * @param maxBodyBytes a longer body gets 413
     */
    public HttpIngest(
            Ingest ingest,
            Credentials credentials,
            Bodies bodies,
            IngestMeters meters,
            Clock clock,
            RateLimits rates,
            int maxBodyBytes) {
        this.ingest = ingest;
        this.credentials = credentials;
        this.bodies = bodies;
        this.meters = meters;
        this.clock = clock;
        this.rates = rates;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/events").handler(this::receive);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Credential> sender =
                credentials.byToken(Tokens.bearer(request.getHeader("authorization")));
        if (sender.isEmpty()) {
            request.response().putHeader("www-authenticate", "Bearer");
            refuse(
                    request,
                    "bad-token",
                    Problem.of(401, "unauthorized", "no valid device token was sent"));
            return;
        }
        EventMode mode = EventMode.of(request);
        if (mode == null) {
            refuse(
                    request,
                    "media-type",
                    Problem.ofField(
                            415,
                            "unsupported media type",
                            "content-type",
                            "must be application/cloudevents+json,"
                                    + " application/cloudevents-batch+json,"
                                    + " or application/json with ce- headers"));
            return;
        }
        bodies.read(request, maxBodyBytes)
                .onFailure(error -> unreadable(request, error))
                .onSuccess(body -> take(context, sender.get(), mode, body));
    }

    private void unreadable(HttpServerRequest request, Throwable error) {
        if (error instanceof Refusal refusal) {
            int status = refusal.problem().status();
            refuse(request, status == 408 ? "time-out" : "too-large", refusal.problem());
        } else {
            meters.refused(PROTOCOL, "broken-off"); // the sender has gone: nobody to answer
        }
    }

    private void refuse(HttpServerRequest request, String reason, Problem problem) {
        meters.refused(PROTOCOL, reason);
        Bodies.refuse(request, problem);
    }

    private void take(RoutingContext context, Credential sender, EventMode mode, Buffer body) {
        CloudEventReader reader = new CloudEventReader(sender, clock.instant());
        try {
            if (mode == EventMode.BATCH) {
                takeBatch(context, sender, reader.batch(body));
                return;
            }
            Inbound event =
                    mode == EventMode.STRUCTURED
                            ? reader.structured(body)
                            : reader.binary(context.request(), body);
            if (isTooFast(context, sender, 1)) {
                return;
            }
            ingest.accept(event).onSuccess(result -> answer(context.response(), result));
        } catch (FieldFault e) {
            meters.event(PROTOCOL, Verdict.INVALID);
            Problem.ofField(400, "invalid event", e.field(), e.getMessage())
                    .send(context.response());
        }
    }

    private void takeBatch(
            RoutingContext context, Credential sender, List<CloudEventReader.Item> items) {
        if (isTooFast(context, sender, items.size())) {
            return;
        }
        List<Future<IngestResult>> results = new ArrayList<>(items.size());
        for (CloudEventReader.Item item : items) {
            if (item.event() == null) {
                meters.event(PROTOCOL, Verdict.INVALID);
                results.add(Future.succeededFuture(item.fault()));
            } else {
                results.add(ingest.accept(item.event()));
            }
        }
        Future.all(results)
                .onSuccess(all -> BatchAnswer.send(context.response(), all.<IngestResult>list()));
    }

    private boolean isTooFast(RoutingContext context, Credential sender, int events) {
        if (rates.take(sender, events)) {
            return false;
        }
        meters.refused(PROTOCOL, "rate");
        context.response().putHeader("retry-after", "1");
        Problem.of(
                        429,
                        "too many",
                        "more than %d events a second".formatted(rates.perSecond(sender)))
                .send(context.response());
        return true;
    }

    private static void answer(HttpServerResponse response, IngestResult result) {
        if (result.verdict() == Verdict.ACCEPTED) {
            Answers.json(response, 202, new Accepted(1));
            return;
        }
        if (result.verdict().mayRetry() && !response.ended() && !response.closed()) {
            response.putHeader("retry-after", "1");
        }
        problem(result).send(response);
    }

    static Problem problem(IngestResult result) {
        return new Problem(
                status(result.verdict()), result.reason(), result.detail(), result.field());
    }

    private static int status(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> 202;
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case UNSUPPORTED, QUARANTINED -> 422;
            case OVERLOADED -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    /**
     * The answer to an event that is durable.
     *
     * @param accepted number of events
     */
    record Accepted(int accepted) {}
}
