package org.citywall.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.citywall.launcher.bench.BatteryFailures.Row;
import org.citywall.launcher.demo.devices.charging.CellFailure.Mechanism;
import org.citywall.launcher.demo.devices.charging.CellFailure.Sensor;
import org.citywall.stream.ebike.EbikePolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be foreseen of a failing cell, and what cannot; the table is in the documentation. */
class BatteryFailuresTest {
    private static final Path TABLE = Path.of("../docs/domain/charging-failures.csv");
    private static final double ASSUMED = 0.005;
    private static FailureTable own;

    @BeforeAll
    static void simulate() {
        own = new FailureTable(FailureTests.own(), EbikePolicy.defaults());
    }

    @Test
    void aFixedLimitInThePortIsLateOrSaysNothing() {
        List<Row> fixed =
                own.rows().stream()
                        .filter(row -> row.judge().equals(BatteryFailures.FIXED))
                        .filter(row -> row.setting().sensor() == Sensor.AT_PORT)
                        .toList();
        assertThat(fixed).hasSize(5);
        assertThat(fixed).allMatch(row -> row.before() == 0);
    }

    @Test
    void nothingForeseesANailAndSmokeTellsOfItAfterwards() {
        assertThat(own.rows())
                .filteredOn(row -> row.setting().mechanism() == Mechanism.NAIL)
                .isNotEmpty()
                .allMatch(row -> row.before() == 0);
        Row smoke = row(Mechanism.NAIL, Sensor.AT_PORT, false, "smoke").orElseThrow();
        assertThat(smoke.late()).isEqualTo(smoke.tests());
        assertThat(ChargerVerdict.median(smoke.lagsMin())).isLessThan(5);
    }

    @Test
    void aShortShowsAtTheBestAsPowerThatRisesLate() {
        assertThat(any(Mechanism.HEATER, Sensor.AT_PORT, true).before()).isZero();
        Row shorted = any(Mechanism.INTERNAL_SHORT, Sensor.AT_PORT, true);
        assertThat(shorted.before()).isLessThan(shorted.tests());
        assertThat(own.rows())
                .filteredOn(row -> row.setting().sensor() == Sensor.AT_PORT)
                .filteredOn(row -> !row.judge().equals(BatteryFailures.ANY))
                .filteredOn(row -> row.before() > 0)
                .allMatch(row -> row.judge().equals("late-rise"));
    }

    @Test
    void onTheCellTheRulesAreEarlierIfItWarmsSlowlyAndLaterAtTheSpeedOfTheTests() {
        Row rules = any(Mechanism.HEATER, Sensor.AT_CELL, true);
        Row fixed = fixed(Mechanism.HEATER, true);
        assertThat(rules.before()).isEqualTo(rules.tests());
        assertThat(ChargerVerdict.median(rules.leadsMin()))
                .isGreaterThan(ChargerVerdict.median(fixed.leadsMin()));
        assertThat(any(Mechanism.HEATER, Sensor.AT_CELL, false).before())
                .isLessThan(fixed(Mechanism.HEATER, false).before());
    }

    @Test
    void noCouplingThatCanBeTrueMakesMoreOfItForeseenFromThePort() {
        int assumed = foreseen(own.rows(), ASSUMED);
        List<Row> others = own.otherCouplings();
        assertThat(foreseen(others, 0.001)).isEqualTo(assumed);
        assertThat(foreseen(others, 0.1)).isEqualTo(assumed);
        assertThat(foreseen(others, 0.5)).isGreaterThan(assumed);
    }

    @Test
    void thePrintedTableSaysWhoseTestsTheseAreAndWhatCannotBeForeseen() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        own.print(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("our own small series", "60 of 60 tests")
                .contains("nail: no rule on power or heat foresees any from the port")
                .contains("heater: no rule on power or heat foresees any from the port");
        JsonNode json = own.toJson();
        assertThat(json).hasSize(own.csv().size() - 1);
        assertThat(json.get(0).path("tests").asInt()).isEqualTo(24);
    }

    /** Where the tests of others lie beside the checkout. */
    @Test
    void theTableOfTheTestsOfOthersIsAsDocumented() throws IOException {
        Optional<FailureTests> tests = FailureTests.ofOthers();
        assumeTrue(tests.isPresent(), "skipped: no data of others beside the checkout");
        List<String> lines = new FailureTable(tests.get(), EbikePolicy.defaults()).csv();

        if (Boolean.getBoolean("citywall.update")) {
            Files.write(TABLE, lines, StandardCharsets.UTF_8);
        }
        assertThat(tests.get().conducted()).isEqualTo(365);
        assertThat(tests.get().tests()).hasSize(311);
        assertThat(lines).isEqualTo(Files.readAllLines(TABLE, StandardCharsets.UTF_8));
    }

    private static Row any(Mechanism mechanism, Sensor sensor, boolean isSlow) {
        return row(mechanism, sensor, isSlow, BatteryFailures.ANY).orElseThrow();
    }

    private static Row fixed(Mechanism mechanism, boolean isSlow) {
        return row(mechanism, Sensor.AT_CELL, isSlow, BatteryFailures.FIXED).orElseThrow();
    }

    private static Optional<Row> row(
            Mechanism mechanism, Sensor sensor, boolean isSlow, String judge) {
        return own.rows().stream()
                .filter(row -> row.setting().mechanism() == mechanism)
                .filter(row -> row.setting().sensor() == sensor)
                .filter(row -> row.setting().isSlow() == isSlow)
                .filter(row -> row.judge().equals(judge))
                .findFirst();
    }

    private static int foreseen(List<Row> rows, double coupling) {
        return rows.stream()
                .filter(row -> row.setting().coupling() == coupling)
                .filter(row -> row.setting().sensor() == Sensor.AT_PORT)
                .filter(row -> row.judge().equals(BatteryFailures.ANY))
                .mapToInt(Row::before)
                .sum();
    }
}
