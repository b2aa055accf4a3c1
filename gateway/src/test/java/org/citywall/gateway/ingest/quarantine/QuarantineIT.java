package org.citywall.gateway.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.testing.IngestRig.ADMIN_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;
import static org.citywall.gateway.testing.IngestRig.OFFICER_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.gateway.ingest.DeviceEvent;
import org.citywall.gateway.ingest.FireData;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineIT {
    private static final String JSON = "application/json";
    private static IngestRig rig;
    private static String admin;
    private static String officer;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        admin = rig.tokenOf("admin", ADMIN_PASSWORD);
        officer = rig.tokenOf("officer", OFFICER_PASSWORD);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
        await(rig.pool.query("DELETE FROM quarantine").execute());
    }

    /** Sends over HTTP, then does the writer's work. */
    private static void sendUnknown(String deviceId, String eventId, String signal)
            throws Exception {
        HttpResponse<String> answer =
                rig.post(
                        "/api/v1/events",
                        INTEGRATION_TOKEN,
                        "application/cloudevents+json",
                        """
                        {"specversion":"1.0","type":"citywall.fire.signal.v1","source":"q","id":"%s",
                         "data":{"deviceId":"%s","signal":"%s"}}"""
                                .formatted(eventId, deviceId, signal));
        assertThat(answer.statusCode()).isEqualTo(422);
        keepLast(signal);
    }

    /** What a panel of GB/T 26875.3 sends while nobody knows it. */
    private static void sendOfPanel(String deviceId, String eventId, FireSignalKind signal) {
        FireData data = new FireData(deviceId, signal, null, null, null, null, null, null);
        rig.clock.advance(Duration.ofSeconds(1));
        await(
                rig.ingest.accept(
                        new DeviceEvent(
                                "gb26875",
                                eventId,
                                "gb26875/" + deviceId,
                                data,
                                rig.clock.instant(),
                                false,
                                List.of(FireSignal.TEST_BIT))));
        keepLast(signal == FireSignalKind.PRESS ? "press" : "");
    }

    private static void keepLast(String signal) {
        RejectedEvent event = rig.log.rejected().get(rig.log.rejected().size() - 1);
        await(
                rig.pool
                        .preparedQuery(
                                "INSERT INTO quarantine (id, received_at, protocol, reason,"
                                        + " event_type, device_id, event_id, source, payload,"
                                        + " urgent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
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
                                        event.payload(),
                                        signal.equals("press"))));
    }

    @Test
    void adoptingADeviceProcessesItsKeptEventsInOneStep() throws Exception {
        sendUnknown("N-1", "n-1", "register");
        rig.clock.advance(java.time.Duration.ofSeconds(1));
        sendUnknown("N-1", "n-2", "press");
        sendUnknown("N-2", "n-3", "press");
        JsonNode devices =
                Json.mapper().readTree(rig.get("/api/v1/quarantine/devices", officer).body());
        assertThat(devices.path("items").findValuesAsText("deviceId"))
                .containsExactly("N-1", "N-2");
        assertThat(devices.at("/items/0/events").intValue()).isEqualTo(2);
        assertThat(devices.at("/items/0/urgent").intValue()).isEqualTo(1);

        HttpResponse<String> adopted =
                adopt(
                        admin,
                        "N-1",
                        "{\"siteId\":\"B-1\",\"kind\":\"panel\",\"domain\":\"fire\",\"name\":\"新\"}");

        assertThat(adopted.statusCode()).isEqualTo(200);
        assertThat(adopted.body())
                .isEqualTo("{\"deviceId\":\"N-1\",\"created\":true,\"processed\":2}");
        assertThat(rig.log.signals()).extracting(FireSignal::id).containsExactly("n-1", "n-2");
        FireSignal press = rig.log.signals().get(1);
        assertThat(press.source()).as("the same duplicate key").isEqualTo("q");
        assertThat(press.site().id()).isEqualTo("B-1");
        assertThat(rig.get("/api/v1/quarantine?processed=false", officer).body())
                .contains("n-3")
                .doesNotContain("n-1");
        assertThat(rig.get("/api/v1/quarantine?deviceId=N-1&processed=true", officer).body())
                .contains("processedAt");
    }

    @Test
    void adoptingAPanelDoesNotRaiseItsOldFiresAgainAndTellsTheRestAsItCame() throws Exception {
        sendOfPanel("GB-000000000077", "f-1", FireSignalKind.FAULT);
        sendOfPanel("GB-000000000077", "f-2", FireSignalKind.PRESS);
        sendOfPanel("GB-000000000077", "f-3", FireSignalKind.RESET);
        assertThat(rig.log.signals()).extracting(FireSignal::id).containsExactly("f-2");
        rig.log.reset();

        rig.importCsv(
                ImportKind.DEVICES,
                "id,domain,kind,siteId\nGB-000000000077,fire,transmission-device,B-1\n");
        rig.importCsv(
                ImportKind.FIRE_POINTS,
                """
                id,deviceId,systemType,systemAddress,zone,position,componentType,label,floor,room,siteId
                fp-77,GB-000000000077,,,10,9,23,3F-E,3层,东侧楼梯口,B-2
                """);
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(rig.registry.get().panels().sitesOf("GB-000000000077"))
                                        .contains("B-2"));
        assertThat(await(rig.release.release("GB-000000000077"))).isEqualTo(3);

        assertThat(rig.log.signals())
                .extracting(FireSignal::id)
                .as("the reset is told to each building of the panel")
                .containsExactly("f-1", "f-3", "f-3");
        assertThat(rig.log.signals())
                .extracting(signal -> signal.site().id())
                .containsExactly("B-1", "B-1", "B-2");
        assertThat(rig.log.signals().get(0).tags()).containsExactly(FireSignal.TEST_BIT);
        assertThat(rig.get("/api/v1/quarantine?deviceId=GB-000000000077", officer).body())
                .contains("not raised again");
    }

    @Test
    void importedDeviceIsReleasedBySweepAndAFailingLogKeepsTheRest() throws Exception {
        sendUnknown("N-5", "n-5", "press");
        rig.log.failing(true);
        rig.importCsv(ImportKind.DEVICES, "id,domain,kind,siteId\nN-5,fire,panel,B-2\n");
        assertThat(await(rig.release.release(null))).isZero();
        rig.log.failing(false);

        assertThat(await(rig.release.release(null))).isEqualTo(1);
        assertThat(await(rig.release.release(null))).isZero();
        assertThat(rig.log.signals()).hasSize(1);
    }

    @Test
    void adoptIsForAdminsAndNamesWrongFields() throws Exception {
        String body = "{\"siteId\":\"B-1\",\"kind\":\"panel\",\"domain\":\"fire\"}";
        assertThat(adopt(officer, "N-9", body).statusCode()).isEqualTo(403);
        HttpResponse<String> noSite = adopt(admin, "N-9", body.replace("B-1", "B-404"));
        assertThat(noSite.statusCode()).isEqualTo(400);
        assertThat(noSite.body()).contains("\"field\":\"/siteId\"");
        assertThat(adopt(admin, "N-9", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void listIsPagedNewestFirst() throws Exception {
        for (int i = 0; i < 3; i++) {
            rig.clock.advance(java.time.Duration.ofSeconds(1));
            sendUnknown("N-7", "p-" + i, "test");
        }
        JsonNode first =
                Json.mapper().readTree(rig.get("/api/v1/quarantine?limit=2", officer).body());
        JsonNode next =
                Json.mapper()
                        .readTree(
                                rig.get(
                                                "/api/v1/quarantine?limit=2&cursor="
                                                        + first.path("nextCursor").textValue(),
                                                officer)
                                        .body());
        assertThat(first.path("items").findValuesAsText("eventId")).containsExactly("p-2", "p-1");
        assertThat(next.path("items").findValuesAsText("eventId")).containsExactly("p-0");
        assertThat(next.has("nextCursor")).isFalse();
    }

    private static HttpResponse<String> adopt(String token, String deviceId, String body)
            throws Exception {
        return rig.post("/api/v1/quarantine/devices/" + deviceId + "/adopt", token, JSON, body);
    }
}
