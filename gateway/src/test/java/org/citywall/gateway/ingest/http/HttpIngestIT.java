package org.citywall.gateway.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.DEVICE_TOKEN;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpIngestIT {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
        rig.road.clear();
    }

    static String event(String id, String data) {
        return """
        {"specversion":"1.0","type":"citywall.fire.signal.v1","source":"test/panel","id":"%s",\
        "time":"2026-03-01T16:00:00+08:00","data":%s}\
        """
                .formatted(id, data);
    }

    private static String press(String id) {
        return event(id, "{\"deviceId\":\"P-1\",\"signal\":\"press\"}");
    }

    private static HttpResponse<String> post(String type, String body) throws Exception {
        return rig.post("/api/v1/events", INTEGRATION_TOKEN, type, body);
    }

    @Test
    void pressIsEnrichedAppendedAndToldOnTheRawRoad() throws Exception {
        HttpResponse<String> answer = post(STRUCTURED, press("e-1"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
        FireSignal signal = rig.log.signals().get(0);
        assertThat(signal.site().id()).isEqualTo("B-1");
        assertThat(signal.place()).isEqualTo("yw/sp/c01");
        assertThat(signal.placeName()).isEqualTo("云湾区/沙浦街道/沙嘴社区");
        assertThat(signal.registered()).isTrue();
        assertThat(signal.receivedAt()).isEqualTo(rig.clock.instant());
        var entry = rig.log.entries().get(0);
        assertThat(entry.key()).isEqualTo("B-1");
        assertThat(entry.type()).isEqualTo(EventTypes.FIRE_SIGNAL);
        assertThat(entry.headers()).containsEntry(KafkaHeaders.SIGNAL, "press");
        assertThat(rig.road)
                .extracting(RawPress::state)
                .containsExactly(RawPress.State.UNRECORDED, RawPress.State.UNAGGREGATED);
        assertThat(rig.road.get(0).id())
                .isEqualTo(RawPress.idOf("test/panel", signal.deviceId(), "e-1"));
    }

    @Test
    void heartbeatDoesNotTakeTheRawRoad() throws Exception {
        String body = event("e-2", "{\"deviceId\":\"P-2\",\"signal\":\"low-battery\"}");

        assertThat(post(STRUCTURED, body).statusCode()).isEqualTo(202);

        assertThat(rig.road).isEmpty();
        assertThat(rig.log.signals().get(0).signal()).isEqualTo(FireSignalKind.LOW_BATTERY);
        assertThat(rig.log.signals().get(0).point()).as("the device's own").isEqualTo("loop-7");
    }

    @Test
    void theSdkCanTalkToUsInStructuredMode() throws Exception {
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId("sdk-1")
                        .withSource(URI.create("urn:sdk"))
                        .withType(EventTypes.FIRE_SIGNAL)
                        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
                        .withData(
                                "application/json",
                                "{\"deviceId\":\"P-1\",\"signal\":\"alarm\",\"value\":61.5,\"unit\":\"C\"}"
                                        .getBytes(UTF_8))
                        .build();
        byte[] body =
                EventFormatProvider.getInstance()
                        .resolveFormat(JsonFormat.CONTENT_TYPE)
                        .serialize(event);

        assertThat(post(STRUCTURED, new String(body, UTF_8)).statusCode()).isEqualTo(202);

        assertThat(rig.log.signals().get(0).value()).isEqualTo(61.5);
    }

    @Test
    void binaryModeIsTaken() throws Exception {
        var request =
                rig.request("/api/v1/events")
                        .header("authorization", "Bearer " + DEVICE_TOKEN)
                        .header("content-type", "application/json; charset=utf-8")
                        .header("ce-specversion", "1.0")
                        .header("ce-type", EventTypes.FIRE_SIGNAL)
                        .header("ce-id", "bin-%E4%B8%80")
                        .header("ce-source", "test/binary")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"deviceId\":\"P-1\",\"signal\":\"test\"}"));

        assertThat(rig.send(request.build()).statusCode()).isEqualTo(202);

        assertThat(rig.log.signals().get(0).id()).isEqualTo("bin-一");
    }

    @Test
    void partialBatchAnswers207WithIndexAndField() throws Exception {
        String body =
                "[%s,%s,{\"specversion\":\"1.0\"},%s]"
                        .formatted(
                                press("b-1"),
                                event("b-2", "{\"deviceId\":\"P-1\",\"signal\":\"shout\"}"),
                                event("b-3", "{\"deviceId\":\"X-9\",\"signal\":\"press\"}"));

        HttpResponse<String> answer = post(BATCH, body);

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(json.path("accepted").intValue()).isEqualTo(1);
        assertThat(json.at("/rejected/0/index").intValue()).isEqualTo(1);
        assertThat(json.at("/rejected/0/field").textValue()).isEqualTo("/data/signal");
        assertThat(json.at("/rejected/1/field").textValue()).isEqualTo("/type");
        assertThat(json.at("/rejected/2/reason").textValue()).isEqualTo("unknown-device");
        assertThat(rig.log.signals()).hasSize(1);
        assertThat(rig.log.rejected()).hasSize(1);
    }

    @Test
    void wholeBatchAnswers202() throws Exception {
        HttpResponse<String> answer = post(BATCH, "[" + press("c-1") + "," + press("c-2") + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":2}");
    }

    @Test
    void unknownDeviceIsKeptDurablyAndAnswered422() throws Exception {
        String body = event("u-1", "{\"deviceId\":\"X-1\",\"signal\":\"press\",\"extra\":1}");

        HttpResponse<String> answer = post(STRUCTURED, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        var kept = rig.log.rejected().get(0);
        assertThat(kept.reason()).isEqualTo("unknown-device");
        assertThat(kept.deviceId()).isEqualTo("X-1");
        assertThat(kept.payload()).contains("\"press\"").doesNotContain("extra");
        assertThat(rig.road).isEmpty();
    }

    @Test
    void everyFaultNamesItsField() throws Exception {
        assertFault(event("f", "{\"signal\":\"press\"}"), 400, "/data/deviceId");
        assertFault(event("f", "{\"deviceId\":\"P-1\"}"), 400, "/data/signal");
        assertFault(event("f", "\"text\""), 400, "/data");
        assertFault(
                event("f", "{\"deviceId\":\"P-1\",\"signal\":\"press\",\"value\":\"hot\"}"),
                400,
                "/data/value");
        assertFault(
                event("f", "{\"deviceId\":\"P-1\",\"signal\":\"fault\",\"deviceTime\":\"soon\"}"),
                400,
                "/data/deviceTime");
        assertFault(
                event("f", "{\"deviceId\":\"P-1\",\"signal\":\"fault\",\"componentType\":256}"),
                400,
                "/data/componentType");
        assertFault(press("f").replace("\"1.0\"", "\"0.3\""), 400, "/specversion");
        assertFault(press("f").replace("\"id\":\"f\",", ""), 400, "/id");
        assertFault(press("f").replace("test/panel", ""), 400, "/source");
        assertFault(press("f").replace("16:00:00", "25:00:00"), 400, "/time");
        assertFault(press("f").replace("fire.signal", "weather"), 400, "/type");
        assertFault(press("f").replace("fire.signal", "indicator"), 422, "/type");
        assertFault(
                event("f", "{\"deviceId\":\"S-1\",\"signal\":\"press\"}"), 400, "/data/deviceId");
        assertFault("{\"specversion\":", 400, "");
        assertFault("{} {}", 400, "");
        assertFault("", 400, "");
        assertThat(rig.log.entries()).isEmpty();
    }

    private static void assertFault(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = post(STRUCTURED, body);
        JsonNode problem = Json.mapper().readTree(answer.body());
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        assertThat(problem.path("field").textValue()).as(body).isEqualTo(field);
        assertThat(problem.path("detail").textValue()).as(body).isNotBlank();
    }

    @Test
    void tokenDecidesWhoMaySpeakForWhom() throws Exception {
        assertThat(rig.post("/api/v1/events", null, STRUCTURED, press("t")).statusCode())
                .isEqualTo(401);
        assertThat(rig.post("/api/v1/events", "wrong", STRUCTURED, press("t")).statusCode())
                .isEqualTo(401);
        String foreign = event("t", "{\"deviceId\":\"P-2\",\"signal\":\"press\"}");
        assertThat(rig.post("/api/v1/events", DEVICE_TOKEN, STRUCTURED, foreign).statusCode())
                .isEqualTo(403);
        assertThat(rig.log.entries()).isEmpty();
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "protocol", "http", "reason", "bad-token"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void otherMediaTypesAre415() throws Exception {
        assertThat(post("text/plain", press("m")).statusCode()).isEqualTo(415);
        assertThat(post("application/json", press("m")).statusCode()).isEqualTo(415);
        assertThat(post(null, press("m")).statusCode()).isEqualTo(415);
    }

    @Test
    void answerWaitsForTheAcknowledgement() throws Exception {
        rig.log.hold();
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return post(STRUCTURED, press("w-1"));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await().atMost(Duration.ofSeconds(5)).until(() -> rig.log.entries().size() == 1);
        assertThat(rig.road).extracting(RawPress::state).containsExactly(RawPress.State.UNRECORDED);
        Thread.sleep(200);
        assertThat(answer).isNotDone();

        rig.log.release();

        assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    }

    @Test
    void withoutKafkaNothingIsAcceptedAndTheSenderIsToldToComeAgain() throws Exception {
        rig.log.failing(true);

        HttpResponse<String> one = post(STRUCTURED, press("k-1"));
        HttpResponse<String> many = post(BATCH, "[" + press("k-2") + "]");
        HttpResponse<String> unknown =
                post(STRUCTURED, event("k-3", "{\"deviceId\":\"X-3\",\"signal\":\"press\"}"));

        assertThat(one.statusCode()).isEqualTo(503);
        assertThat(one.headers().firstValue("retry-after")).contains("1");
        assertThat(many.statusCode()).isEqualTo(503);
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(rig.road).extracting(RawPress::state).containsOnly(RawPress.State.UNRECORDED);
    }

    @Test
    void ingestGoesOnWhilePostgresIsDown() throws Exception {
        rig.postgres.down();
        try {
            assertThat(post(STRUCTURED, press("pg-1")).statusCode()).isEqualTo(202);
            Thread.sleep(400); // some polls fail meanwhile
            assertThat(post(STRUCTURED, press("pg-2")).statusCode()).isEqualTo(202);
        } finally {
            rig.postgres.up();
        }
        assertThat(rig.log.signals()).hasSize(2);
    }
}
