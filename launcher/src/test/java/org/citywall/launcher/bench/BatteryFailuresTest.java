package org.citywall.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.citywall.launcher.bench.BatteryFailures.Failure;
import org.citywall.launcher.bench.BatteryFailures.Row;
import org.citywall.stream.ebike.EbikePolicy;
import org.junit.jupiter.api.Test;

/** What can be foreseen of a failing cell, and what cannot; the table is in the documentation. */
class BatteryFailuresTest {
    private static final Path TABLE = Path.of("../docs/domain/charging-failures.csv");
    private static final String FILE = "shared/data/charging/fractional_calorimetry.csv";

    @Test
    void ofOurOwnSeriesTheRulesSeeWhatTheirSensorCanAndNoNail() {
        Map<String, Row> rows = byKey(BatteryFailures.own());

        assertThat(rows).hasSize(20);
        assertThat(rows.get("nail,at-cell,as-tested,rules").foreseen()).isZero();
        assertThat(rows.get("nail,at-port,as-tested,rules").foreseen()).isZero();
        assertThat(rows.get("heater,at-port,30-min,rules").foreseen()).isZero();
        Row atCell = rows.get("heater,at-cell,30-min,rules");
        assertThat(atCell.foreseen()).isEqualTo(atCell.tests());
        Row fixed = rows.get("heater,at-cell,30-min,fixed-90");
        assertThat(ChargerVerdict.median(atCell.leadsMin()))
                .isGreaterThan(ChargerVerdict.median(fixed.leadsMin()));
        Row shorted = rows.get("internal-short,at-port,30-min,rules");
        assertThat(shorted.first().keySet()).allMatch("late-rise"::equals);
        assertThat(shorted.foreseen()).isLessThan(shorted.tests());
    }

    @Test
    void aFixedLimitInThePortForeseesNothing() {
        assertThat(byKey(BatteryFailures.own()).values())
                .filteredOn(row -> row.key().contains("at-port") && row.judge().equals("fixed-90"))
                .isNotEmpty()
                .allMatch(row -> row.foreseen() == 0);
    }

    /**
     * Where the tests of others lie beside the checkout: the documented table is what comes out.
     */
    @Test
    void theTableOfTheTestsOfOthersIsAsDocumented() throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(FILE))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no data of others beside the checkout");
        List<Failure> failures;
        try (var csv = Files.newBufferedReader(at.resolve(FILE))) {
            failures = BatteryFailures.read(csv);
        }
        List<String> lines =
                BatteryFailures.table(failures, EbikePolicy.defaults()).stream()
                        .map(Row::toCsv)
                        .collect(Collectors.toList());
        lines.add(0, BatteryFailures.HEADER);

        if (Boolean.getBoolean("citywall.update")) {
            Files.write(TABLE, lines, StandardCharsets.UTF_8);
        }
        assertThat(failures).hasSize(311);
        assertThat(lines).isEqualTo(Files.readAllLines(TABLE, StandardCharsets.UTF_8));
    }

    private static Map<String, Row> byKey(List<Failure> failures) {
        return BatteryFailures.table(failures, EbikePolicy.defaults()).stream()
                .collect(Collectors.toMap(Row::key, row -> row));
    }
}
