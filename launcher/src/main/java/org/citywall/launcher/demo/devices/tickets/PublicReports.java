package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.citywall.contracts.Ids;
import org.citywall.launcher.demo.devices.FleetOptions;
import org.citywall.launcher.demo.devices.HttpLink;

/** The app of the public channel: Open311 GeoReport v2, as a form. */
final class PublicReports implements Telling {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String DEVICE = "citywall-demo-app";

    private final HttpLink link;
    private final URI requests;
    private final String token;

    PublicReports(HttpLink link, FleetOptions options) {
        this.link = link;
        this.requests = options.httpBase().resolve("/open311/v2/requests.json");
        this.token = options.token();
    }

    /** Number that a request of this app has as a ticket. */
    static String numberOf(String requestId) {
        return Ids.of(Voice.PUBLIC.system(), DEVICE, requestId);
    }

    @Override
    public CompletableFuture<Void> tell(Story story, List<OpenStory.Told> told) {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (OpenStory.Told each : told) {
            String form = form(story, each.step().data());
            sent =
                    sent.thenCompose(before -> link.deliver(() -> request(form)))
                            .thenAccept(answer -> {});
        }
        return sent;
    }

    private HttpRequest request(String form) {
        return HttpRequest.newBuilder(requests)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    static String form(Story story, JsonNode data) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("service_code", data.path("category").asText());
        fields.put("device_id", DEVICE);
        fields.put("client_request_id", story.number());
        fields.put("description", data.path("text").asText());
        fields.put("address_string", data.path("address").asText());
        if (data.has("lon")) {
            fields.put("lat", data.path("lat").asText());
            fields.put("long", data.path("lon").asText());
        }
        fields.put("last_name", data.at("/caller/name").asText());
        fields.put("phone", data.at("/caller/phone").asText());
        return fields.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
