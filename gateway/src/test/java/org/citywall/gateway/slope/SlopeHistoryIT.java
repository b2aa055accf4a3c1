package org.citywall.gateway.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.HistoryPoint;
import org.citywall.contracts.slope.InstrumentHour;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.SlopeHistory;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeStepPoint;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.gateway.record.GroupReader;
import org.citywall.gateway.record.SlopeHourStore;
import org.citywall.gateway.record.SlopeHourWriter;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.OnePartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The long record of slopes: from the log into a real PostgreSQL, and out over REST. */
@Timeout(90)
class SlopeHistoryIT {
    private static final String PATH = "/api/v1/slopes/S-007/history";
    private static final String PASSWORD = "lead-password-1";

    /** Midnight in the city; the rig's clock begins at 2026-03-01T08:00Z. */
    private static final Instant DAY = Instant.parse("2026-02-20T16:00:00Z");

    private static final String SPAN = "?from=2026-02-20T16:00:00Z&to=2026-02-22T16:00:00Z";

    private static IngestRig rig;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OnePartition hours = new OnePartition(Topics.SLOPE_HOURS);
    private GroupReader<SlopeHourStore.Told> writer;
    private String officer;
    private String local;

    @BeforeAll
    static void open() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                """
                id,name,place,kind,lon,lat
                S-007,荔枝山西坡,yw/sp/c01,slope,114.05,22.52
                S-008,北坡,yw/ba,slope,114.06,22.53
                """);
        rig.importCsv(
                ImportKind.ACCOUNTS,
                """
                username,displayName,role,place,password
                local,李工,viewer,yw/ba,%s
                """
                        .formatted(PASSWORD));
        await().until(() -> rig.registry.get().sites().containsKey("S-008"));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void start() {
        IngestRig.await(
                rig.pool
                        .query("TRUNCATE slope_hour, slope_instrument_hour, slope_level_change")
                        .execute());
        officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        local = rig.tokenOf("local", PASSWORD);
        writer =
                SlopeHourWriter.of(
                        () -> hours.consumer,
                        new SlopeHourStore(rig.postgres.jdbcUrl(), "postgres", "postgres"),
                        Duration.ofMillis(100),
                        meters);
        writer.start();
        hours.awaitAssigned();
    }

    @AfterEach
    void stop() throws Exception {
        writer.stop();
    }

    private static Instant hour(int hour) {
        return DAY.plus(Duration.ofHours(hour));
    }

    private static InstrumentHour crack(
            Double mm, Double rate, Integer level, SlopeQuality quality, int readings) {
        Double sigma = rate == null ? null : Double.valueOf(rate / 8);
        Double angle = rate == null ? null : Double.valueOf(30 + rate);
        return new InstrumentHour(
                "SL-1",
                "L1_LF_1",
                SlopeInstrument.CRACK,
                mm,
                rate,
                sigma,
                angle,
                level,
                quality,
                readings);
    }

    private static SlopeHour of(
            String run, int hour, Integer level, Double rain, InstrumentHour... instruments) {
        return new SlopeHour("S-007", run, hour(hour), level, rain, List.of(instruments), null);
    }

    private void tell(SlopeHour... told) {
        for (SlopeHour one : told) {
            hours.add(rig.clock.instant(), Json.bytes(one));
        }
        hours.awaitCommitted();
    }

    private double leftOut(String reason) {
        return meters.get(MetricNames.RECORD_LEFT_OUT).tag("reason", reason).counter().count();
    }

    private SlopeHistory history(String query) throws Exception {
        HttpResponse<String> answer = rig.get(PATH + query, officer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), SlopeHistory.class);
    }

    private List<HistoryPoint> points(String query) throws Exception {
        return history(query).instruments().get(0).points();
    }

    @Test
    void hoursComeBackAsTheyWereToldAndAGapIsNotThere() throws Exception {
        tell(
                of(null, 0, 5, 2.5, crack(1.5, 0.5, 5, SlopeQuality.OK, 6)),
                of(null, 1, 5, null, crack(null, null, null, SlopeQuality.OUTLIER, 0)),
                of(null, 5, 3, 0.0, crack(2.5, 2.5, 3, SlopeQuality.OK, 6)));

        SlopeHistory history = history(SPAN);

        assertThat(history.run()).isNull();
        assertThat(history.instruments())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.stationId()).isEqualTo("SL-1");
                            assertThat(one.instrument()).isEqualTo(SlopeInstrument.CRACK);
                        });
        assertThat(history.instruments().get(0).points())
                .containsExactly(
                        new HistoryPoint(hour(0), 1.5, 0.5, 0.0625, 30.5, 5, SlopeQuality.OK, 6),
                        new HistoryPoint(
                                hour(1), null, null, null, null, null, SlopeQuality.OUTLIER, 0),
                        new HistoryPoint(hour(5), 2.5, 2.5, 0.3125, 32.5, 3, SlopeQuality.OK, 6));
        assertThat(history.steps())
                .containsExactly(
                        new SlopeStepPoint(hour(0), 2.5, 5),
                        new SlopeStepPoint(hour(1), null, 5),
                        new SlopeStepPoint(hour(5), 0.0, 3));
        assertThat(history(SPAN + "&stationId=SL-2").instruments()).isEmpty();
        assertThat(history(SPAN + "&stationId=SL-1&channel=L1_LF_1").instruments()).hasSize(1);
    }

    @Test
    void tellingTheSameAgainChangesNothing() throws Exception {
        SlopeHour told = of(null, 0, 4, 1.5, crack(1.5, 0.5, 5, SlopeQuality.OK, 6));
        tell(told);
        SlopeHistory once = history(SPAN);
        tell(told, told);

        assertThat(history(SPAN)).isEqualTo(once);
    }

    @Test
    void aLateReadingAmendsItsHourAndWhatItDoesNotSayStays() throws Exception {
        tell(of(null, 0, 4, 1.5, crack(1.5, 0.5, 3, SlopeQuality.OK, 5)));
        tell(of(null, 0, null, null, crack(1.25, null, null, SlopeQuality.LATE, 6)));

        SlopeHistory history = history(SPAN);
        assertThat(history.instruments().get(0).points())
                .containsExactly(
                        new HistoryPoint(
                                hour(0), 1.25, 0.5, 0.0625, 30.5, 3, SlopeQuality.LATE, 6));
        assertThat(history.steps()).containsExactly(new SlopeStepPoint(hour(0), 1.5, 4));

        tell(of(null, 0, null, 7.0), of(null, 0, null, null, crack(3.0, null, null, null, 6)));
        history = history(SPAN);
        assertThat(history.steps()).containsExactly(new SlopeStepPoint(hour(0), 7.0, 4));
        assertThat(history.instruments().get(0).points().get(0).quality())
                .as("a verdict says nothing of the mark")
                .isEqualTo(SlopeQuality.LATE);
    }

    @Test
    void aRecordingIsOnRecordApartAndTheNewestRunIsShown() throws Exception {
        tell(of(null, 0, 5, 0.0, crack(1.0, null, null, SlopeQuality.OK, 1)));
        assertThat(rig.get(PATH + SPAN + "&replay=true", officer).statusCode()).isEqualTo(404);

        tell(of("urn:a", 0, 2, 9.0, crack(50.0, 5.5, 2, SlopeQuality.OK, 1)));
        rig.clock.advance(Duration.ofMinutes(1));
        tell(of("urn:b", 0, 3, 8.0, crack(40.0, 4.5, 3, SlopeQuality.OK, 1)));

        assertThat(points(SPAN)).extracting(HistoryPoint::displacement).containsExactly(1.0);
        assertThat(history(SPAN).steps()).extracting(SlopeStepPoint::rain).containsExactly(0.0);
        SlopeHistory replay = history(SPAN + "&replay=true");
        assertThat(replay.run()).isEqualTo("urn:b");
        assertThat(replay.instruments().get(0).points())
                .extracting(HistoryPoint::displacement)
                .containsExactly(40.0);
    }

    @Test
    void daysAreThoseOfTheCityAndAreAddedUp() throws Exception {
        tell(
                of(null, -1, 5, 100.0, crack(0.0, 9.0, 1, SlopeQuality.OK, 1)),
                of(null, 0, 5, 1.0, crack(1.0, 0.5, 5, SlopeQuality.OK, 6)),
                of(null, 1, 3, 2.0, crack(2.0, 2.5, 3, SlopeQuality.LATE, 6)),
                of(null, 2, 4, null, crack(null, null, null, SlopeQuality.OUTLIER, 0)),
                of(null, 23, 4, 0.5, crack(6.0, 1.5, 4, SlopeQuality.OK, 6)),
                of(null, 24, 5, 0.0, crack(7.0, 0.5, 5, SlopeQuality.OK, 6)));

        SlopeHistory history =
                history("?step=day&from=2026-02-21T03:00:00Z&to=2026-02-23T00:00:00Z");

        assertThat(history.from()).as("the beginning of the day").isEqualTo(DAY);
        assertThat(history.instruments().get(0).points())
                .containsExactly(
                        new HistoryPoint(DAY, 3.0, 2.5, 0.3125, 32.5, 3, SlopeQuality.OUTLIER, 18),
                        new HistoryPoint(hour(24), 7.0, 0.5, 0.0625, 30.5, 5, SlopeQuality.OK, 6));
        assertThat(history.steps())
                .containsExactly(
                        new SlopeStepPoint(DAY, 3.5, 3), new SlopeStepPoint(hour(24), 0.0, 5));
    }

    @Test
    void changesOfLevelComeWithTheirReasonsAndTheOneBefore() throws Exception {
        for (int each : List.of(-20, -10, 5, 60)) {
            LevelChange change =
                    new LevelChange(
                            hour(each).plusSeconds(600),
                            each == 5 ? 2 : 3,
                            SlopeSupport.CONFIRMED,
                            List.of("切线角 81°", "变化 " + each));
            tell(new SlopeHour("S-007", null, hour(each), 3, null, List.of(), change));
        }

        List<LevelChange> changes = history(SPAN).changes();

        assertThat(changes)
                .extracting(LevelChange::at)
                .containsExactly(hour(-10).plusSeconds(600), hour(5).plusSeconds(600));
        assertThat(changes.get(1).level()).isEqualTo(2);
        assertThat(changes.get(1).reasons()).containsExactly("切线角 81°", "变化 5");
    }

    @Test
    void anOutageOfPostgresOnlyDelaysTheRecord() throws Exception {
        rig.postgres.down();
        hours.add(rig.clock.instant(), Json.bytes(of(null, 0, 5, 0.0)));
        hours.awaitPaused();
        hours.add(
                rig.clock.instant(),
                Json.bytes(of(null, 1, 5, 0.0, crack(1.0, null, null, SlopeQuality.OK, 1))));
        assertThat(rig.get(PATH, officer).statusCode()).isEqualTo(503);

        rig.postgres.up();
        hours.awaitCommitted();

        await().untilAsserted(() -> assertThat(history(SPAN).steps()).hasSize(2));
        assertThat(points(SPAN)).hasSize(1);
    }

    @Test
    void whatOneBatchTellsTwiceIsOneHour() throws Exception {
        rig.postgres.down();
        hours.add(rig.clock.instant(), Json.bytes(of(null, 0, 5, 0.0)));
        hours.awaitPaused();
        for (SlopeHour told :
                List.of(
                        of(null, 1, 4, null, crack(1.0, 0.5, 4, SlopeQuality.OK, 1)),
                        of(null, 1, null, 2.5, crack(2.0, null, null, SlopeQuality.OK, 2)),
                        of(null, 3, 5, 0.0))) {
            hours.add(rig.clock.instant(), Json.bytes(told));
        }
        rig.postgres.up();
        hours.awaitCommitted();

        SlopeHistory history = history(SPAN);
        assertThat(history.steps())
                .containsExactly(
                        new SlopeStepPoint(hour(0), 0.0, 5),
                        new SlopeStepPoint(hour(1), 2.5, 4),
                        new SlopeStepPoint(hour(3), 0.0, 5));
        assertThat(history.instruments().get(0).points())
                .containsExactly(
                        new HistoryPoint(hour(1), 2.0, 0.5, 0.0625, 30.5, 4, SlopeQuality.OK, 2));
    }

    @Test
    void aRecordThatCannotBeReadStopsNoOther() throws Exception {
        hours.add("{}".getBytes(StandardCharsets.UTF_8));
        hours.add("not json".getBytes(StandardCharsets.UTF_8));
        tell(of("nul\0", 0, 5, 1.0), of(null, 0, 9, 1.0), of(null, 0, 5, 1.0));

        assertThat(history(SPAN).steps()).hasSize(1);
        assertThat(meters.get(MetricNames.RECORD_WRITES).counter().count()).isEqualTo(1);
        assertThat(leftOut("unreadable")).isEqualTo(2);
        assertThat(leftOut("refused")).isEqualTo(2);
    }

    @Test
    void onlyWhoSeesThePlaceReadsIt() throws Exception {
        assertThat(rig.get(PATH, local).statusCode()).isEqualTo(404);
        assertThat(rig.get("/api/v1/slopes/S-008/history", local).statusCode()).isEqualTo(200);
        assertThat(rig.get("/api/v1/slopes/B-1/history", officer).statusCode())
                .as("a building")
                .isEqualTo(404);
        assertThat(rig.get(PATH, null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step=week|step",
                "from=yesterday|from",
                "to=2026-02-21|to",
                "from=+1000000-01-01T00:00:00Z|from",
                "from=2026-02-22T00:00:00Z&to=2026-02-21T00:00:00Z|to",
                "from=2025-02-22T00:00:00Z&to=2026-02-21T00:00:00Z|from",
                "step=day&from=2005-02-22T00:00:00Z&to=2026-02-21T00:00:00Z|from",
                "replay=maybe|replay"
            })
    void whatIsWrongIsNamed(String query, String field) throws Exception {
        HttpResponse<String> answer = rig.get(PATH + "?" + query.replace("+", "%2B"), officer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo(field);
    }

    @Test
    void withoutTimesItIsTheLastThirtyDaysAndAYearOfDaysIsAllowed() throws Exception {
        SlopeHistory history = history("");

        assertThat(history.to()).isEqualTo(rig.clock.instant());
        assertThat(Duration.between(history.from(), history.to())).isEqualTo(Duration.ofDays(30));
        history("?step=day&from=2025-03-01T00:00:00Z");
    }

    @Test
    void whatIsOlderThanTheLimitIsForgottenRecordingsByWhenTheyWereReplayed() throws Exception {
        int old = -400 * 24;
        LevelChange change = new LevelChange(hour(old), 3, SlopeSupport.ALONE, List.of("a"));
        for (String run : new String[] {null, "urn:a"}) {
            tell(
                    of(run, old, 5, 1.0, crack(1.0, null, null, SlopeQuality.OK, 1)),
                    new SlopeHour("S-007", run, hour(old), 3, null, List.of(), change),
                    of(run, 0, 5, 1.0, crack(1.0, null, null, SlopeQuality.OK, 1)));
        }
        HistoryPruning pruning =
                new HistoryPruning(
                        rig.vertx,
                        rig.pool,
                        new HistoryLimits(Duration.ofDays(365), Duration.ofDays(30)),
                        rig.clock);
        String all = "?step=day&from=2024-01-01T00:00:00Z";

        assertThat(IngestRig.await(pruning.prune())).as("live ones").isEqualTo(3);
        assertThat(history(all).steps()).hasSize(1);
        assertThat(history(all + "&replay=true").steps()).hasSize(2);

        rig.clock.advance(Duration.ofDays(31));
        officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD); // a session ends by then
        assertThat(IngestRig.await(pruning.prune())).as("the recording").isEqualTo(5);
        assertThat(history(all).steps()).hasSize(1);
        assertThat(rig.get(PATH + "?replay=true", officer).statusCode()).isEqualTo(404);
    }
}
