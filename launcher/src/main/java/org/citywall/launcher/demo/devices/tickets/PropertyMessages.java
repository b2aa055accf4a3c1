package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.citywall.contracts.Json;
import org.citywall.launcher.demo.devices.HttpLink;

/**
 * The property manager's system: messages in words of its own, each signed, to its hook. The
 * mapping that reads them lies in {@code demo/wanwu-cloud.jsonata}.
 */
final class PropertyMessages implements Telling {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private static final Map<String, String> ACTIONS =
            Map.ofEntries(
                    Map.entry("created", "NEW"),
                    Map.entry("classified", "TYPED"),
                    Map.entry("dispatched", "ASSIGN"),
                    Map.entry("returned", "REJECT"),
                    Map.entry("adjudicated", "RULE"),
                    Map.entry("signed", "ACCEPT"),
                    Map.entry("progress", "WORK"),
                    Map.entry("reported", "REPORT"),
                    Map.entry("extended", "DELAY"),
                    Map.entry("suspended", "HANG"),
                    Map.entry("resumed", "RESUME"),
                    Map.entry("consulted", "MEET"),
                    Map.entry("planned", "PLAN"),
                    Map.entry("done", "FINISH"),
                    Map.entry("verified", "CHECK"),
                    Map.entry("rated", "SCORE"),
                    Map.entry("flagged", "MARK"),
                    Map.entry("invalidated", "VOID"),
                    Map.entry("cancelled", "CLOSE"));

    private static final Map<String, String> OUTCOMES =
            Map.of("passed", "OK", "failed", "NG", "unreachable", "NOBODY");

    private static final Map<String, String> CATEGORIES =
            Arrays.stream(Matter.values())
                    .collect(Collectors.toUnmodifiableMap(Matter::code, Matter::propertyCode));

    private final HttpLink link;
    private final URI hook;
    private final String secret;
    private final Clock clock;

    PropertyMessages(HttpLink link, URI gateway, String secret, Clock clock) {
        this.link = link;
        this.hook = gateway.resolve("/api/v1/hooks/" + Voice.PROPERTY.system());
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> tell(Story story, List<OpenStory.Told> told) {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (OpenStory.Told each : told) {
            byte[] body = Json.bytes(message(story, each));
            sent =
                    sent.thenCompose(before -> link.deliver(() -> request(body)))
                            .thenAccept(answer -> {});
        }
        return sent;
    }

    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(hook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(OrderSignature.HEADER, OrderSignature.of(secret, clock.instant(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** What happened in the words of that system. */
    static ObjectNode message(Story story, OpenStory.Told told) {
        JsonNode data = told.step().data();
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("msgId", told.id());
        message.put("action", ACTIONS.get(told.step().event()));
        message.put("actionTime", LOCAL.format(told.at()));
        ObjectNode order = message.putObject("workOrder").put("no", story.number());
        copy(data.at("/other/ticketId"), order, "hotlineNo");
        copy(data.path("class"), order, "slaLevel");
        if (data.has("category")) {
            order.put("type", CATEGORIES.get(data.path("category").asText()));
        }
        copy(data.path("title"), order, "brief");
        copy(data.path("text"), order, "detail");
        copy(data.path("secret"), order, "private");
        copy(data.path("unrated"), order, "mediation");
        copy(data.at("/caller/name"), message, "owner", "name");
        copy(data.at("/caller/phone"), message, "owner", "mobile");
        copy(data.at("/caller/idNumber"), message, "owner", "idCard");
        copy(data.path("lon"), message, "position", "lng");
        copy(data.path("lat"), message, "position", "lat");
        copy(data.path("address"), message, "position", "address");
        copy(data.path("departments"), message, "teams");
        copy(data.path("lead"), message, "leader");
        copy(data.path("department"), message, "team");
        if (data.has("outcome")) {
            message.put("result", OUTCOMES.get(data.path("outcome").asText()));
        }
        if (data.has("until")) {
            message.put(
                    "newDeadline",
                    LOCAL.format(java.time.Instant.parse(data.path("until").asText())));
        }
        copy(data.path("rating"), message, "stars");
        copy(data.path("flag"), message, "mark");
        copy(data.path("proof"), message, "photos");
        copy(data.path("reason"), message, "remark");
        return message;
    }

    private static void copy(JsonNode value, ObjectNode to, String as) {
        if (!value.isMissingNode()) {
            to.set(as, value);
        }
    }

    private static void copy(JsonNode value, ObjectNode to, String part, String as) {
        if (!value.isMissingNode()) {
            to.withObject("/" + part).set(as, value);
        }
    }
}
