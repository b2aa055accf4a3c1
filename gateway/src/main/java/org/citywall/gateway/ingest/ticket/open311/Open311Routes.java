package org.citywall.gateway.ingest.ticket.open311;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.ticket.TicketIntake;
import org.citywall.gateway.ingest.ticket.open311.PublicTickets.Asked;
import org.citywall.gateway.ingest.ticket.open311.PublicTickets.PublicTicket;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.ticketsource.TicketRefs;
import org.citywall.gateway.ticketsource.TicketSource;
import org.citywall.gateway.ticketsource.TicketSources;

/**
 * {@code /open311/v2}: GeoReport v2 (wiki.open311.org/GeoReport_v2). Requests become tickets of the
 * source {@value #SYSTEM}, which must be registered; the public knows them by their case id.
 */
public final class Open311Routes {
    /** Source of what comes in here. */
    public static final String SYSTEM = "open311";

    private static final String BASE = "/open311/v2";
    private static final int MAX_BYTES = 64 << 10;

    /** GeoReport's own: 90 days, 1,000 requests. */
    private static final Duration WIDEST = Duration.ofDays(90);

    private static final int MOST = 1_000;

    private final Ingest ingest;
    private final Credentials credentials;
    private final TicketSources sources;
    private final PublicTickets tickets;
    private final Bodies bodies;
    private final Clock clock;

    /** Hands requests to this ingest and shows these tickets. */
    public Open311Routes(
            Ingest ingest,
            Credentials credentials,
            TicketSources sources,
            PublicTickets tickets,
            Bodies bodies,
            Clock clock) {
        this.ingest = ingest;
        this.credentials = credentials;
        this.sources = sources;
        this.tickets = tickets;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        for (String end : List.of("json", "xml")) {
            Form form = Form.of(end);
            router.get(BASE + "/services." + end).handler(context -> services(context, form));
            router.get(BASE + "/requests." + end).handler(context -> list(context, form));
            router.post(BASE + "/requests." + end).handler(context -> create(context, form));
        }
        router.get(BASE + "/services/:file").handler(this::service);
        router.get(BASE + "/requests/:file").handler(this::one);
    }

