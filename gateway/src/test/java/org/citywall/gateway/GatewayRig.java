package org.citywall.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisException;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.live.ws.WallClient;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.TestKafka;
import org.citywall.gateway.testing.TestPostgres;

/** A whole gateway on real Kafka, Redis and PostgreSQL; the stream jobs are played by the test. */
final class GatewayRig implements AutoCloseable {
    static final String DEVICE_TOKEN = "device-token-of-p1-0001";
    private static final String PASSWORD = "officer-password-1";

    /** It ends a start that hangs; how long one takes is asked elsewhere. */
    private static final int START_LIMIT_S = 150;

    final Vertx vertx = Vertx.vertx();
    final TestKafka kafka;
    final RealRedis redis;
    final TestPostgres postgres = TestPostgres.create();
    final Gateway gateway;
    final String token;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicTail fireJob;
    private final TopicTail alertsJob;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GatewayRig(Path directory) throws Exception {
        redis = new RealRedis(Files.createDirectories(directory.resolve("redis")), false);
        kafka = new TestKafka(directory.resolve("kafka"));
        try {
            kafka.start();
            gateway = started(directory);
            producer =
                    new KafkaProducer<>(
                            Map.of("bootstrap.servers", kafka.bootstrap(), "linger.ms", 0),
                            new StringSerializer(),
                            new ByteArraySerializer());
            fireJob = tail(Topics.FIRE_SIGNALS, this::fire);
            alertsJob = tail(Topics.ALERT_INPUTS, this::input);
            seed();
            token = logIn();
        } catch (Exception | Error e) {
            // A broker whose directory is taken away halts the JVM, with all tests that come.
            kafka.stop();
            redis.close();
            throw e;
        }
    }

