package org.citywall.gateway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registered tests over REST, with a real PostgreSQL. */
@Timeout(60)
class TestWindowIT {
    private static final String PATH = "/api/v1/fire/windows";
    private static final TestWindowLimits LIMITS = TestWindowLimits.defaults();
    private static final String LEAD_PASSWORD = "lead-password-1";
    private static IngestRig rig;
    private static String lead;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.ACCOUNTS,
                """
                username,displayName,role,place,password
                lead,王工,shift-lead,,%s
                local,李工,shift-lead,yw/ba,%s
                """
                        .formatted(LEAD_PASSWORD, LEAD_PASSWORD));
        lead = rig.tokenOf("lead", LEAD_PASSWORD);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.log.reset();
        IngestRig.await(rig.pool.query("DELETE FROM fire_test_window").execute());
    }

    private static String body(Map<String, Object> with) {
        Map<String, Object> body =
                new java.util.HashMap<>(
                        Map.of(
                                "siteId", "B-1",
                                "points", List.of(Map.of("deviceId", "P-1", "expects", "press")),
                                "from", Json.time(rig.clock.instant()),
                                "to", Json.time(rig.clock.instant().plusSeconds(3600)),
                                "reason", "季度测试"));
        body.putAll(with);
        return Json.string(body);
    }

    private static HttpResponse<String> post(String token, String body) throws Exception {
        return rig.post(PATH, token, "application/json", body);
    }

    private static List<TestWindow> appended() {
        return rig.log.entries().stream()
                .filter(entry -> entry.type().equals(EventTypes.FIRE_TEST_WINDOW))
                .map(entry -> Json.read(entry.value(), TestWindow.class))
                .toList();
    }

    @Test
    void aTestIsAppendedAmongTheFireSignalsOfItsSiteAndListedWithWho() throws Exception {
        HttpResponse<String> answer = post(lead, body(Map.of()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.FIRE_SIGNALS);
        assertThat(entry.key()).isEqualTo("B-1");
        TestWindow window = appended().get(0);
        assertThat(window.points())
                .containsExactly(new TestPoint("P-1", null, FireSignalKind.PRESS));
        assertThat(window.byName()).isEqualTo("王工");
        JsonNode item = list(lead).get(0);
        assertThat(item.path("id").asText()).isEqualTo(window.id());
        assertThat(item.path("by").asText()).isEqualTo("lead");
        assertThat(item.path("recorded").asBoolean()).isTrue();
        assertThat(item.path("cancelled").asBoolean()).isFalse();
    }

    @Test
    void aPointThatIsListedByItsAddressIsTheOneThatTheRegistryNames() throws Exception {
        rig.importCsv(
                ImportKind.FIRE_POINTS, "id,deviceId,zone,position,label\nw-1,P-1,3,7,3F-东走廊感烟\n");
        String named =
                "[{\"deviceId\":\"P-1\",\"point\":\"S1.0/3-7\"},"
                        + "{\"deviceId\":\"P-1\",\"point\":\"3F-东走廊感烟\"},"
                        + "{\"deviceId\":\"P-1\",\"point\":\"S1.0/3-8\"}]";

        HttpResponse<String> answer =
                post(lead, body(Map.of("points", Json.read(named, JsonNode.class))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(appended().get(0).points())
                .extracting(TestPoint::point)
                .containsExactly("3F-东走廊感烟", "3F-东走廊感烟", "S1.0/3-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "siteId|\"B-9\"|/siteId",
                "points|\"all\"|/points",
                "points|[{\"deviceId\":\"P-9\"}]|/points/0/deviceId",
                "points|[{\"deviceId\":\"S-1\"}]|/points/0/deviceId",
                "points|[{\"deviceId\":\"P-1\",\"point\":7}]|/points/0/point",
                "points|[{\"deviceId\":\"P-1\",\"expects\":\"restore\"}]|/points/0/expects",
                "from|\"tomorrow\"|/from",
                "from|\"2020-01-01T00:00:00Z\"|/from",
                "to|\"2020-01-01T00:00:00Z\"|/to",
                "to|\"2999-01-01T00:00:00Z\"|/to",
                "reason|\"\"|/reason"
            })
    void whatIsWrongIsNamed(String field, String value, String at) throws Exception {
        HttpResponse<String> answer =
                post(lead, body(Map.of(field, Json.read(value, JsonNode.class))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText()).isEqualTo(at);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(appended()).isEmpty();
    }

    @Test
    void onlyAShiftLeadRegistersAndTakesBackButAnOfficerReads() throws Exception {
        String officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        assertThat(post(officer, body(Map.of())).statusCode()).isEqualTo(403);
        assertThat(delete(officer, "5a0c6a0e-0c53-4c0c-9d59-6f4f3a4f9a77").statusCode())
                .isEqualTo(403);
        assertThat(rig.get(PATH, officer).statusCode()).isEqualTo(200);
        assertThat(post(null, body(Map.of())).statusCode()).isEqualTo(401);
    }

    @Test
    void aSiteOutsideOfOnesPlaceIsNotTouchedNorSeen() throws Exception {
        post(lead, body(Map.of()));
        String local = rig.tokenOf("local", LEAD_PASSWORD);

        assertThat(post(local, body(Map.of())).statusCode()).isEqualTo(403);
        assertThat(list(local)).isEmpty();
        assertThat(delete(local, appended().get(0).id()).statusCode()).isEqualTo(403);
    }

    @Test
    void aTestThatIsTakenBackIsOnTheLogBeforeTheListSaysSo() throws Exception {
        post(lead, body(Map.of()));
        String id = appended().get(0).id();

        assertThat(delete(lead, id).statusCode()).isEqualTo(204);

        assertThat(appended()).extracting(TestWindow::cancelled).containsExactly(false, true);
        assertThat(appended().get(1).points()).isEqualTo(appended().get(0).points());
        assertThat(list(lead).get(0).path("cancelledBy").asText()).isEqualTo("lead");
        assertThat(delete(lead, "not-a-uuid").statusCode()).isEqualTo(404);
        assertThat(delete(lead, "5a0c6a0e-0c53-4c0c-9d59-6f4f3a4f9a77").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTestThatKafkaDidNotTakeIsAnsweredAndListedAsNotOnRecord() throws Exception {
        rig.log.failing(true);

        assertThat(post(lead, body(Map.of())).statusCode()).isEqualTo(503);
        assertThat(list(lead).get(0).path("recorded").asBoolean()).isFalse();

        rig.log.failing(false);
        String id = list(lead).get(0).path("id").asText();
        assertThat(delete(lead, id).statusCode()).isEqualTo(204);
    }

    @Test
    void aSiteHasAtMost32TestsThatHaveNotEnded() throws Exception {
        TestWindows windows = new TestWindows(rig.pool, rig.log, LIMITS, rig.clock);
        Principal who = new Principal("lead", "王工", Role.SHIFT_LEAD, "");
        JsonNode asked = Json.read(body(Map.of()), JsonNode.class);
        for (int i = 0; i < LIMITS.maxPerSite(); i++) {
            TestWindow window =
                    TestWindowBody.read(
                            asked, rig.registry.get(), LIMITS, who, rig.clock.instant());
            IngestRig.await(windows.register(window, "yw/sp/c01"));
        }

        HttpResponse<String> answer = post(lead, body(Map.of()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("too-many-windows", "/siteId");
        assertThat(Duration.between(appended().get(0).from(), appended().get(0).to()))
                .isEqualTo(Duration.ofHours(1));
    }

    private static JsonNode list(String token) throws Exception {
        return Json.read(rig.get(PATH, token).body(), JsonNode.class).path("items");
    }

    private static HttpResponse<String> delete(String token, String id) throws Exception {
        return rig.call("DELETE", PATH + "/" + id, token, null, "");
    }
}
