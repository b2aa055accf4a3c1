package org.citywall.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.FakeAccess;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.ops.OpsServer;
import org.citywall.gateway.ops.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PagesIT {
    @TempDir Path map;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean ready = new AtomicBoolean();
    private int port;
    private int opsPort;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders());
        new BaseMap(vertx, map, new Guard(new FakeAccess().with("w", Role.VIEWER, "")))
                .mount(router);
        OpenApiDocument.mount(router);
        StaticPages.mount(router);
        port =
                vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .await(5, TimeUnit.SECONDS)
                        .actualPort();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.counter("citywall.test").increment();
        Readiness readiness =
                new Readiness().require("view", ready::get).inform("redis", () -> false);
        opsPort =
                new OpsServer(vertx, meters, readiness)
                        .start("127.0.0.1", 0)
                        .await(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void entriesAreServedUnderTheirShortNamesAndNeverStale() throws Exception {
        HttpResponse<byte[]> wall = get(port, "/wall");

        assertThat(wall.statusCode()).isEqualTo(200);
        assertThat(new String(wall.body(), UTF_8)).contains("a page for tests");
        assertThat(wall.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(wall.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(wall.headers().firstValue("content-security-policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(get(port, "/").statusCode()).isEqualTo(302);
        assertThat(get(port, "/nothing.html").statusCode()).isEqualTo(404);
        assertThat(get(port, "/../pom.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void assetsAreImmutableAndCompressed() throws Exception {
        HttpResponse<byte[]> asset =
                get(port, "/assets/app-12345678.js", "accept-encoding", "gzip");

        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        assertThat(asset.headers().firstValue("content-encoding")).hasValue("gzip");
    }

    @Test
    void baseMapNeedsALogInAndIsSentOnce() throws Exception {
        assertThat(get(port, "/api/v1/map/base.geojson").statusCode()).isEqualTo(401);
        assertThat(map("").statusCode()).isEqualTo(404);
        Files.writeString(map.resolve("base.geojson"), "{\"type\":\"FeatureCollection\"}");
        HttpResponse<byte[]> first = map("");
        String etag = first.headers().firstValue("etag").orElseThrow();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(map(etag).statusCode()).isEqualTo(304);
    }

    @Test
    void interfaceDescribesItself() throws Exception {
        JsonNode document = Json.read(get(port, "/api/v1/openapi.json").body(), JsonNode.class);

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.path("paths").has("/api/v1/alerts/{id}/commands")).isTrue();
    }

    @Test
    void metricsSpeakBothDialects() throws Exception {
        HttpResponse<byte[]> text = get(opsPort, "/metrics");
        HttpResponse<byte[]> open =
                get(opsPort, "/metrics", "accept", "application/openmetrics-text; version=1.0.0");

        assertThat(new String(text.body(), UTF_8)).contains("citywall_test_total 1.0");
        assertThat(new String(open.body(), UTF_8)).endsWith("# EOF\n");
    }

    @Test
    void readinessNamesWhatIsMissing() throws Exception {
        assertThat(get(opsPort, "/health/live").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> before = get(opsPort, "/health/ready");
        ready.set(true);

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(Json.read(before.body(), JsonNode.class).path("checks").path("view").asBoolean())
                .isFalse();
        assertThat(get(opsPort, "/health/ready").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> map(String etag) throws Exception {
        return get(
                port,
                "/api/v1/map/base.geojson",
                "authorization",
                "Bearer w",
                "accept-encoding",
                "gzip",
                "if-none-match",
                etag);
    }

    private HttpResponse<byte[]> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
