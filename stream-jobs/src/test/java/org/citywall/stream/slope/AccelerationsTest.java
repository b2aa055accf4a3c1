package org.citywall.stream.slope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeForecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accelerations to failure just after the last row, with noise that is not white: how long before
 * the end each level comes and how wrong the forecast is. The figures stand in
 * docs/domain/slope-accelerations.csv.
 */
class AccelerationsTest {
    private static final Path TABLE = Path.of("../docs/domain/slope-accelerations.csv");
    private static final double DAY_SECONDS = 86_400;
    private static final int[] FORECASTS_AT = {3, 2, 1};

    @ParameterizedTest
    @ValueSource(strings = {"pftf-synthetic.csv", "pftf-synthetic-6h.csv", "pftf-synthetic-1h.csv"})
    void recordedAccelerationsAreRaisedAsTheTableSays(String name) throws IOException {
        NavigableMap<Instant, Double> series = new TreeMap<>();
        for (String line : Outside.lines(name)) {
            String[] cells = line.split(",", -1);
            String time = cells[0].length() == 10 ? cells[0] + "T00:00:00Z" : cells[0];
            series.put(Instant.parse(time), Double.parseDouble(cells[1]));
        }
        String found = row(series);
        String[] expected = expected(name).split(",", -1);
        String[] cells = found.split(",", -1);

        for (int i = 0; i < cells.length; i++) {
            String what = name + " column " + (i + 1) + " of " + found;
            if (cells[i].isEmpty() || expected[i + 1].isEmpty()) {
                assertThat(cells[i]).as(what).isEqualTo(expected[i + 1]);
            } else {
                assertThat(Double.parseDouble(cells[i]))
                        .as(what)
                        .isCloseTo(Double.parseDouble(expected[i + 1]), within(0.3));
            }
        }
    }

    /** Our own, six-hourly, with half a millimetre of noise. */
    @Test
    void ownAccelerationIsOrangeFourDaysAndRedADayAndAHalfAhead() {
        NavigableMap<Instant, Double> series = new TreeMap<>();
        Random random = new Random(1);
        for (int sixth = 0; sixth < 400 - 1; sixth++) {
            double day = sixth / 4.0;
            series.put(SlopeRun.day(day), Series.noisy(Series.fukuzono(day), random, 0.5, 0));
        }

        String[] cells = row(series).split(",", -1);

        assertThat(Double.parseDouble(cells[1])).isGreaterThan(4);
        assertThat(Double.parseDouble(cells[2])).isGreaterThan(1.5);
        // The series ends half a day before the failure.
        assertThat(Double.parseDouble(cells[4])).isBetween(-0.5, 1.5);
    }

    /** Lead of yellow (the last time it began), orange, red; error of the forecasts; days. */
    private static String row(NavigableMap<Instant, Double> series) {
        SlopeRun run = new SlopeRun(true);
        Instant end = series.lastKey();
        double[] leads = new double[Level.BLUE + 1];
        String[] errors = {"", "", ""};
        for (Instant at : series.keySet()) {
            run.crack("P", at, series.get(at));
            double lead = Duration.between(at, end).toSeconds() / DAY_SECONDS;
            for (int level = Level.RED; level <= Level.YELLOW; level++) {
                if (run.level() > level) {
                    leads[level] = 0;
                } else if (leads[level] == 0) {
                    leads[level] = lead;
                }
            }
            SlopeForecast forecast = run.forecast("P/L1_LF_1");
            for (int i = 0; i < errors.length; i++) {
                if (lead == FORECASTS_AT[i] && forecast.open()) {
                    errors[i] = text(Duration.between(end, forecast.failAt()));
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "%.2f,%.2f,%.2f,%s",
                leads[Level.YELLOW],
                leads[Level.ORANGE],
                leads[Level.RED],
                String.join(",", errors));
    }

    private static String text(Duration error) {
        return String.format(Locale.ROOT, "%.2f", error.toSeconds() / DAY_SECONDS);
    }

    private static String expected(String name) throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith(name + ","))
                .findFirst()
                .orElseThrow();
    }
}
