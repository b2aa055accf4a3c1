package org.citywall.gateway.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The software's first estimates outlive the stream's memory, with a real PostgreSQL. */
@Timeout(60)
class FirstRatesIT {
    private static final String PROFILE = "/api/v1/slopes/S-007/profile";
    private static final String PASSWORD = "lead-password-1";
    private static final Instant FROM = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-10-01T00:00:00Z");
    private static final ReferenceRate FIRST = rate("SL-1", 0.6);
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
                """);
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId
                SL-1,slope,station,S-007
                SL-2,slope,station,S-007
                """);
        rig.importCsv(
                ImportKind.ACCOUNTS,
                """
                username,displayName,role,place,password
                lead,王工,shift-lead,,%s
                """
                        .formatted(PASSWORD));
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

    private static ReferenceRate rate(String station, double mmPerDay) {
        return new ReferenceRate(station, "L1_GP_1", mmPerDay, 0.1, FROM, TO, 1, null);
    }

    /** The live view has these estimates. */
    private static void show(String id, ReferenceRate... rates) {
        long rev = shown.incrementAndGet();
        ObjectNode view = Json.mapper().createObjectNode();
        view.put("id", id).put("rev", rev).put("replay", id.endsWith("~replay"));
        ArrayNode instruments = view.putArray("instruments");
        for (ReferenceRate rate : rates) {
            ObjectNode instrument = instruments.addObject();
            instrument.put("stationId", rate.stationId()).put("channel", rate.channel());
            instrument.set("reference", Json.mapper().valueToTree(rate));
            instrument.putArray("points").addObject().put("rate", 2.5);
        }
        instruments.addObject().put("stationId", "SL-3").put("channel", "L3_YL_1");
        rig.slopes.applyNext(List.of(new Item(id, rev, 5, "yw/sp/c01", null, Json.string(view))));
    }

    private static FirstRates gateway() {
        return new FirstRates(rig.vertx, rig.slopes, rig.profiles);
    }

    private static SlopeProfile current() {
        return IngestRig.await(rig.profiles.current("S-007")).profile();
    }

    private static SlopeProfile put(String rates) throws Exception {
        String body = "{\"expectedVersion\":%d,\"rates\":%s}".formatted(current().version(), rates);
        HttpResponse<String> answer = rig.call("PUT", PROFILE, lead, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), SlopeProfile.class);
    }

    /** As a person sends it: without version and name. */
    private static String asked(double mmPerDay) {
        ObjectNode rate = Json.mapper().valueToTree(rate("SL-1", mmPerDay));
        rate.remove("version");
        return "[" + rate + "]";
    }

    @Test
    void ofTwoGatewaysOneStoresTheFirstEstimateAndAppendsIt() {
        show("S-007", FIRST);

        List<Future<Integer>> looks = List.of(gateway().look(), gateway().look());
        looks.forEach(IngestRig::await);

        SlopeProfile stored = current();
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.rates()).containsExactly(FIRST);
        assertThat(stored.approvedBy()).as("no person set anything").isNull();
        assertThat(stored.limitsBy()).isNull();
        assertThat(rig.log.entries())
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.type()).isEqualTo(EventTypes.SLOPE_PROFILE);
                            assertThat(entry.key()).isEqualTo("S-007");
                            assertThat(Json.read(entry.value(), SlopeProfile.class))
                                    .isEqualTo(stored);
                        });
        Row row =
                IngestRig.await(
                                rig.pool
                                        .query("SELECT created_by, recorded FROM slope_profile")
                                        .execute())
                        .iterator()
                        .next();
        assertThat(row.getString("created_by")).isEqualTo("software");
        assertThat(row.getBoolean("recorded")).isTrue();
    }

    @Test
    void whatIsStoredIsNotAskedForAgainAndANewInstrumentIs() {
        FirstRates gateway = gateway();
        show("S-007", FIRST);
        assertThat(IngestRig.await(gateway.look())).isEqualTo(1);
        show("S-007", FIRST);
        assertThat(IngestRig.await(gateway.look())).as("a later view").isZero();

        show("S-007", FIRST, rate("SL-2", 0.3));
        assertThat(IngestRig.await(gateway.look())).isEqualTo(1);

        assertThat(current().version()).isEqualTo(2);
        assertThat(current().rates()).containsExactly(FIRST, rate("SL-2", 0.3));
    }

    @Test
    void recordingsAndRatesOfPersonsAreNotStored() {
        show("S-007~replay", FIRST);
        show("S-007", new ReferenceRate("SL-1", "L1_GP_1", 1, 0.1, FROM, TO, 2, "王工"));

        assertThat(IngestRig.await(gateway().look())).isZero();
        assertThat(current().version()).isZero();
    }

    /** A stream that lost its state finds another one from later days. */
    @Test
    void anotherFirstEstimateNeverTakesThePlaceOfTheStoredOne() throws Exception {
        show("S-007", FIRST);
        IngestRig.await(gateway().look());
        show("S-007", rate("SL-1", 4));
        IngestRig.await(gateway().look());
        assertThat(current().rates()).containsExactly(FIRST);

        assertThat(put(asked(1.3)).rates()).extracting(ReferenceRate::version).containsExactly(2);
        show("S-007", rate("SL-1", 4));
        IngestRig.await(gateway().look());
        assertThat(current().rates()).extracting(ReferenceRate::mmPerDay).containsExactly(1.3);
        assertThat(put("[]").rates()).as("a person took his back").containsExactly(FIRST);
    }

    @Test
    void aPersonsEditAndAVerdictKeepIt() throws Exception {
        show("S-007", FIRST);
        IngestRig.await(gateway().look());

        assertThat(put("[]").rates()).containsExactly(FIRST);
        String jump =
                "{\"stationId\":\"SL-1\",\"channel\":\"L1_GP_1\",\"at\":\"2026-11-21T08:00:00Z\","
                        + "\"verdict\":\"real\",\"reason\":\"现场查看\"}";
        rig.post("/api/v1/slopes/S-007/steps", officer, "application/json", jump);

        assertThat(current().verdicts()).hasSize(1);
        assertThat(current().rates()).containsExactly(FIRST);
    }

    @Test
    void aPersonApprovesItByNumberButNotBySendingItBackWithTheRest() throws Exception {
        show("S-007", FIRST);
        IngestRig.await(gateway().look());

        assertThat(put("[" + Json.string(FIRST) + "]").rates()).containsExactly(FIRST);
        assertThat(put(asked(0.6)).rates())
                .containsExactly(new ReferenceRate("SL-1", "L1_GP_1", 0.6, 0.1, FROM, TO, 2, "王工"));
    }

    @Test
    void aNumberIsNeverGivenTwice() throws Exception {
        List<Integer> versions = new ArrayList<>();
        for (double mmPerDay : new double[] {1.3, 1.4}) {
            versions.add(put(asked(mmPerDay)).rates().get(0).version());
            assertThat(put("[]").rates()).isEmpty();
        }
        versions.add(put(asked(1.3)).rates().get(0).version());

        assertThat(versions).containsExactly(2, 3, 4);
    }

    /** A station that was renamed goes on with the estimate and the numbers of its earlier name. */
    @Test
    void aRenamedStationIsOneSeries() throws Exception {
        show("S-007", rate("SL-2", 0.6));
        IngestRig.await(gateway().look());
        String body = "{\"expectedVersion\":1,\"aliases\":{\"SL-2\":\"SL-1\"}}";
        rig.call("PUT", PROFILE, lead, "application/json", body);
        show("S-007", FIRST);
        IngestRig.await(gateway().look());

        assertThat(current().rates()).containsExactly(rate("SL-2", 0.6));
        assertThat(put(asked(1.3)).rates()).extracting(ReferenceRate::version).containsExactly(2);
        assertThat(put("[]").rates()).containsExactly(rate("SL-2", 0.6));
    }
}
