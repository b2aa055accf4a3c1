package org.citywall.gateway.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.LimitsBy;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who answers for the limits of a slope, with a real PostgreSQL. */
@Timeout(60)
class LimitsByIT {
    private static final String PATH = "/api/v1/slopes/S-007";
    private static final String PASSWORD = "lead-password-1";
    private static final String JUMP =
            "{'stationId':'SL-1','channel':'L1_GP_1','at':'2026-11-21T08:00:00Z',"
                    + "'verdict':'real','reason':'现场查看'}";
    private static final String LIMITS =
            "{'expectedVersion':%d,'limits':{'blue':1,'yellow':2,'orange':%d,'red':10,"
                    + "'orangeWeek':20,'redHour':2}}";
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
        await().until(() -> rig.registry.get().devices().containsKey("SL-1"));
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

    private static SlopeProfile put(String body) throws Exception {
        String json = body.replace('\'', '"');
        return profile(rig.call("PUT", PATH + "/profile", lead, "application/json", json));
    }

    /** The officer says that the ground moved. */
    private static SlopeProfile judge() throws Exception {
        String json = JUMP.replace('\'', '"');
        return profile(rig.post(PATH + "/steps", officer, "application/json", json));
    }

    private static SlopeProfile profile(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), SlopeProfile.class);
    }

    /** An officer may judge a jump, but nobody may take him for the one who set the limits. */
    @Test
    void whoSetTheLimitsIsToldApartFromWhoMadeTheVersion() throws Exception {
        SlopeProfile judged = judge();
        assertThat(judged.approvedBy()).isNotNull();
        assertThat(judged.limitsBy()).as("untouched defaults").isNull();
        assertThat(put(LIMITS.formatted(1, 5)).limitsBy()).as("sent back as they were").isNull();

        LimitsBy set = put(LIMITS.formatted(2, 6)).limitsBy();
        assertThat(set).isEqualTo(new LimitsBy(3, "王工", rig.clock.instant()));
        rig.clock.advance(Duration.ofHours(1));
        assertThat(put("{'expectedVersion':3,'aliases':{'OLD-1':'SL-1'}}").limitsBy())
                .isEqualTo(set);
        assertThat(put(LIMITS.formatted(4, 6)).limitsBy()).isEqualTo(set);
        assertThat(judge().limitsBy()).isEqualTo(set);
        assertThat(put(LIMITS.formatted(6, 5)).limitsBy().version())
                .as("back to what they were by default is a decision too")
                .isEqualTo(7);
    }

    /** Versions of before do not say it; the first of those with the same limits set them. */
    @Test
    void whoSetTheLimitsOfAnEarlierVersionIsFoundInItsHistory() throws Exception {
        judge();
        put(LIMITS.formatted(1, 6));
        put("{'expectedVersion':2,'name':'西坡'}");
        LimitsBy set = put("{'expectedVersion':3,'name':'甲'}").limitsBy();
        assertThat(set.version()).isEqualTo(2);
        IngestRig.await(
                rig.pool
                        .query("UPDATE slope_profile SET profile = profile - 'limitsBy'")
                        .execute());

        for (int times = 0; times < 2; times++) {
            IngestRig.await(rig.pool.query(migration("V13__slope_limits_by.sql")).execute());
        }

        List<LimitsBy> found = new ArrayList<>();
        IngestRig.await(
                        rig.pool
                                .query("SELECT profile FROM slope_profile ORDER BY version")
                                .execute())
                .forEach(
                        row ->
                                found.add(
                                        Json.read(
                                                        row.getJsonObject("profile").encode(),
                                                        SlopeProfile.class)
                                                .limitsBy()));
        assertThat(found).containsExactly(null, set, set, set);
    }

    private static String migration(String name) throws Exception {
        try (InputStream in = LimitsByIT.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