    private static void services(RoutingContext context, Form form) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (Services.Service service : Services.all()) {
            list.addObject()
                    .put("service_code", service.code())
                    .put("service_name", service.name())
                    .put("description", service.group() + " · " + service.name())
                    .put("metadata", false)
                    .put("type", "realtime")
                    .put("keywords", "")
                    .put("group", service.group());
        }
        form.send(context.response(), 200, "services", "service", list);
    }

    private void service(RoutingContext context) {
        File file = File.of(context.pathParam("file"));
        if (Services.of(file.name()).isEmpty()) {
            file.form().error(context.response(), 404, "service_code was not found");
            return;
        }
        ObjectNode definition = Json.mapper().createObjectNode().put("service_code", file.name());
        definition.putArray("attributes");
        file.form().sendOne(context.response(), "service_definition", definition);
    }

    private void one(RoutingContext context) {
        File file = File.of(context.pathParam("file"));
        tickets.find(file.name())
                .onFailure(error -> failed(context, file.form(), error))
                .onSuccess(
                        found -> {
                            if (found.isEmpty()) {
                                file.form()
                                        .error(
                                                context.response(),
                                                404,
                                                "service_request_id was not found");
                            } else {
                                send(context, file.form(), List.of(found.get()));
                            }
                        });
    }

    private void list(RoutingContext context, Form form) {
        Asked asked;
        try {
            asked = asked(context.request());
        } catch (BadParameterException e) {
            form.error(context.response(), 400, e.getMessage());
            return;
        }
        tickets.list(asked)
                .onFailure(error -> failed(context, form, error))
                .onSuccess(found -> send(context, form, found));
    }

    private Asked asked(HttpServerRequest request) throws BadParameterException {
        List<String> numbers = words(request.getParam("service_request_id"));
        Instant now = clock.instant();
        Instant to = time(request, "end_date", now);
        Instant from =
                time(request, "start_date", numbers.isEmpty() ? to.minus(WIDEST) : Instant.EPOCH);
        if (numbers.isEmpty() && Duration.between(from, to).compareTo(WIDEST) > 0) {
            from = to.minus(WIDEST);
        }
        List<String> states = words(request.getParam("status"));
        for (String state : states) {
            if (!state.equals("open") && !state.equals("closed")) {
                throw new BadParameterException("status must be open or closed");
            }
        }
        Boolean open = states.size() == 1 ? states.get(0).equals("open") : null;
        return new Asked(numbers, open, words(request.getParam("service_code")), from, to, MOST);
    }

    private static Instant time(HttpServerRequest request, String name, Instant otherwise)
            throws BadParameterException {
        String text = request.getParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            // A plus that was not percent-encoded has become a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new BadParameterException(name + " must be a time like 2026-01-31T08:00:00Z");
        }
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    private static void send(RoutingContext context, Form form, List<PublicTicket> found) {
        ArrayNode list = Json.mapper().createArrayNode();
        found.forEach(ticket -> list.add(view(ticket)));
        form.send(context.response(), 200, "service_requests", "request", list);
    }

    /** The states to open or closed, with what they are in words beside it. */
    static ObjectNode view(PublicTicket ticket) {
        TicketState state = ticket.state();
        ObjectNode view = Json.mapper().createObjectNode();
        view.put("service_request_id", ticket.number());
        view.put("status", state.isEnd() ? "closed" : "open");
        view.put("status_notes", state.words());
        put(view, "service_name", ticket.categoryName());
        put(view, "service_code", ticket.category());
        put(view, "description", ticket.description());
        put(view, "agency_responsible", ticket.department());
        view.put("requested_datetime", Json.time(ticket.createdAt()));
        if (ticket.updatedAt() != null) {
            view.put("updated_datetime", Json.time(ticket.updatedAt()));
        }
        if (ticket.dueAt() != null) {
            view.put("expected_datetime", Json.time(ticket.dueAt()));
        }
        put(view, "address", ticket.address());
        if (ticket.lon() != null && ticket.lat() != null) {
            view.put("lat", ticket.lat()).put("long", ticket.lon());
        }
        return view;
    }

    private static void put(ObjectNode view, String field, @Nullable String value) {
        if (value != null) {
            view.put(field, value);
        }
    }

    private void create(RoutingContext context, Form form) {
        bodies.read(context.request(), MAX_BYTES)
                .onFailure(
                        error -> {
                            if (error instanceof Refusal refusal) {
                                Bodies.refuse(context.request(), refusal.problem());
                            }
                        })
                .onSuccess(body -> take(context, form, body));
    }

    private void take(RoutingContext context, Form form, Buffer body) {
        ObjectNode given = fields(context.request(), body);
        if (given == null) {
            form.error(context.response(), 400, "the body must be a form or a JSON object");
            return;
        }
        Optional<Credential> sender = credentials.byToken(key(context.request(), given));
        TicketSource source = sources.find(SYSTEM).orElse(null);
        if (sender.isEmpty() || (source != null && !TicketIntake.speaks(sender.get(), source))) {
            form.error(context.response(), 403, "api_key is missing or not valid");
            return;
        }
        Services.Service service = Services.of(given.path("service_code").asText()).orElse(null);
        if (service == null) {
            form.error(
                    context.response(),
                    given.path("service_code").asText().isEmpty() ? 400 : 404,
                    "service_code was not provided or not found");
            return;
        }
        boolean hasPlace =
                !given.path("address_string").asText().isBlank()
                        || (given.hasNonNull("lat") && given.hasNonNull("long"));
        if (!hasPlace) {
            form.error(context.response(), 400, "lat and long, or address_string, are required");
            return;
        }
        // A repeat with the same external id is the same ticket.
        String external = given.path("device_id").asText().isBlank() ? null : idOf(given);
        String number = external == null ? UUID.randomUUID().toString() : external;
        Instant now = clock.instant();
        Inbound event =
                new Inbound(
                        SYSTEM,
                        sender.get(),
                        EventTypes.TICKET_EVENT,
                        number,
                        SYSTEM,
                        data(given, service, number, now),
                        "",
                        now,
                        false,
                        false);
        ingest.accept(event).onSuccess(result -> answer(context, form, number, result));
    }

    /** Of a client that numbers what it sends; else each request is another. */
    private static @Nullable String idOf(ObjectNode given) {
        String id = given.path("client_request_id").asText();
        return id.isBlank()
                ? null
                : org.citywall.contracts.Ids.of(SYSTEM, given.path("device_id").asText(), id);
    }

    private static ObjectNode data(
            ObjectNode given, Services.Service service, String number, Instant now) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("system", SYSTEM).put("ticketId", number).put("event", "created");
        data.put("category", service.code()).put("categoryName", service.name());
        data.put("title", service.name()).put("channel", SYSTEM);
        data.put("occurredAt", Json.time(now));
        copy(given, "description", data, "text");
        copy(given, "address_string", data, "address");
        copy(given, "media_url", data, "proof");
        number(given, "lat", data, "lat");
        number(given, "long", data, "lon");
        String name =
                (given.path("last_name").asText() + given.path("first_name").asText()).strip();
        ObjectNode caller = Json.mapper().createObjectNode();
        copy(given, "phone", caller, "phone");
        if (!name.isEmpty()) {
            caller.put("name", name);
        }
        if (!caller.isEmpty()) {
            data.set("caller", caller);
        }
        return data;
    }

    private static void copy(ObjectNode from, String field, ObjectNode to, String as) {
        if (!from.path(field).asText().isBlank()) {
            to.put(as, from.path(field).asText());
        }
    }

    /** What is no number goes on as it is, and is refused by its name. */
    private static void number(ObjectNode from, String field, ObjectNode to, String as) {
        String text = from.path(field).asText();
        if (text.matches("-?[0-9]{1,3}(\\.[0-9]{1,15})?")) {
            to.put(as, Double.parseDouble(text));
        } else if (!text.isBlank()) {
            to.put(as, text);
        }
    }

    private void answer(RoutingContext context, Form form, String number, IngestResult result) {
        if (result.verdict() != Verdict.ACCEPTED) {
            if (result.verdict().mayRetry()) {
                context.response().putHeader("retry-after", "1");
            }
            String field = result.field() == null ? "" : result.field() + " ";
            form.error(context.response(), status(result.verdict()), field + result.detail());
            return;
        }
        ArrayNode list = Json.mapper().createArrayNode();
        list.addObject()
                .put("service_request_id", TicketRefs.caseOf(new TicketRef(SYSTEM, number), false))
                .put("service_notice", "已受理")
                .put("account_id", "");
        form.send(context.response(), 201, "service_requests", "request", list);
    }

    private static int status(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> 201;
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case UNSUPPORTED, QUARANTINED -> 422;
            case OVERLOADED -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    private static @Nullable String key(HttpServerRequest request, ObjectNode given) {
        String bearer = Tokens.bearer(request.getHeader("authorization"));
        String asked = request.getParam("api_key");
        String key = given.path("api_key").asText();
        return bearer != null ? bearer : key.isEmpty() ? asked : key;
    }

    private static @Nullable ObjectNode fields(HttpServerRequest request, Buffer body) {
        String type = request.getHeader("content-type");
        try {
            if (type != null && type.startsWith("application/json")) {
                JsonNode json = Json.mapper().readTree(body.getBytes());
                return json instanceof ObjectNode object ? object : null;
            }
            if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
                return null;
            }
            ObjectNode fields = Json.mapper().createObjectNode();
            for (String pair : body.toString(UTF_8).split("&", -1)) {
                int is = pair.indexOf('=');
                if (is > 0) {
                    fields.put(
                            URLDecoder.decode(pair.substring(0, is), UTF_8),
                            URLDecoder.decode(pair.substring(is + 1), UTF_8));
                }
            }
            return fields;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void failed(RoutingContext context, Form form, Throwable error) {
        if (Answers.isOutage(error)) {
            context.response().putHeader("retry-after", "2");
            form.error(context.response(), 503, "the database cannot be reached now");
        } else {
            Answers.failure(context, error);
        }
    }

    /**
     * Last part of a path, such as {@code 01-02.xml}.
     *
     * @param name without the end
     * @param form by the end
     */
    private record File(String name, Form form) {
        static File of(String file) {
            int dot = file.lastIndexOf('.');
            String end = dot < 0 ? "" : file.substring(dot + 1);
            return end.equals("xml") || end.equals("json")
                    ? new File(file.substring(0, dot), Form.of(end))
                    : new File(file, Form.JSON);
        }
    }

    private static final class BadParameterException extends Exception {
        private static final long serialVersionUID = 1L;

        BadParameterException(String detail) {
            super(detail);
        }
    }
}
