package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.contracts.testing.TestPorts;
import org.citywall.gateway.db.Migrations;
import org.citywall.gateway.testing.TestPostgres;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that comes up before what it needs. */
@Timeout(120)
class LateStartIT {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int opsPort = TestPorts.free();

    @Test
    void withoutPostgresItLivesIsNotReadySaysWhyAndStartsOnceItIsThere(@TempDir Path directory)
            throws Exception {
        TestPostgres postgres = TestPostgres.create();
        GatewayConfig config = config(postgres, directory);
        postgres.down();
        Future<Gateway> start = Gateway.start(config);
        try {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> live() == 200);
            for (int i = 0; i < 4; i++) {
                Thread.sleep(1_000);
                assertThat(start.isComplete()).as("waits").isFalse();
                assertThat(live()).isEqualTo(200);
            }
            HttpResponse<String> ready = ops("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(checks().path("postgres").asText()).isEqualTo("false");
            assertThat(checks().path("registry").asText()).isEqualTo("false");
        } finally {
            postgres.up();
        }
        Gateway gateway = start.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> checks().path("postgres").asBoolean());
            assertThat(checks().path("registry").asBoolean()).isTrue();
            URI me = URI.create("http://127.0.0.1:" + gateway.httpPort() + "/api/v1/me");
            assertThat(get(me).statusCode()).as("takes connections").isEqualTo(401);
        } finally {
            gateway.stop().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    /** The waiting is the gateway's alone: it knows no end, Flyway's did. */
    @Test
    @Timeout(30)
    void migrationsThemselvesDoNotWait() {
        String nobody = "jdbc:postgresql://127.0.0.1:%d/x".formatted(TestPorts.free());

        assertThatThrownBy(() -> Migrations.run(nobody, "x", "x"))
                .isInstanceOf(FlywayException.class);
    }

    /** Nobody is there but PostgreSQL. */
    private GatewayConfig config(TestPostgres postgres, Path directory) {
        Map<String, String> env = new HashMap<>();
        env.put("CITYWALL_HTTP_PORT", "0");
        env.put("CITYWALL_MQTT_PORT", "0");
        env.put("CITYWALL_GB26875_PORT", "0");
        env.put("CITYWALL_CHARGER_PORT", "0");
        env.put("CITYWALL_OPS_PORT", Integer.toString(opsPort));
        env.put("CITYWALL_KAFKA", "127.0.0.1:" + TestPorts.free());
        env.put("CITYWALL_REDIS", "redis://127.0.0.1:" + TestPorts.free());
        env.put("CITYWALL_POSTGRES_PORT", Integer.toString(postgres.port()));
        env.put("CITYWALL_POSTGRES_DATABASE", postgres.database());
        env.put("CITYWALL_POSTGRES_PASSWORD", "postgres");
        env.put("CITYWALL_PRIVACY_KEY", "a key of personal data, for tests");
        env.put("CITYWALL_MAP_DIR", directory.toString());
        return GatewayConfig.fromEnv(env, Clock.systemUTC());
    }

    private int live() throws Exception {
        return ops("/health/live").statusCode();
    }

    private JsonNode checks() throws Exception {
        return Json.read(ops("/health/ready").body(), JsonNode.class).path("checks");
    }

    private HttpResponse<String> ops(String path) throws Exception {
        return get(URI.create("http://127.0.0.1:" + opsPort + path));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