    private Gateway started(Path directory) throws Exception {
        return Gateway.start(config(directory))
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_LIMIT_S, TimeUnit.SECONDS);
    }

    private GatewayConfig config(Path directory) {
        Map<String, String> env = new HashMap<>();
        env.put("CITYWALL_HTTP_PORT", "0");
        env.put("CITYWALL_MQTT_PORT", "0");
        env.put("CITYWALL_GB26875_PORT", "0");
        env.put("CITYWALL_CHARGER_PORT", "0");
        env.put("CITYWALL_OPS_PORT", "0");
        env.put("CITYWALL_KAFKA", kafka.bootstrap());
        env.put("CITYWALL_REDIS", redis.uri());
        env.put("CITYWALL_POSTGRES_PORT", Integer.toString(postgres.port()));
        env.put("CITYWALL_POSTGRES_DATABASE", postgres.database());
        // The embedded one trusts whoever is on this machine, but a password must be named.
        env.put("CITYWALL_POSTGRES_PASSWORD", "postgres");
        env.put("CITYWALL_PRIVACY_KEY", "a key of personal data, for tests");
        env.put("CITYWALL_MAP_DIR", directory.toString());
        env.put("CITYWALL_OFFICER_PASSWORD", PASSWORD);
        env.put("CITYWALL_COMMAND_PATIENCE_MS", "2000");
        env.put("CITYWALL_NOTIFY_WEBHOOK_PRIVATE", "true");
        return GatewayConfig.fromEnv(env, Clock.systemUTC());
    }

    private void seed() throws Exception {
        Map<ImportKind, String> tables = new LinkedHashMap<>();
        tables.put(ImportKind.PLACES, "path,name\nyw,云湾区\nyw/sp,沙浦街道\n");
        tables.put(
                ImportKind.SITES, "id,name,place,kind,lon,lat\nB-1,1栋,yw/sp,building,114.0,22.5\n");
        tables.put(
                ImportKind.DEVICES,
                "id,domain,kind,siteId,point\nP-1,fire,manual-call-point,B-1,\n");
        tables.put(ImportKind.CREDENTIALS, "id,token,deviceId\np1," + DEVICE_TOKEN + ",P-1\n");
        for (var table : tables.entrySet()) {
            gateway.registryImport()
                    .importCsv(table.getKey(), table.getValue(), false)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private String logIn() throws Exception {
        String body =
                "{\"username\":\"officer\",\"password\":\"" + PASSWORD + "\",\"bearer\":true}";
        HttpResponse<String> answer =
                send(request("/api/v1/login").header("content-type", "application/json"), body);
        return Json.read(answer.body(), JsonNode.class).path("token").asText();
    }

    /** A wall of the officer. */
    WallClient wall(String... topics) throws Exception {
        String list = "\"" + String.join("\",\"", topics) + "\"";
        return WallClient.subscribed(
                vertx,
                gateway.httpPort(),
                token,
                "{\"op\":\"subscribe\",\"topics\":[" + list + "]}");
    }

    /** Presses the button; returns the HTTP status. */
    int press(String id) throws Exception {
        HttpRequest.Builder request =
                request("/api/v1/events")
                        .header("content-type", "application/json")
                        .header("ce-specversion", "1.0")
                        .header("ce-type", EventTypes.FIRE_SIGNAL)
                        .header("ce-id", id)
                        .header("ce-source", "test")
                        .header("authorization", "Bearer " + DEVICE_TOKEN);
        return send(request, "{\"deviceId\":\"P-1\",\"signal\":\"press\"}").statusCode();
    }

    HttpResponse<String> command(String alertId, String action) throws Exception {
        String body =
                "{\"commandId\":\"%s\",\"action\":\"%s\"}".formatted(UUID.randomUUID(), action);
        return send(
                request("/api/v1/alerts/" + alertId + "/commands")
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + token),
                body);
    }

    /** A second gateway of the same city; whoever starts it stops it. */
    Gateway another(Path directory) throws Exception {
        return started(directory);
    }

    /** Orders something of a device. */
    HttpResponse<String> order(String deviceId, String body) throws Exception {
        return post("/api/v1/devices/" + deviceId + "/commands", body);
    }

    /** Posts JSON as the officer. */
    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                request(path)
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + token),
                body);
    }

    /** Dismisses a raw press; returns the HTTP status. */
    int dismiss(String pressId, String body) throws Exception {
        return send(
                        request("/api/v1/signals/" + pressId + "/dismiss")
                                .header("content-type", "application/json")
                                .header("authorization", "Bearer " + token),
                        body)
                .statusCode();
    }

    /** The audit trail of an entry, as lines of who, action, before and after. */
    String trail(String key) throws Exception {
        Pool pool = postgres.pool(vertx);
        StringBuilder trail = new StringBuilder();
        pool.preparedQuery("SELECT who, action, before, after FROM audit WHERE key = $1")
                .execute(Tuple.of(key))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .forEach(row -> trail.append(row.deepToString()).append('\n'));
        return trail.toString();
    }

    JsonNode get(String path) throws Exception {
        return body(request(path).header("authorization", "Bearer " + token));
    }

    JsonNode ops(String path) throws Exception {
        return body(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.opsPort() + path)));
    }

    String opsText(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + gateway.opsPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Appends as a stream job does. */
    void append(String topic, String key, String type, Object value) throws Exception {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, value == null ? null : Json.bytes(value));
        record.headers().add(KafkaHeaders.TYPE, type.getBytes(UTF_8));
        producer.send(record).get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        fireJob.stop();
        alertsJob.stop();
        producer.close(Duration.ofSeconds(1));
        gateway.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
        kafka.stop();
    }

    private TopicTail tail(String topic, TopicTail.RecordHandler handler) {
        TopicTail tail = new TopicTail(kafka.bootstrap(), topic, TopicTail.From.end(), handler);
        tail.start();
        return tail;
    }

    /** The fire job only forwards canaries here; the alerts job sends them back at once. */
    private void fire(ConsumerRecord<byte[], byte[]> record) {
        if (EventTypes.CANARY.equals(type(record))) {
            try {
                redis.call(r -> r.publish(RedisKeys.CANARY_CHANNEL, text(record.value())));
            } catch (RedisException e) {
                // Redis is away: the canary is lost, as it should be
            }
        }
    }

    /** The alerts job accepts acknowledge and is silent on everything else. */
    private void input(ConsumerRecord<byte[], byte[]> record) throws Exception {
        AlertCommand command = Json.read(record.value(), AlertInput.class).command();
        if (command != null && command.action().name().equals("ACKNOWLEDGE")) {
            append(
                    Topics.COMMAND_RESULTS,
                    command.alertId(),
                    EventTypes.COMMAND_RESULT,
                    new CommandResult(
                            command.commandId(),
                            command.alertId(),
                            true,
                            "ok",
                            null,
                            1_000_002,
                            Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
                .timeout(Duration.ofSeconds(15));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode body(HttpRequest.Builder request) throws Exception {
        return Json.read(
                client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body(),
                JsonNode.class);
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        return text(record.headers().lastHeader(KafkaHeaders.TYPE).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
