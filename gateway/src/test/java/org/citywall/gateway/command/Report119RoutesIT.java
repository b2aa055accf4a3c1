package org.citywall.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Response;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.FakeLog;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.record.AlertSamples;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;
import org.citywall.gateway.registry.SiteContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Report119RoutesIT {
    private static final String ALERT = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1");
    private static final Instant NOW = Instant.parse("2026-11-21T10:01:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final FakeLog log = new FakeLog();
    private final Commands commands =
            new Commands(
                    vertx,
                    Clock.systemUTC(),
                    log,
                    "g1",
                    Duration.ofSeconds(5),
                    new SimpleMeterRegistry());
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void start() throws Exception {
        JsonNode alert =
                Json.mapper()
                        .valueToTree(
                                AlertSamples.of(ALERT, "fire/alarm/B-1", Response.UNACKNOWLEDGED)
                                        .alert());
        Site site =
                new Site(
                        "B-1",
                        "一号楼",
                        "yunwan/shapu/c01",
                        "building",
                        114,
                        22,
                        "榕树路 7 号",
                        new SiteContact("物业值班室", "0755-0000-0123", "东门"));
        RegistrySnapshot registry =
                new RegistrySnapshot(1, List.of(), List.of(site), List.of(), Map.of());
        FakeAccess access =
                new FakeAccess()
                        .with("officer", Role.OFFICER, "")
                        .with("elsewhere", Role.OFFICER, "yunwan/other")
                        .with("viewer", Role.VIEWER, "");
        Router router = Router.router(vertx);
        new Report119Routes(
                        commands,
                        id ->
                                Future.succeededFuture(
                                        id.equals(ALERT) ? Optional.of(alert) : Optional.empty()),
                        () -> registry,
                        new Guard(access),
                        new JsonBody(new Bodies(vertx, 5_000)),
                        Clock.systemUTC())
                .mount(router);
        port =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .await(5, TimeUnit.SECONDS)
                        .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void officersGetTheTextWithTheContact() throws Exception {
        HttpResponse<String> answer = get(ALERT, "officer").get(5, TimeUnit.SECONDS);

        JsonNode body = Json.read(answer.body(), JsonNode.class);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.path("text").asText()).contains("榕树路 7 号一号楼", "0755-0000-0123", "东门");
        assertThat(body.path("missing")).extracting(JsonNode::asText).containsExactly("points");
        assertThat(body.has("reported")).isFalse();
    }

    @Test
    void viewersAndOfficersOfOtherPlacesGetNoContact() throws Exception {
        assertThat(get(ALERT, "viewer").get().statusCode()).isEqualTo(403);
        assertThat(get(ALERT, "elsewhere").get().statusCode()).isEqualTo(404);
        assertThat(get("no-id", "officer").get().statusCode()).isEqualTo(404);
    }

    @Test
    void theTextAsItWasReadOutGoesThroughTheStream() throws Exception {
        String id = UUID.randomUUID().toString();
        CompletableFuture<HttpResponse<String>> answer =
                post("{\"commandId\":\"%s\",\"text\":\"一号楼\\n起火\"}".formatted(id));
        await().until(() -> !log.entries().isEmpty());
        AlertCommand command = Json.read(log.entries().get(0).value(), AlertInput.class).command();
        commands.answered(new CommandResult(id, ALERT, true, "ok", "报 119", 43, NOW));

        assertThat(command.action()).isEqualTo(AlertAction.REPORT_119);
        assertThat(command.reason()).isEqualTo("一号楼\n起火");
        assertThat(command.by()).isEqualTo("officer");
        assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aReportWithoutTextOrIdIsRefused() throws Exception {
        assertThat(post("{\"commandId\":\"%s\"}".formatted(UUID.randomUUID())).get().statusCode())
                .isEqualTo(400);
        assertThat(post("{\"text\":\"起火\"}").get().statusCode()).isEqualTo(400);
        assertThat(log.entries()).isEmpty();
    }

    private CompletableFuture<HttpResponse<String>> get(String id, String token) {
        return send(request(id, token).GET());
    }

    private CompletableFuture<HttpResponse<String>> post(String body) {
        return send(request(ALERT, "officer").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String id, String token) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d/api/v1/alerts/%s/report119"
                                        .formatted(port, id)))
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + token);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
