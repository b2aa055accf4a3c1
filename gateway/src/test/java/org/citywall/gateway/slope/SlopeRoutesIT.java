package org.citywall.gateway.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.StepVerdict;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slopes over REST, with a real PostgreSQL. */
@Timeout(60)
class SlopeRoutesIT {
    private static final String PATH = "/api/v1/slopes";
    private static final String PROFILE = PATH + "/S-007/profile";
    private static final String STEPS = PATH + "/S-007/steps";
    private static final String PASSWORD = "lead-password-1";
    private static final String RATE =
            "{'stationId':'SL-1','channel':'L1_GP_1','mmPerDay':%s,'sigma':0.1,"
                    + "'from':'2026-09-01T00:00:00Z','to':'2026-10-01T00:00:00Z'}";
    private static final AtomicLong shown = new AtomicLong(10);
    private static IngestRig rig;
    private static String lead;
    private static String officer;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                """
                id,name,place,kind,lon,lat
                S-007,荔枝山西坡,yw/sp/c01,slope,114.05,22.52
                S-008,北坡,yw/ba,slope,114.06,22.53
                """);
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId
                SL-1,slope,station,S-007
                SL-2,slope,station,S-008
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
        officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        await().until(() -> rig.registry.get().devices().containsKey("SL-2"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.log.reset();
        IngestRig.await(rig.pool.query("DELETE FROM slope_profile").execute());
    }

    private static HttpResponse<String> put(String token, String body) throws Exception {
        return rig.call("PUT", PROFILE, token, "application/json", body.replace('\'', '"'));
    }

    private static HttpResponse<String> judge(String token, String body) throws Exception {
        return rig.post(STEPS, token, "application/json", body.replace('\'', '"'));
    }

    private static JsonNode get(String path, String token) throws Exception {
        return Json.read(rig.get(path, token).body(), JsonNode.class);
    }

    private static SlopeProfile profile(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), SlopeProfile.class);
    }

    private static List<SlopeProfile> appended() {
        return rig.log.entries().stream()
                .filter(entry -> entry.type().equals(EventTypes.SLOPE_PROFILE))
                .map(entry -> Json.read(entry.value(), SlopeProfile.class))
                .toList();
    }

    @Test
    void whatNobodyHasSetIsVersionZero() throws Exception {
        JsonNode profile = get(PROFILE, officer);

        assertThat(profile.path("version").asInt(-1)).isZero();
        assertThat(profile.path("limits").path("orange").asDouble()).isEqualTo(5);
        assertThat(profile.has("approvedBy")).isFalse();
    }

    @Test
    void aVersionIsStoredWithWhoAndAppendedAmongTheReadingsOfItsSlope() throws Exception {
        SlopeProfile first =
                profile(
                        put(
                                lead,
                                "{'expectedVersion':0,'name':'西坡','responsible':'officer','rates':["
                                        + RATE.formatted("1.3")
                                        + "],'limits':{'blue':1,'yellow':2,'orange':6,'red':12,"
                                        + "'orangeWeek':20,'redHour':2},'aliases':{'OLD-1':'SL-1'},"
                                        + "'channels':[{'stationId':'SL-1','channel':'L1_LF_1',"
                                        + "'sigma':0.5,'manual':true}]}"));

        assertThat(first.version()).isEqualTo(1);
        assertThat(first.approvedBy()).isEqualTo("王工");
        assertThat(first.at()).isEqualTo(rig.clock.instant());
        assertThat(first.limits().red()).isEqualTo(12);
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.SLOPE_READINGS);
        assertThat(entry.key()).isEqualTo("S-007");
        assertThat(appended()).containsExactly(first);
        assertThat(get(PROFILE, officer).path("recorded").asBoolean()).isTrue();
        assertThat(
                        IngestRig.await(
                                        rig.pool
                                                .query(
                                                        "SELECT who, action FROM audit WHERE kind ="
                                                                + " 'slope-profiles' ORDER BY at"
                                                                + " DESC LIMIT 1")
                                                .execute())
                                .iterator()
                                .next()
                                .getString("who"))
                .isEqualTo("lead");
    }

    @Test
    void onlyARateThatChangedGetsANewVersionAndWhatIsNotNamedStays() throws Exception {
        put(lead, "{'expectedVersion':0,'rates':[" + RATE.formatted("1.3") + "]}");
        SlopeProfile same =
                profile(
                        put(
                                lead,
                                "{'expectedVersion':1,'name':'西坡','rates':["
                                        + RATE.formatted("1.3")
                                        + "]}"));
        SlopeProfile other =
                profile(put(lead, "{'expectedVersion':2,'rates':[" + RATE.formatted("1.4") + "]}"));

        assertThat(same.rates()).extracting(ReferenceRate::version).containsExactly(2);
        assertThat(other.rates()).extracting(ReferenceRate::version).containsExactly(3);
        assertThat(other.rates().get(0).approvedBy()).isEqualTo("王工");
        assertThat(other.name()).isEqualTo("西坡");
    }

    @Test
    void whoBuildsUponAnOldVersionIsToldWhoWasFirst() throws Exception {
        put(lead, "{'expectedVersion':0,'name':'甲'}");

        HttpResponse<String> answer = put(lead, "{'expectedVersion':0,'name':'乙'}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("changed-meanwhile", "王工");
        assertThat(appended()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/expectedVersion",
                "{'expectedVersion':0,'name':''}|/name",
                "{'expectedVersion':0,'limits':{}}|/limits/blue",
                "{'expectedVersion':0,'limits':{'blue':3,'yellow':2,'orange':6,'red':12,'orangeWeek':20,'redHour':2}}|/limits",
                "{'expectedVersion':0,'rates':{}}|/rates",
                "{'expectedVersion':0,'rates':[{'stationId':'SL-2'}]}|/rates/0/from",
                "{'expectedVersion':0,'rates':[{'stationId':'SL-2','from':'2026-09-01T00:00:00Z','to':'2026-10-01T00:00:00Z'}]}|/rates/0/stationId",
                "{'expectedVersion':0,'rates':[{'stationId':'SL-1','channel':'c','mmPerDay':0,'from':'2026-09-01T00:00:00Z','to':'2026-10-01T00:00:00Z'}]}|/rates/0/mmPerDay",
                "{'expectedVersion':0,'rates':[{'from':'2026-10-01T00:00:00Z','to':'2026-10-01T00:00:00Z'}]}|/rates/0/to",
                "{'expectedVersion':0,'aliases':{'SL-0':'SL-2'}}|/aliases/SL-0",
                "{'expectedVersion':0,'channels':[{'stationId':'P-1'}]}|/channels/0/stationId",
                "{'expectedVersion':0,'responsible':'nobody'}|/responsible"
            })
    void whatIsWrongIsNamed(String body, String field) throws Exception {
        HttpResponse<String> answer = put(lead, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo(field);
        assertThat(appended()).isEmpty();
    }

    @Test
    void onlyAShiftLeadOfThePlaceChangesAnything() throws Exception {
        String local = rig.tokenOf("local", PASSWORD);

        assertThat(put(officer, "{'expectedVersion':0}").statusCode()).isEqualTo(403);
        assertThat(put(local, "{'expectedVersion':0}").statusCode()).isEqualTo(404);
        assertThat(put(null, "{'expectedVersion':0}").statusCode()).isEqualTo(401);
        assertThat(rig.get(PATH + "/S-007", local).statusCode()).isEqualTo(404);
        assertThat(rig.get(PATH + "/B-1", lead).statusCode()).as("a building").isEqualTo(404);
    }

    @Test
    void aVersionThatKafkaDidNotTakeIsStoredAndAppendedLater() throws Exception {
        rig.log.failing(true);

        HttpResponse<String> answer = put(lead, "{'expectedVersion':0,'name':'西坡'}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(get(PROFILE, lead).path("recorded").asBoolean(true)).isFalse();
        rig.log.failing(false);
        assertThat(IngestRig.await(rig.profiles.appendAgain(false))).isEqualTo(1);
        assertThat(appended()).extracting(SlopeProfile::name).containsExactly("西坡");
        assertThat(IngestRig.await(rig.profiles.appendAgain(false))).isZero();
        assertThat(IngestRig.await(rig.profiles.appendAgain(true))).as("at a start").isEqualTo(1);
    }

    /** The log forgets after a week; of two gateways one appends what is a day old. */
    @Test
    void theNewestVersionIsAppendedAgainEachDayByOneGateway() throws Exception {
        put(lead, "{'expectedVersion':0,'name':'甲'}");
        put(lead, "{'expectedVersion':1,'name':'乙'}");
        assertThat(IngestRig.await(later(23).appendAgain(false))).isZero();

        Future<Integer> mine = later(25).appendAgain(false);
        int both = IngestRig.await(later(25).appendAgain(false)) + IngestRig.await(mine);

        assertThat(both).isEqualTo(1);
        assertThat(appended()).extracting(SlopeProfile::name).containsExactly("甲", "乙", "乙");
        assertThat(IngestRig.await(later(26).appendAgain(false))).isZero();
        rig.log.failing(true);
        Future<Integer> failing = later(60).appendAgain(false);
        await().until(failing::isComplete);
        assertThat(failing.failed()).isTrue();
        rig.log.failing(false);
        assertThat(IngestRig.await(later(60).appendAgain(false))).as("not lost").isEqualTo(1);
    }

    /** Another gateway, so many hours on. */
    private static SlopeProfiles later(int hours) {
        return new SlopeProfiles(
                rig.pool, rig.log, Clock.offset(rig.clock, Duration.ofHours(hours)));
    }

    @Test
    void aVerdictOnAJumpMakesANewVersionAndReplacesAnEarlierOne() throws Exception {
        String jump =
                "{'stationId':'SL-1','channel':'L1_GP_1','at':'2026-11-21T08:00:00Z',"
                        + "'verdict':'%s','reason':'现场查看'}";

        assertThat(judge(officer, jump.formatted("instrument")).statusCode())
                .as("what is left out for good is the lead's decision")
                .isEqualTo(403);
        assertThat(profile(judge(officer, jump.formatted("real"))).verdicts())
                .extracting(StepVerdict::moved)
                .containsExactly(true);
        SlopeProfile second = profile(judge(lead, jump.formatted("instrument")));

        assertThat(second.version()).isEqualTo(2);
        assertThat(second.verdicts()).hasSize(1);
        assertThat(second.verdicts().get(0).moved()).isFalse();
        assertThat(second.verdicts().get(0).by()).isEqualTo("王工");
        assertThat(appended()).hasSize(2);
        HttpResponse<String> bad = judge(lead, jump.formatted("maybe"));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("/verdict");
    }

    @Test
    void aReleaseIsWrittenDownAndAppendedWithTheLevelItIsAbout() throws Exception {
        show(2, 4);

        HttpResponse<String> answer = release(lead, "{'reason':' 现场复核 ','expectedLevel':2}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.SLOPE_READINGS);
        assertThat(entry.type()).isEqualTo(EventTypes.SLOPE_RELEASE);
        assertThat(entry.key()).isEqualTo("S-007");
        SlopeRelease release = Json.read(entry.value(), SlopeRelease.class);
        assertThat(release.level()).isEqualTo(2);
        assertThat(release.by()).isEqualTo("王工");
        assertThat(release.reason()).isEqualTo("现场复核");
        assertThat(release.at()).isEqualTo(rig.clock.instant());
        assertThat(newestAudit("slope-releases")).isEqualTo("lead release S-007");
    }

    @Test
    void aReleaseOfWhatIsNotHeldOrChangedMeanwhileIsRefused() throws Exception {
        String orange = "{'reason':'现场复核','expectedLevel':2}";
        show(1, 4);
        HttpResponse<String> changed = release(lead, orange);
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("changed-meanwhile", "the level is 1 now");

        show(2, null);
        HttpResponse<String> shown = release(lead, orange);
        assertThat(shown.statusCode()).isEqualTo(409);
        assertThat(shown.body()).contains("not-held");

        show(2, 5);
        assertThat(release(officer, orange).statusCode()).isEqualTo(403);
        for (String bad :
                List.of(
                        "{'reason':'x','expectedLevel':3}",
                        "{'reason':'x'}",
                        "{'reason':' ','expectedLevel':2}",
                        "{'expectedLevel':2}")) {
            assertThat(release(lead, bad).statusCode()).as(bad).isEqualTo(400);
        }
        rig.log.failing(true);
        assertThat(release(lead, orange).statusCode()).isEqualTo(503);
        assertThat(rig.log.entries()).isEmpty();
    }

    private static HttpResponse<String> release(String token, String body) throws Exception {
        String path = PATH + "/S-007/release";
        return rig.post(path, token, "application/json", body.replace('\'', '"'));
    }

    /** The live view has the slope at this level, held above that one. */
    private static void show(int level, Integer releaseTo) {
        long rev = shown.incrementAndGet();
        ObjectNode view = Json.mapper().createObjectNode();
        view.put("id", "S-007").put("rev", rev).put("level", level).put("releaseTo", releaseTo);
        rig.slopes.applyNext(
                List.of(new Item("S-007", rev, level, "yw/sp/c01", null, Json.string(view))));
    }

    private static String newestAudit(String kind) {
        Row row =
                IngestRig.await(
                                rig.pool
                                        .preparedQuery(
                                                "SELECT who, action, key FROM audit WHERE kind ="
                                                        + " $1 ORDER BY at DESC LIMIT 1")
                                        .execute(Tuple.of(kind)))
                        .iterator()
                        .next();
        return row.getString("who") + " " + row.getString("action") + " " + row.getString("key");
    }

    @Test
    void theListHasEverySlopeAndTheOneHasItsCurvesAndSettings() throws Exception {
        ObjectNode view = Json.mapper().createObjectNode();
        long rev = shown.incrementAndGet();
        view.put("id", "S-007").put("rev", rev).put("level", 2).put("place", "yw/sp/c01");
        ObjectNode instrument = view.putArray("instruments").addObject();
        instrument.put("stationId", "SL-1").putArray("points").addObject().put("rate", 2.5);
        rig.slopes.applyNext(
                List.of(new Item("S-007", rev, 2, "yw/sp/c01", null, Json.string(view))));

        JsonNode items = get(PATH, officer).path("items");
        JsonNode one = get(PATH + "/S-007", officer);

        assertThat(items.findValuesAsText("id")).contains("S-007", "S-008");
        assertThat(items.get(0).path("level").asInt()).isEqualTo(2);
        assertThat(items.get(0).path("instruments").get(0).has("points")).isFalse();
        assertThat(items.get(1).has("level")).as("never heard").isFalse();
        assertThat(items.get(1).path("placeName").asText()).isEqualTo("云湾区/宝安街道");
        assertThat(one.path("instruments").get(0).path("points")).hasSize(1);
        assertThat(one.path("profile").path("version").asInt(-1)).isZero();
        assertThat(get(PATH + "?place=yw/ba", officer).path("items")).hasSize(1);
    }
}
