package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Level;
import org.junit.jupiter.api.Test;

/**
 * Slopes that creep and step and never fail. The days at each level on the four years of Outang
 * stand in docs/domain/slope-outang.csv and may only shrink.
 */
class NeverFailedTest {
    private static final Path TABLE = Path.of("../docs/domain/slope-outang.csv");
    private static final List<String> STATIONS =
            List.of("MJ9", "MJ1", "MJ3", "ATU4", "ATU5", "ATU3", "ATU2", "ATU1");

    @Test
    void outangIsNeverRedAndItsOtherDaysOnlyShrink() throws IOException {
        List<String> lines = Outside.lines("outang-daily.csv");
        Map<String, int[]> limits = table();
        Map<String, int[]> days = new LinkedHashMap<>();
        for (int column = 0; column < STATIONS.size(); column++) {
            days.put(STATIONS.get(column), days(lines, column));
        }

        assertThat(days.keySet()).isEqualTo(limits.keySet());
        days.forEach(
                (station, found) -> {
                    assertThat(found[Level.RED]).as(station + " red").isZero();
                    assertThat(found[Level.ORANGE])
                            .as(station + " orange")
                            .isLessThanOrEqualTo(limits.get(station)[Level.ORANGE]);
                    assertThat(found[Level.YELLOW])
                            .as(station + " yellow")
                            .isLessThanOrEqualTo(limits.get(station)[Level.YELLOW]);
                });
    }

    /** 80 mm in a month, as rain or a falling reservoir moves a creeping slope; twice. */
    @Test
    void aStepOfACreepingSlopeIsNotRed() {
        SlopeRun run = new SlopeRun(true);
        int gravest = Level.BLUE;
        for (int day = 0; day < 300; day++) {
            double mm = 0.45 * day + step(day, 120) + step(day, 220);
            run.crack("C1", SlopeRun.day(day), mm);
            gravest = Math.min(gravest, run.level());
        }

        assertThat(gravest).isEqualTo(Level.ORANGE);
        assertThat(run.level()).isGreaterThan(Level.ORANGE);
    }

    private static double step(double day, double middle) {
        return 80 / (1 + Math.exp(-(day - middle) / 4));
    }

    private static int[] days(List<String> lines, int column) {
        SlopeRun run = new SlopeRun(true);
        int[] days = new int[6];
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            Instant at = LocalDate.parse(cells[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
            run.crack(STATIONS.get(column), at, Double.parseDouble(cells[column + 1]));
            days[run.level()]++;
        }
        return days;
    }

    private static Map<String, int[]> table() throws IOException {
        Map<String, int[]> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE, StandardCharsets.UTF_8)) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("station")) {
                int[] days = new int[6];
                for (int level = Level.RED; level <= Level.BLUE; level++) {
                    days[level] = Integer.parseInt(cells[level]);
                }
                table.put(cells[0], days);
            }
        }
        return table;
    }
}
