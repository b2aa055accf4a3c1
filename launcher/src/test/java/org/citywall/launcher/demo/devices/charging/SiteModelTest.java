package org.citywall.launcher.demo.devices.charging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteModelTest {
    private static final long START = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    private final List<PortSample> samples = new ArrayList<>();

    private static SiteModel site(Climate climate, long seed) {
        List<String> stations = List.of("CH-1", "CH-2");
        return new SiteModel(
                new SiteModel.Plan("C-1", stations, 10, climate, 30, 60, 3_000), seed, START);
    }

    /** Samples of one session, in order. */
    private Map<String, List<PortSample>> sessions() {
        Map<String, List<PortSample>> out = new HashMap<>();
        for (PortSample one : samples) {
            if (one.session() > 0) {
                String key = one.stationId() + "/" + one.port() + "/" + one.session();
                out.computeIfAbsent(key, k -> new ArrayList<>()).add(one);
            }
        }
        return out;
    }

    @Test
    void theSameSeedGivesTheSameSamplesHoweverOftenItIsAsked() {
        SiteModel often = site(Climate.summer(3), 7);
        List<PortSample> inSteps = new ArrayList<>();
        for (long ms = START; ms <= START + DAY; ms += 91_000) {
            often.until(ms, inSteps::add);
        }
        often.until(START + DAY, inSteps::add);

        site(Climate.summer(3), 7).until(START + DAY, samples::add);

        assertThat(samples).isEqualTo(inSteps).hasSizeGreaterThan(5_000);
    }

    @Test
    void usualSessionsHaveAPlateauAndATaperAndEndByThemselves() {
        site(Climate.summer(3), 7).until(START + 6 * DAY, samples::add);
        List<List<PortSample>> full =
                sessions().values().stream()
                        .filter(s -> s.get(0).elapsedS() < 120)
                        .filter(s -> last(s).stopReason() == StopReason.FULL)
                        .toList();

        assertThat(full).hasSizeGreaterThan(60);
        for (List<PortSample> session : full) {
            double most = session.stream().mapToDouble(PortSample::powerW).max().orElseThrow();
            double plateauH = session.stream().filter(s -> s.powerW() > 0.75 * most).count() / 60.0;
            assertThat(most).isBetween(55.0, 720.0);
            assertThat(plateauH).isBetween(1.0, 8.0);
            assertThat(session).as("tapers").anyMatch(s -> s.powerW() < 0.5 * most);
            assertThat(last(session).powerW()).isLessThan(40);
            assertThat(last(session).elapsedS()).isLessThan(12 * 3_600);
        }
    }

    @Test
    void sessionsEndForEveryUsualReason() {
        site(Climate.autumn(3), 8).until(START + 6 * DAY, samples::add);

        assertThat(samples.stream().map(PortSample::stopReason).distinct())
                .contains(StopReason.FULL, StopReason.TIME, StopReason.NO_CHARGER)
                .doesNotContain(StopReason.OVER_TEMPERATURE);
    }

    @Test
    void aGoodPortIsFiveToTwentyKelvinWarmerThanTheAir() {
        Climate climate = Climate.summer(3);
        site(climate, 9).until(START + 3 * DAY, samples::add);

        for (PortSample one : samples) {
            double above = one.portC() - climate.at(one.atMs());
            if (one.port() > 0 && one.elapsedS() > 3_600 && one.powerW() > 60) {
                assertThat(above).as("%s", one).isBetween(3.0, 24.0);
            }
            assertThat(one.smoke()).isFalse();
            assertThat(one.portC()).isLessThan(63);
        }
    }

    @ParameterizedTest
    @EnumSource(Danger.class)
    void everyDangerComesToItsCauseAndAnEnd(Danger danger) {
        SiteModel site = site(Climate.summer(3), 11);
        site.until(START + 10 * HOUR, sample -> {});
        int begun = 0;
        for (int i = 0; i < 4; i++) {
            SiteModel.Where where = site.begin(danger);
            begun += where == null ? 0 : 1;
            site.until(START + (11 + 20L * i) * HOUR, samples::add);
            if (danger == Danger.WELDED_AT_CUT_OFF && where != null) {
                site.stop(where.stationId(), where.port(), where.session(), samples::add);
            }
            site.until(START + (10 + 20L * (i + 1)) * HOUR, samples::add);
        }

        assertThat(begun).isPositive();
        assertThat(site.cases()).isNotEmpty();
        for (Case known : site.cases()) {
            assertThat(known.danger()).isEqualTo(danger);
            assertThat(known.untilMs()).isGreaterThan(known.fromMs());
            assertThat(seen(known)).as("%s", known).isTrue();
        }
    }

    /** Whether what the case does can be seen in the samples, measured without any rule. */
    private boolean seen(Case known) {
        List<PortSample> during =
                samples.stream()
                        .filter(s -> s.atMs() > known.fromMs() && s.atMs() <= known.untilMs())
                        .filter(
                                s ->
                                        known.stationId() == null
                                                || s.stationId().equals(known.stationId()))
                        .filter(s -> known.port() == 0 || s.port() == known.port())
                        .toList();
        return switch (known.danger()) {
            case CELL_VENTS -> during.stream().anyMatch(PortSample::smoke);
            case WORN_CONTACT, PULLED_PLUG -> during.stream().anyMatch(s -> s.portC() > 85);
            case POOR_CONTACT -> during.stream().anyMatch(s -> s.portC() > s.boardC() + 20);
            case SHED_HEATS -> during.stream().filter(s -> s.portC() > 60).count() > 10;
            case DISTRIBUTOR -> during.stream().anyMatch(s -> s.powerW() > 1_000);
            case WOBBLING_PLUG -> during.stream().anyMatch(s -> s.powerW() == 0);
            case CELL_SHORTS -> during.size() > 10;
            case DEAD_CELL, LEAKY_PACK -> last(during).elapsedS() > 9 * 3_600;
            case NO_END -> during.stream().filter(s -> s.state() == PortState.FLOAT).count() > 100;
            case WELDED_RELAY, WELDED_AT_CUT_OFF ->
                    during.stream().anyMatch(s -> s.state() == PortState.IDLE && s.powerW() > 30);
            case RUSH -> true;
            case BLACKOUT -> during.stream().noneMatch(s -> s.atMs() < known.untilMs());
        };
    }

    @Test
    void aStopFromAfarOpensTheRelayUnlessItIsWelded() {
        SiteModel site = site(Climate.autumn(1), 3);
        site.until(START + 12 * HOUR, samples::add);
        PortSample busy =
                site.look("CH-1").stream().filter(s -> s.powerW() > 50).findFirst().orElseThrow();
        samples.clear();

        assertThat(site.stop("CH-1", busy.port(), busy.session() + 1, samples::add))
                .isEqualTo(SiteModel.StopAnswer.OTHER_SESSION);
        assertThat(site.stop("CH-1", busy.port(), busy.session(), samples::add))
                .isEqualTo(SiteModel.StopAnswer.DONE);
        assertThat(site.stop("CH-1", busy.port(), busy.session(), samples::add))
                .isEqualTo(SiteModel.StopAnswer.ALREADY_IDLE);
        assertThat(samples).hasSize(1);
        assertThat(samples.get(0).stopReason()).isEqualTo(StopReason.MANUAL);
        site.until(START + 12 * HOUR + 60_000, samples::add);
        assertThat(site.look("CH-1").get(busy.port() - 1).powerW()).isZero();
    }

    private static PortSample last(List<PortSample> session) {
        return session.get(session.size() - 1);
    }
}
