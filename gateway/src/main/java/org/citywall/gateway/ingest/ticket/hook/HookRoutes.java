package org.citywall.gateway.ingest.ticket.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.http.BatchAnswer;
import org.citywall.gateway.ingest.ticket.TicketIntake;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.ticketsource.SourceHealth;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/** {@code POST /api/v1/hooks/{system}}: messages of foreign systems in their own form. */
public final class HookRoutes {
    private static final String PROTOCOL = "hook";

    private final Ingest ingest;
    private final Credentials credentials;
    private final TicketSources sources;
    private final Mappings mappings;
    private final SourceHealth health;
    private final Sealing sealing;
    private final SourceLimits limits;
    private final Bodies bodies;
    private final int maxBodyBytes;
    private final Clock clock;

    /** Hands events to this ingest. */
    public HookRoutes(
            Ingest ingest,
            Credentials credentials,
            TicketSources sources,
            Mappings mappings,
            SourceHealth health,
            Sealing sealing,
            SourceLimits limits,
            Bodies bodies,
            int maxBodyBytes,
            Clock clock) {
        this.ingest = ingest;
        this.credentials = credentials;
        this.sources = sources;
        this.mappings = mappings;
        this.health = health;
        this.sealing = sealing;
        this.limits = limits;
        this.bodies = bodies;
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/hooks/:system").handler(this::receive);
    }

    /** A signature is over the body, so that must be read before; but not of just anybody. */
    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        TicketSource source = sources.find(context.pathParam("system")).orElse(null);
        Credential sender =
                credentials.byToken(Tokens.bearer(request.getHeader("authorization"))).orElse(null);
        boolean isSigned =
                source != null
                        && source.secret() != null
                        && request.getHeader(Signature.HEADER) != null;
        if (sender == null && !isSigned) {
            Bodies.refuse(request, unauthorized());
            return;
        }
        if (sender != null && source == null) {
            Bodies.refuse(request, Problem.of(404, "not found", "there is no such ticket source"));
            return;
        }
        if (sender != null && !TicketIntake.speaks(sender, source)) {
            Bodies.refuse(
                    request,
                    Problem.of(
                            403,
                            "wrong-system",
                            "this credential does not speak for " + source.id()));
            return;
        }
        bodies.read(request, maxBodyBytes)
                .onFailure(
                        error -> {
                            if (error instanceof Refusal refusal) {
                                Bodies.refuse(request, refusal.problem());
                            }
                        })
                .onSuccess(body -> take(context, source, sender, body));
    }

    private void take(
            RoutingContext context, TicketSource source, @Nullable Credential sender, Buffer body) {
        if (sender == null && !isSigned(context.request(), source, body)) {
            unauthorized().send(context.response());
            return;
        }
        if (!source.enabled()) {
            Problem.of(422, "disabled", "this ticket source is switched off")
                    .send(context.response());
            return;
        }
        // Who signed is this system and nobody else: its events can name no other.
        Credential who = sender == null ? new Credential("hook:" + source.id(), null) : sender;
        JsonNode message = parsed(body);
        if (message == null) {
            health.refused(source.id());
            Problem.of(400, "invalid json", "the body must be JSON").send(context.response());
            return;
        }
        Instant now = clock.instant();
        mappings.events(source, message)
                .onFailure(error -> unmapped(context, source, error))
                .compose(events -> all(source, who, events, now))
                .onSuccess(results -> BatchAnswer.send(context.response(), results));
    }

    private boolean isSigned(HttpServerRequest request, TicketSource source, Buffer body) {
        Sealing.Sealed secret = source.secret();
        try {
            return Signature.isValid(
                    request.getHeader(Signature.HEADER),
                    body.toString(UTF_8),
                    sealing.open(
                                    secret.keyId(),
                                    secret.sealed(),
                                    TicketSource.associated(source.id()))
                            .path("secret")
                            .asText(),
                    clock.instant(),
                    limits.signature());
        } catch (Sealing.UnopenableException e) {
            return false;
        }
    }

    private void unmapped(RoutingContext context, TicketSource source, Throwable error) {
        if (error instanceof Mapping.MappingException) {
            health.refused(source.id());
            Problem.ofField(422, "unmapped", "/mapping", "the mapping " + error.getMessage())
                    .send(context.response());
        } else {
            context.response().putHeader("retry-after", "1");
            Answers.failure(context, error);
        }
    }

    private Future<List<IngestResult>> all(
            TicketSource source, Credential sender, ArrayNode events, Instant now) {
        List<Future<IngestResult>> results = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            String pointer = events.size() == 1 ? "" : "/" + i;
            try {
                ObjectNode event = (ObjectNode) events.get(i);
                results.add(ingest.accept(inbound(source, sender, event, pointer, now)));
            } catch (FieldFault e) {
                health.refused(source.id());
                results.add(
                        Future.succeededFuture(
                                new IngestResult(
                                        Verdict.INVALID,
                                        "schema",
                                        pointer + e.field(),
                                        e.getMessage())));
            }
        }
        return Future.all(results).map(done -> done.list());
    }

    /** An event without an id gets one of what it says: the same again is no other. */
    private static Inbound inbound(
            TicketSource source,
            Credential sender,
            ObjectNode event,
            String pointer,
            Instant receivedAt)
            throws FieldFault {
        JsonNode id = event.path("id");
        if (!id.isMissingNode() && !id.isNull() && !id.isTextual() && !id.isIntegralNumber()) {
            throw new FieldFault("/id", "must be a text or a whole number");
        }
        ObjectNode data = Examples.data(source.id(), event);
        return new Inbound(
                PROTOCOL,
                sender,
                EventTypes.TICKET_EVENT,
                id.asText().isBlank() || id.isNull()
                        ? Ids.of(PROTOCOL, source.id(), Json.string(data))
                        : id.asText(),
                "hook/" + source.id(),
                data,
                pointer,
                receivedAt,
                false,
                false);
    }

    private static @Nullable JsonNode parsed(Buffer body) {
        try {
            JsonNode message = Json.mapper().readTree(body.getBytes());
            return message == null || message.isMissingNode() ? null : message;
        } catch (IOException e) {
            return null; // its words would quote the message
        }
    }

    private static Problem unauthorized() {
        return Problem.of(
                401, "unauthorized", "neither a valid device token nor a valid signature was sent");
    }
}
