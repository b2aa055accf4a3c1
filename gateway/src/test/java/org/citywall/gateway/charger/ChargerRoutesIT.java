package org.citywall.gateway.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.record.PortOrderStore;
import org.citywall.gateway.record.SessionStore;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charging sites over REST, with a real PostgreSQL. */
@Timeout(60)
class ChargerRoutesIT {
    private static final String PATH = "/api/v1/chargers";
    private static final String PROFILE = PATH + "/C-1/profile";
    private static final String ORDERS = PATH + "/C-1/stations/CH-1/ports/3/orders";
    private static final String SESSIONS = PATH + "/C-1/sessions";
    private static final String PASSWORD = "lead-password-1";
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static IngestRig rig;
    private static String lead;
    private static String officer;
    private static String other;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                """
                id,name,place,kind,lon,lat
                C-1,沙嘴充电棚,yw/sp/c01,charging,114.05,22.52
                C-2,宝安充电棚,yw/ba,charging,114.06,22.53
                """);
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId,name
                CH-1,ebike,charger,C-1,1号桩
                CH-2,ebike,charger,C-2,
                CAM-1,ebike,camera,C-1,
                """);
        rig.importCsv(
                ImportKind.ACCOUNTS,
                """
                username,displayName,role,place,password
                lead,王工,shift-lead,,%1$s
                other,李工,officer,,%1$s
                local,赵工,shift-lead,yw/ba,%1$s
                viewer,孙工,viewer,,%1$s
                """
                        .formatted(PASSWORD));
        lead = rig.tokenOf("lead", PASSWORD);
        other = rig.tokenOf("other", PASSWORD);
        officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        for (String table : List.of("charger_profile", "charger_order", "charging_session")) {
            IngestRig.await(rig.pool.query("DELETE FROM " + table).execute());
        }
        rig.log.reset();
    }

    private static JsonNode get(String path, String token) throws Exception {
        HttpResponse<String> answer = rig.get(path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), JsonNode.class);
    }

    private static HttpResponse<String> put(String token, String body) throws Exception {
        return rig.call("PUT", PROFILE, token, "application/json", body.replace('\'', '"'));
    }

    private static HttpResponse<String> order(
            String token, String commandId, String action, String reason) throws Exception {
        String body =
                "{\"commandId\":\"%s\",\"action\":\"%s\",\"reason\":\"%s\",\"alertId\":\"a-1\"}"
                        .formatted(commandId, action, reason);
        return rig.post(ORDERS, token, "application/json", body);
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static String titleOf(HttpResponse<String> answer) {
        return Json.read(answer.body(), JsonNode.class).path("title").asText();
    }

    private static String newestAudit(String kind) {
        Row row =
                IngestRig.await(
                                rig.pool
                                        .preparedQuery(
                                                "SELECT who, action, key FROM audit WHERE kind ="
                                                        + " $1 ORDER BY at DESC, id DESC LIMIT 1")
                                        .execute(Tuple.of(kind)))
                        .iterator()
                        .next();
        return row.getString("who") + " " + row.getString("action") + " " + row.getString("key");
    }

    private static List<PortOrder> appended() {
        return rig.log.ofType(EventTypes.CHARGER_ORDER, PortOrder.class);
    }

    /** What the job makes of the order, through the record's own store. */
    private static void told(
            String commandId, PortAction action, String by, long rev, PortOrderState state)
            throws Exception {
        PortOrderView view =
                new PortOrderView(
                        commandId,
                        rev,
                        "C-1",
                        "yw/sp/c01",
                        "CH-1",
                        3,
                        action,
                        state,
                        "3.2 W",
                        by,
                        "冒烟",
                        null,
                        1,
                        rig.clock.instant(),
                        null,
                        null,
                        null,
                        3.2);
        PortOrderStore store = new PortOrderStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        store.write(List.of(store.read(record(Topics.CHARGER_ORDERS, view))));
        store.close();
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, Object value) {
        return new ConsumerRecord<>(topic, 0, 0, null, Json.bytes(value));
    }

    @Test
    void theFirstSettingsAreVersionOneAndGoAmongTheReadingsOfTheSite() throws Exception {
        assertThat(get(PROFILE, officer).path("version").asInt(-1)).isZero();

        HttpResponse<String> answer =
                put(
                        lead,
                        "{'expectedVersion':0,'portRatingW':800,'siteLimitW':20000,'floatW':15,"
                                + "'heartbeatS':60,'autoCutOff':true,'contact':'物业张工'}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ChargerProfile first = Json.read(answer.body(), ChargerProfile.class);
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.by()).isEqualTo("王工");
        assertThat(first.autoCutOff()).isTrue();
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.CHARGER_READINGS);
        assertThat(entry.type()).isEqualTo(EventTypes.CHARGER_PROFILE);
        assertThat(entry.key()).isEqualTo("C-1");
        assertThat(Json.read(entry.value(), ChargerProfile.class)).isEqualTo(first);
        assertThat(get(PROFILE, officer).path("recorded").asBoolean()).isTrue();
        assertThat(newestAudit("charger-profiles")).isEqualTo("lead update C-1");
    }

    @Test
    void whatIsNotNamedStaysNullTakesItBackAndAnOldVersionIsRefused() throws Exception {
        put(lead, "{'expectedVersion':0,'portRatingW':800,'floatW':15}");
        ChargerProfile second =
                Json.read(
                        put(lead, "{'expectedVersion':1,'floatW':null}").body(),
                        ChargerProfile.class);
        HttpResponse<String> late = put(lead, "{'expectedVersion':1,'floatW':20}");

        assertThat(second.portRatingW()).isEqualTo(800);
        assertThat(second.floatW()).isNull();
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("changed-meanwhile", "王工");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/expectedVersion",
                "{'expectedVersion':0,'portRatingW':5}|/portRatingW",
                "{'expectedVersion':0,'siteLimitW':'x'}|/siteLimitW",
                "{'expectedVersion':0,'floatW':300}|/floatW",
                "{'expectedVersion':0,'heartbeatS':1.5}|/heartbeatS",
                "{'expectedVersion':0,'meterIdleW':11}|/meterIdleW",
                "{'expectedVersion':0,'autoCutOff':null}|/autoCutOff",
                "{'expectedVersion':0,'contact':''}|/contact",
            })
    void whatIsWrongWithSettingsIsNamed(String body, String field) throws Exception {
        HttpResponse<String> answer = put(lead, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo(field);
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void settingsThatKafkaDidNotTakeAreAppendedLaterAndAllOfThemOnceADay() throws Exception {
        rig.log.failing(true);
        assertThat(put(lead, "{'expectedVersion':0,'floatW':15}").statusCode()).isEqualTo(202);
        assertThat(get(PROFILE, lead).path("recorded").asBoolean(true)).isFalse();
        rig.log.failing(false);

        assertThat(IngestRig.await(rig.chargerProfiles.log().appendAgain(false))).isEqualTo(1);
        assertThat(IngestRig.await(rig.chargerProfiles.log().appendAgain(false))).isZero();
        Clock tomorrow = Clock.offset(rig.clock, Duration.ofHours(25));
        ChargerProfiles later = new ChargerProfiles(rig.pool, rig.log, tomorrow);
        assertThat(IngestRig.await(later.log().appendAgain(false))).isEqualTo(1);
    }

    @Test
    void onlyWhoMaySeesAndSetsAndOrders() throws Exception {
        String local = rig.tokenOf("local", PASSWORD);
        String viewer = rig.tokenOf("viewer", PASSWORD);

        assertThat(put(officer, "{'expectedVersion':0}").statusCode()).isEqualTo(403);
        assertThat(put(local, "{'expectedVersion':0}").statusCode()).isEqualTo(404);
        assertThat(order(viewer, uuid(), "cut-off", "冒烟").statusCode()).isEqualTo(403);
        assertThat(order(local, uuid(), "cut-off", "冒烟").statusCode()).isEqualTo(404);
        assertThat(rig.get(PATH + "/C-1", local).statusCode()).isEqualTo(404);
        assertThat(rig.get(PATH + "/B-1", lead).statusCode()).as("a building").isEqualTo(404);
        assertThat(get(PATH, local).path("items")).hasSize(1);
        assertThat(get(PATH, local).at("/items/0/id").asText()).isEqualTo("C-2");
        assertThat(appended()).isEmpty();
    }

    @Test
    void anOrderIsWrittenDownAppendedAndAudited() throws Exception {
        String commandId = uuid();

        HttpResponse<String> answer = order(officer, commandId, "cut-off", " 冒烟 ");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.CHARGER_READINGS);
        assertThat(entry.key()).isEqualTo("C-1");
        assertThat(appended())
                .containsExactly(
                        new PortOrder(
                                commandId,
                                "C-1",
                                "CH-1",
                                3,
                                PortAction.CUT_OFF,
                                "officer",
                                "冒烟",
                                "a-1",
                                rig.clock.instant()));
        assertThat(newestAudit("charger-orders")).isEqualTo("officer cut-off CH-1/3");
        JsonNode stored = get(ORDERS + "/" + commandId, officer);
        assertThat(stored.path("state").asText()).isEqualTo("REQUESTED");
        assertThat(stored.path("recorded").asBoolean()).isTrue();
        assertThat(stored.path("rev").asInt(-1)).isZero();
        assertThat(rig.get(PATH + "/C-1/stations/CH-1/ports/4/orders/" + commandId, officer))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(404);
    }

    @Test
    void theSameIdIsTheSameOrderAndAnotherUnderItIsRefused() throws Exception {
        String commandId = uuid();
        rig.log.failing(true);
        HttpResponse<String> away = order(officer, commandId, "cut-off", "冒烟");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(get(ORDERS + "/" + commandId, officer).path("recorded").asBoolean(true))
                .isFalse();
        rig.log.failing(false);

        assertThat(order(officer, commandId, "cut-off", "冒烟").statusCode()).isEqualTo(202);
        assertThat(order(officer, commandId, "cut-off", "冒烟").statusCode()).isEqualTo(202);
        assertThat(appended()).hasSize(2).containsOnly(appended().get(0));
        assertThat(order(officer, commandId, "cut-off", "其他").statusCode()).isEqualTo(409);
        assertThat(order(other, commandId, "cut-off", "冒烟").statusCode()).isEqualTo(409);
        assertThat(appended()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'cut-off','reason':'x'}|/commandId",
                "{'commandId':'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx','action':'cut-off','reason':'x'}|/commandId",
                "{'commandId':'11111111-1111-1111-1111-111111111111','action':'on','reason':'x'}|/action",
                "{'commandId':'11111111-1111-1111-1111-111111111111','action':'cut-off'}|/reason",
                "{'commandId':'11111111-1111-1111-1111-111111111111','action':'cut-off','reason':'"
                        + " '}|/reason",
                "{'commandId':'11111111-1111-1111-1111-111111111111','action':'cut-off','reason':'x','alertId':1}|/alertId",
            })
    void whatIsWrongWithAnOrderIsNamed(String body, String field) throws Exception {
        HttpResponse<String> answer =
                rig.post(ORDERS, officer, "application/json", body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo(field);
    }

    @Test
    void aPortThatThereCannotBeIsRefused() throws Exception {
        String body =
                "{\"commandId\":\"%s\",\"action\":\"cut-off\",\"reason\":\"x\"}".formatted(uuid());
        for (String path :
                List.of(
                        PATH + "/C-1/stations/CH-2/ports/3/orders",
                        PATH + "/C-1/stations/CAM-1/ports/3/orders")) {
            assertThat(rig.post(path, officer, "application/json", body).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        String zero = PATH + "/C-1/stations/CH-1/ports/0/orders";
        assertThat(rig.post(zero, officer, "application/json", body).statusCode()).isEqualTo(400);
    }

    @Test
    void whoCutAPortOffMayNotEnableItUntilSomebodyElseHas() throws Exception {
        String cut = uuid();
        order(officer, cut, "cut-off", "冒烟");
        told(cut, PortAction.CUT_OFF, "officer", 5, PortOrderState.VERIFIED);

        HttpResponse<String> own = order(officer, uuid(), "enable", "已检查");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(titleOf(own)).isEqualTo("second-person");
        String enable = uuid();
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(order(other, enable, "enable", "已检查").statusCode()).isEqualTo(202);
        told(enable, PortAction.ENABLE, "other", 6, PortOrderState.ENABLED);
        assertThat(order(officer, uuid(), "enable", "已检查").statusCode())
                .as("not locked: the job says so")
                .isEqualTo(202);
    }

    @Test
    void whatTheJobTellsOfAnOrderMovesItForwardOnly() throws Exception {
        String commandId = uuid();
        order(officer, commandId, "cut-off", "冒烟");
        told(commandId, PortAction.CUT_OFF, "officer", 9, PortOrderState.VERIFIED);
        told(commandId, PortAction.CUT_OFF, "officer", 8, PortOrderState.ACKED);
        String automatic = uuid();
        told(automatic, PortAction.CUT_OFF, PortOrder.AUTOMATIC, 3, PortOrderState.SENT);

        JsonNode stored = get(ORDERS + "/" + commandId, officer);
        assertThat(stored.path("state").asText()).isEqualTo("VERIFIED");
        assertThat(stored.path("powerW").asDouble()).isEqualTo(3.2);
        JsonNode first = get(PATH + "/C-1/orders?limit=1", officer);
        JsonNode second =
                get(
                        PATH + "/C-1/orders?limit=1&cursor=" + first.path("nextCursor").asText(),
                        officer);
        assertThat(List.of(first.at("/items/0/id").asText(), second.at("/items/0/id").asText()))
                .containsExactlyInAnyOrder(commandId, automatic);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(rig.get(PATH + "/C-1/orders?cursor=eA", officer).statusCode()).isEqualTo(400);
    }

    @Test
    void theListHasEverySiteAndTheOneHasItsPageSettingsAndChargers() throws Exception {
        ObjectNode view = Json.mapper().createObjectNode();
        view.put("id", "C-1").put("rev", 7).put("level", 2).put("place", "yw/sp/c01");
        rig.sites.applyNext(List.of(new Item("C-1", 7, 2, "yw/sp/c01", null, Json.string(view))));
        rig.pages.put("C-1", "{\"id\":\"C-1\",\"rev\":7,\"ports\":[{\"port\":3}]}");
        rig.pages.put("C-1~replay", "{\"id\":\"C-1~replay\",\"rev\":2,\"ports\":[]}");

        JsonNode items = get(PATH, officer).path("items");
        JsonNode one = get(PATH + "/C-1", officer);
        JsonNode unheard = get(PATH + "/C-2", officer);

        assertThat(items.findValuesAsText("id")).contains("C-1", "C-2");
        assertThat(items.get(0).path("level").asInt()).isEqualTo(2);
        assertThat(items.get(1).has("level")).as("never heard").isFalse();
        assertThat(items.get(1).path("placeName").asText()).isEqualTo("云湾区/宝安街道");
        assertThat(get(PATH + "?place=yw/ba", officer).path("items")).hasSize(1);
        assertThat(one.at("/page/ports/0/port").asInt()).isEqualTo(3);
        assertThat(one.at("/profile/version").asInt(-1)).isZero();
        assertThat(one.at("/chargers/0/id").asText()).isEqualTo("CH-1");
        assertThat(one.path("chargers")).as("no camera").hasSize(1);
        assertThat(one.at("/site/name").asText()).isEqualTo("沙嘴充电棚");
        JsonNode recorded = get(PATH + "/C-1?replay=true", officer);
        assertThat(recorded.at("/page/id").asText()).isEqualTo("C-1~replay");
        assertThat(recorded.path("chargers")).isEqualTo(one.path("chargers"));
        assertThat(get(PATH + "/C-2?replay=true", officer).has("page")).isFalse();
        assertThat(rig.get(PATH + "/C-1?replay=1", officer).statusCode()).isEqualTo(400);
        assertThat(unheard.has("page")).isFalse();
        assertThat(unheard.path("chargers")).hasSize(1);
    }

    @Test
    void theNewestRecordingOfASiteHasAPageOfItsOwn() throws Exception {
        rig.pages.put("C-1", "{\"id\":\"C-1\",\"rev\":7}");
        rig.pages.put("C-1~replay", "{\"id\":\"C-1~replay\",\"rev\":9}");

        assertThat(get(PATH + "/C-1?replay=true", officer).at("/page/rev").asInt()).isEqualTo(9);
        assertThat(get(PATH + "/C-1?replay=false", officer).at("/page/rev").asInt()).isEqualTo(7);
        assertThat(get(PATH + "/C-2?replay=true", officer).has("page")).isFalse();
    }

    @Test
    void whoAsksForAPageIsToldToTheLogOfTheSite() throws Exception {
        rig.pages.put("C-1", "{\"id\":\"C-1\",\"rev\":7}");
        rig.clock.advance(PageWatch.RENEWED);

        get(PATH + "/C-1", officer);
        get(PATH + "/C-1", officer);
        get(PATH + "/C-1?replay=true", officer);

        assertThat(rig.log.ofType(EventTypes.CHARGER_WATCH, PageWatch.class))
                .containsExactly(
                        new PageWatch("C-1", false, rig.clock.instant()),
                        new PageWatch("C-1", true, rig.clock.instant()));
        assertThat(rig.log.entries())
                .extracting(EventLog.Entry::topic, EventLog.Entry::key)
                .containsOnly(tuple(Topics.CHARGER_READINGS, "C-1"));
        assertThat(rig.get(PATH + "/C-9", officer).statusCode()).isEqualTo(404);
        assertThat(rig.log.entries()).as("nobody can look at what is no site").hasSize(2);
    }

    @Test
    void withoutLogThePageIsAnsweredAsItStands() throws Exception {
        rig.pages.put("C-1", "{\"id\":\"C-1\",\"rev\":7}");
        rig.clock.advance(PageWatch.RENEWED);
        rig.log.failing(true);

        assertThat(get(PATH + "/C-1", officer).at("/page/rev").asInt()).isEqualTo(7);
    }

    @Test
    void sessionsAreListedNewestFirstByPortAndTimeAndPruned() throws Exception {
        SessionStore store = new SessionStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        for (ChargingSession session :
                List.of(
                        session("s-1", 3, NOON, false),
                        session("s-2", 4, NOON.plusSeconds(3_600), false),
                        session("s-3", 3, NOON.plusSeconds(7_200), false),
                        session("s-4", 3, NOON.plusSeconds(9_000), true))) {
            store.write(List.of(store.read(record(Topics.CHARGER_SESSIONS, session))));
            store.write(List.of(store.read(record(Topics.CHARGER_SESSIONS, session))));
        }
        store.close();

        JsonNode first = get(SESSIONS + "?limit=2", officer);
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("s-3", "s-2");
        String next = SESSIONS + "?limit=2&cursor=" + first.path("nextCursor").asText();
        assertThat(get(next, officer).path("items").findValuesAsText("id")).containsExactly("s-1");
        assertThat(get(SESSIONS + "?port=3&stationId=CH-1", officer).path("items")).hasSize(2);
        String since = SESSIONS + "?since=2026-11-21T05:00:00Z";
        assertThat(get(since, officer).path("items")).hasSize(2);
        assertThat(get(SESSIONS + "?replay=true", officer).path("items")).hasSize(1);
        assertThat(
                        Json.read(
                                get(SESSIONS, officer).at("/items/2").toString(),
                                ChargingSession.class))
                .isEqualTo(session("s-1", 3, NOON, false));
        for (String bad : List.of("port=0", "since=x", "replay=1", "cursor=eA")) {
            assertThat(rig.get(SESSIONS + "?" + bad, officer).statusCode()).as(bad).isEqualTo(400);
        }
        ChargerPruning pruning =
                new ChargerPruning(
                        rig.vertx,
                        rig.pool,
                        new ChargerHistoryLimits(
                                Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)),
                        Clock.fixed(NOON.plusSeconds(93_400), ZoneOffset.UTC));
        assertThat(IngestRig.await(pruning.prune()))
                .as("two sessions, and the recording, which was told of in 1970")
                .isEqualTo(3);
    }

    private static ChargingSession session(String id, int port, Instant end, boolean replay) {
        return new ChargingSession(
                id,
                "C-1",
                "yw/sp/c01",
                "CH-1",
                port,
                "77",
                end.minusSeconds(3_600),
                end,
                3_600,
                240.5,
                236.0,
                41.0,
                StopReason.FULL,
                5,
                List.of("port-hot"),
                replay);
    }
}
