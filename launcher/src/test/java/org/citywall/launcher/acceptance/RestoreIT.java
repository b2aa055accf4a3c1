package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.embedded.EmbeddedPostgres;
import org.citywall.launcher.tool.PostgresPrograms;
import org.citywall.launcher.tool.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis is wiped, then PostgreSQL: what the wall shows afterwards is what it showed before, item by
 * item. In a city of its own, on the PostgreSQL of the machine, whose programs the scripts of the
 * backup need.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class RestoreIT {
    /** The keeper looks each second, and so do the feeds; the rest is for a busy machine. */
    private static final Duration REBUILT = Duration.ofSeconds(15);

    private static final Duration CAUGHT_UP = Duration.ofSeconds(40);
    private static final Path SCRIPTS = Path.of("..", "k8s", "base", "backup");
    private static final List<String> KEPT_IN_REDIS =
            List.of(
                    RedisKeys.ALERTS,
                    RedisKeys.DEVICES,
                    RedisKeys.SLOPES,
                    RedisKeys.CHARGERS,
                    RedisKeys.TICKETS,
                    RedisKeys.HOT_SPOTS,
                    RedisKeys.INDICATORS);

    private static Citywall city;
    private static LivingCity life;
    private static ApiClient admin;

    @TempDir Path backups;

    @BeforeAll
    static void live() {
        Map<String, String> settings = SharedCity.settings();
        settings.put("CITYWALL_POSTGRES_HOME", PostgresPrograms.required().toString());
        // No clock of an alert runs out in between: the picture moves by nothing but the tests.
        for (String clock : List.of("VERIFY_WITHIN_S", "ON_SITE_WITHIN_S", "PRESUME_AFTER_S")) {
            settings.put("CITYWALL_ALERT_" + clock, "3600");
        }
        settings.put("CITYWALL_ALERT_ESCALATION", "3600:第二席");
        city =
                new Citywall(
                        SharedCity.options(SharedCity.temporaryDirectory("restore"))
                                .withDevices(false)
                                .withEnvironment(settings));
        city.start();
        admin = new ApiClient(city.ports().web()).login("admin", SharedCity.ADMIN_PASSWORD);
        life = new LivingCity(city, admin);
        life.live();
    }

    @AfterAll
    static void end() {
        if (city != null) {
            city.stop();
        }
    }

    @Test
    void aWipedRedisIsRebuiltAndTheWallSaysSoMeanwhile() {
        JsonNode page = page();
        assertThat(page.path("ports")).as("%s", page).isNotEmpty();
        Picture before = settled();
        assertThat(before.of("alerts").values())
                .extracting(alert -> alert.path("response").asText())
                .as("%s", before.of("alerts"))
                .contains("unacknowledged", "acknowledged", "dispatched");
        assertThat(before.of("alerts").values())
                .extracting(alert -> alert.path("domain").asText())
                .contains("fire", "ebike");
        assertThat(before.of("alerts").values())
                .anyMatch(alert -> alert.has("shelvedUntil"))
                .extracting(alert -> alert.path("level").asInt())
                .contains(1)
                .anyMatch(level -> level > 1);
        for (String topic : List.of("devices", "slopes", "chargers", "tickets", "indicators")) {
            assertThat(before.of(topic)).as(topic).isNotEmpty();
        }
        Map<String, Map<String, JsonNode>> stored = stored();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        try (WallClient wall =
                WallClient.connect(
                        admin.base(),
                        admin.token(),
                        Picture.TOPICS,
                        (topic, item) -> {
                            if (topic.equals("health") && !item.path("ok").asBoolean()) {
                                said.add(item.path("detail").asText());
                            }
                        })) {
            await().atMost(SharedCity.SOON).until(() -> Picture.of(wall).equals(before));

            redis(connection -> connection.sync().flushall());

            await().atMost(REBUILT)
                    .untilAsserted(() -> assertThat(said).anyMatch(line -> line.contains("正在重建")));
            await().atMost(REBUILT)
                    .untilAsserted(
                            () -> assertThat(Picture.of(wall).differences(before)).isEmpty());
            assertThat(wall.gaps()).isEmpty();
        }
        await().atMost(REBUILT).untilAsserted(() -> assertThat(stored()).isEqualTo(stored));
        assertThat(Picture.now(admin).differences(before)).isEmpty();
        assertThat(page()).as("pages have no log: the job writes it anew").isEqualTo(page);
        assertThat(before.of("health").get("part:redis").path("ok").asBoolean()).isTrue();
    }

    @Test
    void postgresIsRestoredFromItsDumpAndCatchesUpFromTheLog() throws Exception {
        settled();
        Instant dumped = Clock.systemUTC().instant();
        script("backup.sh");
        // Behind the dump: the log still has it.
        String confirmed = life.alert(life.confirmedFire());
        life.command(confirmed, "comment", Map.of("reason", "消防队已到场"));
        Picture before = settled();
        List<JsonNode> record = recordOnce(confirmed, "消防队已到场");

        city.endGateway();
        recreate();
        script("restore.sh", "newest");
        setBack(dumped);
        city.beginGateway();

        await().atMost(CAUGHT_UP)
                .untilAsserted(() -> assertThat(Picture.now(admin).differences(before)).isEmpty());
        await().atMost(CAUGHT_UP).untilAsserted(() -> assertThat(life.record()).isEqualTo(record));
        ApiClient restored =
                new ApiClient(city.ports().web()).login("restored", SharedCity.OFFICER_PASSWORD);
        String fresh = life.alert(life.newFire());
        assertThat(restored.command(fresh, "acknowledge", null, null).status()).isEqualTo(200);
        assertThat(restored.command(confirmed, "resolve", "已处置", null).status()).isEqualTo(200);
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                Picture.now(restored)
                                        .of("alerts")
                                        .get(fresh)
                                        .path("response")
                                        .asText()
                                        .equals("acknowledged"));
    }

    /** The page of the charging site, without its numbers of what was written. */
    private static JsonNode page() {
        JsonNode page = admin.get("api/v1/chargers/C-001").body().path("page").deepCopy();
        page.findParents("rev").forEach(part -> ((ObjectNode) part).remove("rev"));
        return page;
    }

    /** The picture when nothing moves any more. */
    private static Picture settled() {
        List<Picture> seen = new ArrayList<>(List.of(Picture.now(admin)));
        await().atMost(SharedCity.SOON)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            seen.add(Picture.now(admin));
                            Picture last = seen.get(seen.size() - 1);
                            return last.differences(seen.get(seen.size() - 2)).isEmpty();
                        });
        return seen.get(seen.size() - 1);
    }

    /** The record once it has this line, and says the same twice. */
    private static List<JsonNode> recordOnce(String alertId, String line) {
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                admin.get("api/v1/alerts/" + alertId)
                                        .body()
                                        .path("timeline")
                                        .toString()
                                        .contains(line));
        List<List<JsonNode>> read = new ArrayList<>(List.of(life.record()));
        await().atMost(SharedCity.SOON)
                .until(
                        () -> {
                            read.add(life.record());
                            return read.get(read.size() - 1).equals(read.get(read.size() - 2));
                        });
        return read.get(read.size() - 1);
    }

    /** What Redis itself has, from which any other gateway would take its picture. */
    private static Map<String, Map<String, JsonNode>> stored() {
        Map<String, Map<String, JsonNode>> stored = new TreeMap<>();
        redis(
                connection -> {
                    for (String topic : KEPT_IN_REDIS) {
                        Map<String, JsonNode> items = new TreeMap<>();
                        connection
                                .sync()
                                .hgetall(RedisKeys.items(topic))
                                .forEach((id, json) -> items.put(id, tree(json)));
                        stored.put(topic, items);
                    }
                });
        return stored;
    }

    private static JsonNode tree(String json) {
        return Json.read(json, JsonNode.class);
    }

    private static void redis(
            java.util.function.Consumer<StatefulRedisConnection<String, String>> use) {
        RedisClient client = RedisClient.create(city.redisUri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            use.accept(connection);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    /** The database is gone, and a new one empty, as k8s/README.md tells to do. */
    private static void recreate() throws Exception {
        EmbeddedPostgres postgres = city.postgres();
        String url = postgres.jdbcUrl().replaceAll("/[^/]+$", "/postgres");
        try (Connection connection =
                        DriverManager.getConnection(url, postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + postgres.database() + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + postgres.database());
        }
    }

    /** The groups of the record read again what came since. */
    private static void setBack(Instant to) throws Exception {
        Set<String> changed = RecordGroups.setBack(city.kafkaBootstrapServers(), to);
        assertThat(changed).contains("citywall-record", "citywall-ticket-record");
    }

    private void script(String name, String... arguments) {
        EmbeddedPostgres postgres = city.postgres();
        List<String> command = new ArrayList<>();
        command.add("PATH=%s:%s".formatted(PostgresPrograms.required().resolve("bin"), path()));
        command.add("PGHOST=" + postgres.host());
        command.add("PGPORT=" + postgres.port());
        command.add("PGDATABASE=" + postgres.database());
        command.add("PGUSER=" + postgres.user());
        command.add("PGPASSWORD=" + postgres.password());
        command.add("BACKUP_DIR=" + backups);
        command.addAll(List.of("sh", SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(arguments));
        Tool.Answer answer = Tool.required("env", "coreutils").run(Path.of("."), command);
        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(Files.exists(backups)).isTrue();
    }

    private static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }
}
