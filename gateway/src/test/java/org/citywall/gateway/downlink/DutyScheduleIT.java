package org.citywall.gateway.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two gateways over one PostgreSQL. The clock of the rig begins at 16:00 in the city. */
@Timeout(60)
class DutyScheduleIT {
    private static final String PATH = "/api/v1/fire/duty-schedules";
    private static final String PASSWORD = "lead-password-1";
    private static final Set<String> ONLINE = ConcurrentHashMap.newKeySet();
    private static IngestRig rig;
    private static String lead;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private boolean isStatusKnown = true;
    private DutyRunner one;
    private DutyRunner other;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId
                GB-000000000001,fire,transmission-device,B-1
                GB-000000000002,fire,transmission-device,B-2
                GB-000000000003,fire,transmission-device,B-2
                """);
        rig.importCsv(
                ImportKind.ACCOUNTS,
                """
                username,displayName,role,place,password
                lead,王工,shift-lead,,%s
                local,李工,shift-lead,yw/ba,%s
                """
                        .formatted(PASSWORD, PASSWORD));
        lead = rig.tokenOf("lead", PASSWORD);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void begin() {
        rig.log.reset();
        IngestRig.await(rig.pool.query("DELETE FROM duty_schedule").execute());
        IngestRig.await(rig.pool.query("DELETE FROM device_command").execute());
        ONLINE.clear();
        ONLINE.addAll(Set.of("GB-000000000001", "GB-000000000002", "P-1"));
        one = runner("gw-1");
        other = runner("gw-2");
    }

    private DutyRunner runner(String gateway) {
        return new DutyRunner(
                rig.vertx,
                rig.pool,
                new CommandLog(rig.log, gateway),
                new DutyRunner.Devices(rig.registry, () -> isStatusKnown, ONLINE::contains),
                DutyLimits.defaults(),
                IngestRig.CITY,
                rig.clock,
                meters);
    }

    private static JsonNode create(String token, String body) throws Exception {
        var answer = rig.post(PATH, token, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.read(answer.body(), JsonNode.class);
    }

    /** A schedule whose time comes in five minutes. */
    private static JsonNode soon(int spread) throws Exception {
        return create(
                lead,
                "{\"name\":\"早班查岗\",\"times\":[\"%s\"],\"spreadMinutes\":%d,\"timeoutMinutes\":7}"
                        .formatted(cityTime(Duration.ofMinutes(5)), spread));
    }

    private static String cityTime(Duration ahead) {
        return rig.clock.instant().plus(ahead).atZone(IngestRig.CITY).toString().substring(11, 16);
    }

    private static List<DeviceCommand> sent() {
        return rig.log.entries().stream()
                .filter(entry -> entry.topic().equals(Topics.DEVICE_COMMANDS))
                .map(entry -> Json.read(entry.value(), DeviceCommand.class))
                .toList();
    }

    private static JsonNode list(String token) throws Exception {
        return Json.read(rig.get(PATH, token).body(), JsonNode.class).path("items");
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    /** Both at the same moment. */
    private void both() {
        var first = one.run();
        var second = other.run();
        IngestRig.await(first);
        IngestRig.await(second);
    }

    @Test
    void eachOnlinePanelGetsOneOrderAtTheDueTimeWhicheverGatewaysAreUp() throws Exception {
        soon(0);
        both();
        assertThat(sent()).as("not yet").isEmpty();
        rig.clock.advance(Duration.ofMinutes(5));
        both();
        both();
        rig.clock.advance(Duration.ofMinutes(1));
        IngestRig.await(runner("gw-after-a-restart").run());

        assertThat(sent())
                .extracting(DeviceCommand::deviceId)
                .containsExactlyInAnyOrder("GB-000000000001", "GB-000000000002");
        assertThat(sent()).allMatch(order -> order.by().equals("schedule:早班查岗"));
        assertThat(sent()).allMatch(order -> order.params().get("timeoutMinutes").equals("7"));
        assertThat(count(MetricNames.DUTY_SCHEDULED)).isEqualTo(2);
        assertThat(count(MetricNames.DUTY_MISSED)).isZero();
        var entries = IngestRig.await(new DeviceCommandStore(rig.pool).dutyChecks("yw/ba", 10));
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).state()).isEqualTo("ordered");
    }

    @Test
    void aSpreadIsWorkedOffByWhoeverIsThereAndAsksEachPanelOnce() throws Exception {
        ONLINE.add("GB-000000000003");
        soon(5);
        rig.clock.advance(Duration.ofMinutes(5));
        for (int minute = 0; minute <= 7; minute++) {
            IngestRig.await((minute % 2 == 0 ? one : other).run());
            rig.clock.advance(Duration.ofMinutes(1));
        }

        assertThat(sent())
                .extracting(DeviceCommand::deviceId)
                .containsExactlyInAnyOrder("GB-000000000001", "GB-000000000002", "GB-000000000003");
    }

    @Test
    void anOrderThatKafkaDidNotTakeIsSentAgainByAnyGatewayUntilItExpires() throws Exception {
        soon(0);
        rig.clock.advance(Duration.ofMinutes(5));
        rig.log.failing(true);
        boolean isTold =
                IngestRig.await(one.run().transform(done -> Future.succeededFuture(done.failed())));
        assertThat(isTold).isTrue();
        assertThat(sent()).isEmpty();
        rig.clock.advance(Duration.ofSeconds(30));
        rig.log.failing(false);
        both();
        both();
        assertThat(sent()).hasSize(2);

        rig.log.reset();
        IngestRig.await(rig.pool.query("UPDATE device_command SET logged_at = NULL").execute());
        rig.clock.advance(Duration.ofSeconds(31));
        both();
        assertThat(sent()).as("expired").isEmpty();
    }

    @Test
    void whatNobodyRanForTenMinutesIsCountedOnceAndNotCaughtUp() throws Exception {
        soon(0);
        rig.clock.advance(Duration.ofMinutes(16));
        both();
        both();

        assertThat(sent()).isEmpty();
        assertThat(count(MetricNames.DUTY_MISSED)).isEqualTo(1);
        assertThat(list(lead).get(0).has("lastAt")).isFalse();
    }

    @Test
    void whileTheLiveViewCannotTellWhoIsOnlineNobodyIsPassedOver() throws Exception {
        soon(0);
        rig.clock.advance(Duration.ofMinutes(5));
        isStatusKnown = false;
        both();
        isStatusKnown = true;
        rig.clock.advance(Duration.ofMinutes(3));
        both();

        assertThat(sent()).hasSize(2);
    }

    @Test
    void aScheduleIsListedWithItsTimesEnabledAndDeleted() throws Exception {
        JsonNode made =
                create(
                        lead,
                        "{\"name\":\" 夜查 \",\"times\":[\"21:30\",\"09:00\"],\"place\":\"yw/ba\"}");
        assertThat(made.path("name").asText()).isEqualTo("夜查");
        assertThat(made.path("times").toString()).isEqualTo("[\"09:00\",\"21:30\"]");
        assertThat(made.path("spreadMinutes").asInt(-1)).isZero();
        assertThat(made.path("timeoutMinutes").asInt()).isEqualTo(10);
        assertThat(made.path("createdBy").asText()).isEqualTo("lead");
        assertThat(made.path("createdAt").asText()).isEqualTo(Json.time(rig.clock.instant()));
        assertThat(made.path("nextAt").asText()).endsWith(":00.000Z");
        assertThat(list(lead).get(0)).isEqualTo(made);

        String one = PATH + "/" + made.path("id").asText();
        var off = rig.call("PUT", one, lead, "application/json", "{\"enabled\":false}");
        assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
        JsonNode disabled = Json.read(off.body(), JsonNode.class);
        assertThat(disabled.path("enabled").asBoolean(true)).isFalse();
        assertThat(disabled.has("nextAt")).isFalse();
        assertThat(rig.call("PUT", one, lead, "application/json", "{}").body())
                .contains("/enabled");
        assertThat(rig.call("PUT", one, lead, "application/json", "{\"enabled\":true}").body())
                .contains("nextAt");
        assertThat(rig.call("DELETE", one, lead, null, "").statusCode()).isEqualTo(204);
        assertThat(rig.call("DELETE", one, lead, null, "").statusCode()).isEqualTo(404);
        assertThat(rig.call("DELETE", PATH + "/x", lead, null, "").statusCode()).isEqualTo(404);
        assertThat(list(lead)).isEmpty();
    }

    @Test
    void aScheduleThatRanTellsWhenAndItsChecksOutliveIt() throws Exception {
        JsonNode made = soon(0);
        rig.clock.advance(Duration.ofMinutes(5));
        both();
        JsonNode listed = list(lead).get(0);
        assertThat(listed.path("lastAt").asText()).isEqualTo(made.path("nextAt").asText());

        rig.call("DELETE", PATH + "/" + made.path("id").asText(), lead, null, "");
        assertThat(IngestRig.await(new DeviceCommandStore(rig.pool).dutyChecks("", 10))).hasSize(2);
    }

    @Test
    void onlyAShiftLeadEditsAndOnlyInTheOwnPlace() throws Exception {
        String officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        String local = rig.tokenOf("local", PASSWORD);
        String body = "{\"name\":\"n\",\"times\":[\"09:00\"]}";
        JsonNode everywhere = create(lead, body);
        assertThat(rig.post(PATH, officer, "application/json", body).statusCode()).isEqualTo(403);
        assertThat(rig.get(PATH, officer).statusCode()).isEqualTo(200);
        assertThat(rig.get(PATH, null).statusCode()).isEqualTo(401);

        assertThat(create(local, body).path("place").asText()).isEqualTo("yw/ba");
        assertThat(list(local)).hasSize(1);
        String foreign = PATH + "/" + everywhere.path("id").asText();
        assertThat(rig.call("DELETE", foreign, local, null, "").statusCode()).isEqualTo(403);
        String elsewhere = "{\"name\":\"n\",\"times\":[\"09:00\"],\"place\":\"yw/sp\"}";
        assertThat(rig.post(PATH, local, "application/json", elsewhere).statusCode())
                .isEqualTo(403);
        assertThat(list(lead)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|\"\"|/name",
                "name|\"  \"|/name",
                "name|7|/name",
                "times|[]|/times",
                "times|\"09:00\"|/times",
                "times|[\"09:00\",\"24:00\"]|/times/1",
                "times|[\"9:00\"]|/times/0",
                "times|[\"09:00\",\"09:00\"]|/times/1",
                "spreadMinutes|241|/spreadMinutes",
                "spreadMinutes|-1|/spreadMinutes",
                "timeoutMinutes|0|/timeoutMinutes",
                "timeoutMinutes|61|/timeoutMinutes",
                "timeoutMinutes|1.5|/timeoutMinutes",
                "place|\"yw/xx\"|/place",
                "place|5|/place"
            })
    void whatIsWrongIsNamed(String field, String value, String at) throws Exception {
        var body = Json.mapper().createObjectNode().put("name", "n");
        body.putArray("times").add("09:00");
        body.set(field, Json.read(value, JsonNode.class));
        var answer = rig.post(PATH, lead, "application/json", body.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText()).isEqualTo(at);
    }
}
