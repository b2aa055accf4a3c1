package org.citywall.gateway.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.DEVICE_TOKEN;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.gateway.ingest.slope.DpReaderTest;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readings of slope stations over HTTP and MQTT, on real sockets. */
@Timeout(60)
class SlopeIngestIT {
    private static final String TYPE = "application/cloudevents+json";
    private static final String CRACK =
            "{\"SL-1\":{\"L1_LF_1\":{\"2026-11-21T08:00:00.000Z\":10.86}}}";
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                "id,name,place,kind,lon,lat\nS-007,荔枝山西坡,yw/sp/c01,slope,114.05,22.52\n");
        rig.importCsv(
                ImportKind.DEVICES,
                "id,domain,kind,siteId,point\nSL-1,slope,station,S-007,\nSL-2,slope,station,S-007,\n");
        rig.importCsv(
                ImportKind.CREDENTIALS, "id,token,deviceId\nsl1,device-token-of-sl1-01,SL-1\n");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
    }

    private static RawMqtt integration() throws Exception {
        RawMqtt device = new RawMqtt(rig.mqttPort());
        String client = UUID.randomUUID().toString();
        assertThat(device.connect(client, "integration", INTEGRATION_TOKEN)).isZero();
        return device;
    }

    private static void publish(String topic, String payload) throws Exception {
        try (RawMqtt device = integration()) {
            device.publish(topic, 1, false, 1, payload);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
    }

    private static HttpResponse<String> post(String data) throws Exception {
        return rig.post(
                "/api/v1/events",
                INTEGRATION_TOKEN,
                TYPE,
                """
                {"specversion":"1.0","type":"citywall.slope.reading.v1","source":"t","id":"e-1",\
                "cwreplay":true,"data":%s}"""
                        .formatted(data));
    }

    @Test
    void aReadingOverHttpIsKeyedByItsSlope() throws Exception {
        HttpResponse<String> answer =
                post(
                        """
                        {"stationId":"SL-1","instrument":"gnss","channel":"L1_GP_1",\
                        "values":{"gpsTotalX":9.9,"gpsTotalY":"NaN"},"deviceTime":"1970-01-01T00:00:00Z"}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.SLOPE_READINGS);
        assertThat(entry.key()).isEqualTo("S-007");
        assertThat(entry.type()).isEqualTo(EventTypes.SLOPE_READING);
        SlopeReading reading = rig.log.readings().get(0);
        assertThat(reading.site().name()).isEqualTo("荔枝山西坡");
        assertThat(reading.place()).isEqualTo("yw/sp/c01");
        assertThat(reading.values()).containsOnlyKeys("gpsTotalX");
        assertThat(reading.faults()).hasSize(1);
        assertThat(reading.deviceTime()).isEqualTo(Instant.EPOCH);
        assertThat(reading.receivedAt()).isEqualTo(rig.clock.instant());
        assertThat(reading.replay()).isTrue();
    }

    @Test
    void whatIsWrongOverHttpIsNamed() throws Exception {
        HttpResponse<String> answer =
                post("{\"stationId\":\"SL-1\",\"instrument\":\"gnss\",\"channel\":\"c\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo("/data/deviceTime");
        answer = post(reading("P-1"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/data/stationId", "wrong-domain");
        assertThat(rig.log.entries()).isEmpty();
    }

    private static String reading(String station) {
        return """
        {"stationId":"%s","instrument":"crack","channel":"L1_LF_1","values":{"value":1.5},\
        "deviceTime":"2026-11-21T08:00:00Z"}"""
                .formatted(station);
    }

    @Test
    void theTopicOfAStationTakesTheSameData() throws Exception {
        publish("citywall/v1/slope/SL-2", reading("SL-2"));
        publish("citywall/v1/slope/SL-2", reading("SL-1"));

        assertThat(rig.log.readings()).extracting(SlopeReading::stationId).containsExactly("SL-2");
        assertThat(rig.log.rejected().get(0).field()).isEqualTo("/stationId");
    }

    @Test
    void everyTimestampOfADialectMessageBecomesAReadingInOrder() throws Exception {
        publish(
                "$dp",
                """
                {"SL-1":{"L1_GP_1":{"2026-11-21T09:00:00Z":{"gpsTotalX":2},\
                "2026-11-21T08:00:00Z":{"gpsTotalX":1}}},\
                "SL-2":{"L3_YL_1":{"2026-11-21T08:30:00Z":{"value":0.2,"totalValue":7.2}}}}""");

        assertThat(rig.log.readings())
                .extracting(reading -> reading.deviceTime().toString())
                .containsExactly(
                        "2026-11-21T08:00:00Z", "2026-11-21T08:30:00Z", "2026-11-21T09:00:00Z");
        SlopeReading rain = rig.log.readings().get(1);
        assertThat(rain.instrument()).isEqualTo(SlopeInstrument.RAIN);
        assertThat(rain.source()).isEqualTo("mqtt/SL-2");
        assertThat(rain.values()).containsEntry("totalValue", 7.2);
    }

    @Test
    void aMessageSentAgainHasTheSameEventIds() throws Exception {
        publish("$dp", "\u0002" + CRACK);
        publish("$dp", CRACK);

        List<String> ids = rig.log.readings().stream().map(SlopeReading::id).toList();
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    @Test
    void aBacklogOfTenThousandIsAcknowledgedWhenAllIsOnTheLog() throws Exception {
        publish("$dp", backlog(10_000));

        assertThat(rig.log.readings()).hasSize(10_000);
        assertThat(rig.log.readings())
                .isSortedAccordingTo(Comparator.comparing(SlopeReading::deviceTime));
    }

    /** A network comes back: all stations send what they kept, and somebody presses a button. */
    @Test
    void backlogsOfManyStationsDoNotHoldUpAPress() throws Exception {
        rig.log.hold();
        List<RawMqtt> stations = new ArrayList<>();
        try {
            for (int i = 0; i < 45; i++) {
                RawMqtt station = integration();
                stations.add(station);
                station.publish("$dp", 1, false, 1, backlog(500).replace("SL-1", "SL-2"));
            }
            await().until(() -> rig.log.readings().size() == 4_000);
            try (RawMqtt button = integration()) {
                button.publish("citywall/v1/fire/P-1", 1, false, 1, "{\"signal\":\"press\"}");
                await().until(() -> rig.log.signals().size() == 1);
            }
            rig.log.release();
            for (RawMqtt station : stations) {
                assertThat(station.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
        } finally {
            for (RawMqtt station : stations) {
                station.close();
            }
        }
        assertThat(rig.log.readings()).hasSize(45 * 500);
    }

    private static String backlog(int timestamps) {
        return DpReaderTest.backlog(timestamps).replace('\'', '"');
    }

    @Test
    void aMessageOfFiftyThousandIsKeptAsAWholeAndCounted() throws Exception {
        publish("$dp", backlog(50_000));
        publish("$dp", backlog(10_001));

        assertThat(rig.log.readings()).isEmpty();
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactly("too-many", "too-many");
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "protocol", "mqtt", "reason", "too-many"))
                .isEqualTo(2);
    }

    @Test
    void anEncryptedMessageIsKeptWithTheReason() throws Exception {
        publish("$dp", "{\"header\":{\"appId\":\"x\"},\"bodies\":{\"body\":\"QUJD\"}}");

        RejectedEvent kept = rig.log.rejected().get(0);
        assertThat(kept.reason()).isEqualTo("encrypted");
        assertThat(kept.detail()).contains("header.appId");
        assertThat(kept.payload()).contains("QUJD");
    }

    @Test
    void aBadPartIsKeptOnceAndTheRestTaken() throws Exception {
        publish(
                "$dp",
                """
                {"SL-1":{"L1_LF_1":{"2026-11-21 08:00":1,"2026-11-21T08:00:00Z":2}},\
                "P-1":{"L1_LF_1":{"2026-11-21T08:00:00Z":1,"2026-11-21T09:00:00Z":2}}}""");

        assertThat(rig.log.readings()).hasSize(1);
        assertThat(rig.log.rejected()).hasSize(1);
        assertThat(rig.log.rejected().get(0).detail()).startsWith("3 parts beside 1 readings");
        assertThat(rig.log.rejected().get(0).field()).isEqualTo("/SL-1/L1_LF_1/2026-11-21 08:00");
    }

    @Test
    void aStationSpeaksForItselfOnly() throws Exception {
        try (RawMqtt device = new RawMqtt(rig.mqttPort())) {
            assertThat(device.connect("c", "SL-1", "device-token-of-sl1-01")).isZero();
            device.publish("$dp", 1, false, 1, CRACK);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
            device.publish("$dp", 1, false, 2, CRACK.replace("SL-1", "SL-2"));
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        try (RawMqtt device = new RawMqtt(rig.mqttPort())) {
            assertThat(device.connect("d", "P-1", DEVICE_TOKEN)).isZero();
            device.publish("$dp", 1, false, 1, CRACK);
            assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
        }
        assertThat(rig.log.readings()).hasSize(1);
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactly("wrong-device", "wrong-device");
    }

    @Test
    void whenKafkaIsAwayTheMessageIsNotAcknowledgedAndComesAgain() throws Exception {
        rig.log.failing(true);
        try (RawMqtt device = integration()) {
            device.publish("$dp", 1, false, 1, CRACK);
            assertThat(device.read()).as("closed").isNull();
        }
        rig.log.failing(false);
        publish("$dp", CRACK);
        assertThat(rig.log.readings()).hasSize(1);
    }

    @Test
    void readingsOfAnUnknownStationWaitForItsAdoption() throws Exception {
        publish("$dp", CRACK.replace("SL-1", "SL-9"));

        RejectedEvent kept = rig.log.rejected().get(0);
        assertThat(kept.reason()).isEqualTo("unknown-device");
        assertThat(kept.deviceId()).isEqualTo("SL-9");
        assertThat(kept.eventType()).isEqualTo(EventTypes.SLOPE_READING);
        insert(kept);
        rig.importCsv(ImportKind.DEVICES, "id,domain,kind,siteId\nSL-9,slope,station,S-007\n");
        await().until(() -> rig.registry.get().devices().containsKey("SL-9"));

        assertThat(IngestRig.await(rig.release.release("SL-9"))).isEqualTo(1);
        SlopeReading reading = rig.log.readings().get(0);
        assertThat(reading.site().id()).isEqualTo("S-007");
        assertThat(reading.values()).containsEntry("value", 10.86);
        assertThat(reading.id()).isEqualTo(kept.eventId());
    }

    /** As the writer of the quarantine does, which has a test of its own. */
    private static void insert(RejectedEvent event) {
        IngestRig.await(
                rig.pool
                        .preparedQuery(
                                "INSERT INTO quarantine (id, received_at, protocol, reason, event_type,"
                                        + " device_id, event_id, source, payload) VALUES ($1, $2, $3,"
                                        + " $4, $5, $6, $7, $8, $9)")
                        .execute(
                                Tuple.of(
                                        event.id(),
                                        event.receivedAt().atOffset(ZoneOffset.UTC),
                                        event.protocol(),
                                        event.reason(),
                                        event.eventType(),
                                        event.deviceId(),
                                        event.eventId(),
                                        event.source(),
                                        event.payload())));
    }
}
