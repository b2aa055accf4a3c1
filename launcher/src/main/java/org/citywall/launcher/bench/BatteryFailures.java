package org.citywall.launcher.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.launcher.demo.devices.charging.CellFailure;
import org.citywall.launcher.demo.devices.charging.CellFailure.Course;
import org.citywall.launcher.demo.devices.charging.CellFailure.Mechanism;
import org.citywall.launcher.demo.devices.charging.CellFailure.Seen;
import org.citywall.launcher.demo.devices.charging.CellFailure.Sensor;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.citywall.launcher.demo.plan.Dice;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.EbikeRule;
import org.citywall.stream.ebike.Ports;
import org.citywall.stream.ebike.SiteMemory;

/**
 * What the rules see of cells that were brought to fail in a laboratory, before they go off: with a
 * thermometer in the port, where chargers have it, and on the cell itself, where nobody has one.
 */
final class BatteryFailures {
    /** Header of the table. */
    static final String HEADER =
            "mechanism,sensor,heating,judge,tests,foreseen,median_lead_min,least_lead_min,"
                    + "never_foreseen_percent,first_rules";

    private static final String OWN = "/bench/cell-failures.csv";
    private static final String MECHANISM = "Trigger-Mechanism";
    private static final String TEMPERATURE = "Avg-Cell-Temp-At-Trigger-degC";
    private static final String HEATING = "Onset-Selection-Time-s";
    private static final double SLOW_S = 1_800;
    private static final double MINUTE_MS = 60_000;
    private static final double FIXED_LIMIT_C = 90;
    private static final double LEAST_SESSION_S = 1_200;
    private static final double MOST_SESSION_S = 19_800;
    private static final long START_MS = 1_780_000_000_000L;
    private static final String SITE = "C-1";
    private static final long DELAY_MS = 700;

    private static final Map<String, Mechanism> MECHANISMS =
            Map.of(
                    "Heater (ISC)", Mechanism.INTERNAL_SHORT,
                    "Heater (Non-ISC)", Mechanism.HEATER,
                    "Nail", Mechanism.NAIL);

    private BatteryFailures() {}

    /**
     * One test.
     *
     * @param mechanism how the cell was brought to fail
     * @param triggerC its mean temperature when it went off, °C
     * @param heatingS how long it was heated before, s
     */
    record Failure(Mechanism mechanism, double triggerC, double heatingS) {}

    /**
     * A line of the table.
     *
     * @param heating {@code as-tested}, or {@code 30-min}: as slowly as a pack warms by itself
     * @param judge {@code rules}, or {@code fixed-90}: a plain limit of 90 °C
     * @param tests how many
     * @param leadsMin by how much each that was foreseen was, min
     * @param first which rules were the first to say it
     */
    record Row(
            Mechanism mechanism,
            Sensor sensor,
            String heating,
            String judge,
            int tests,
            List<Double> leadsMin,
            Map<String, Integer> first) {
        int foreseen() {
            return leadsMin.size();
        }

        /** What it is in the table, without its figures. */
        String key() {
            return String.join(",", wire(mechanism), wire(sensor), heating, judge);
        }

        String toCsv() {
            return "%s,%d,%d,%s,%s,%.1f,%s"
                    .formatted(
                            key(),
                            tests,
                            foreseen(),
                            minutes(ChargerVerdict.median(leadsMin)),
                            minutes(ChargerVerdict.least(leadsMin)),
                            100.0 * (tests - foreseen()) / tests,
                            first.entrySet().stream()
                                    .map(rule -> rule.getKey() + ":" + rule.getValue())
                                    .collect(Collectors.joining(" ")));
        }

        private static String minutes(double value) {
            return Double.isNaN(value) ? "" : "%.1f".formatted(value);
        }

        private static String wire(Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A series of our own making, with the shapes that others found. */
    static List<Failure> own() {
        try (InputStream in = BatteryFailures.class.getResourceAsStream(OWN)) {
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tests of which the temperature at the trigger is known. */
    static List<Failure> read(Reader csv) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        List<Failure> out = new ArrayList<>();
        try (CSVParser rows = CSVParser.parse(csv, format)) {
            for (CSVRecord row : rows) {
                Mechanism mechanism = MECHANISMS.get(row.get(MECHANISM));
                Double trigger = number(row.get(TEMPERATURE));
                Double heating = number(row.get(HEATING));
                if (mechanism != null && trigger != null) {
                    out.add(new Failure(mechanism, trigger, heating == null ? 60 : heating));
                }
            }
        }
        return out;
    }

    private static Double number(String text) {
        return text.matches("-?[0-9.]+") ? Double.valueOf(text) : null;
    }

    /** The whole table. */
    static List<Row> table(List<Failure> failures, EbikePolicy policy) {
        List<Row> rows = new ArrayList<>();
        Map<Mechanism, List<Failure>> by = new EnumMap<>(Mechanism.class);
        failures.forEach(f -> by.computeIfAbsent(f.mechanism(), m -> new ArrayList<>()).add(f));
        by.forEach(
                (mechanism, all) -> {
                    for (Sensor sensor : Sensor.values()) {
                        rows.addAll(rows(mechanism, sensor, false, all, policy));
                        if (mechanism != Mechanism.NAIL) {
                            rows.addAll(rows(mechanism, sensor, true, all, policy));
                        }
                    }
                });
        return rows;
    }

    private static List<Row> rows(
            Mechanism mechanism,
            Sensor sensor,
            boolean slow,
            List<Failure> failures,
            EbikePolicy policy) {
        String heating = slow ? "30-min" : "as-tested";
        Row rules = row(mechanism, sensor, heating, "rules", failures.size());
        Row fixed = row(mechanism, sensor, heating, "fixed-90", failures.size());
        for (int i = 0; i < failures.size(); i++) {
            Failure one = failures.get(i);
            Dice dice = Dice.of(i, mechanism + "/" + sensor + "/" + slow);
            Course course =
                    new Course(mechanism, one.triggerC(), slow ? SLOW_S : one.heatingS(), sensor);
            double into = Math.rint(dice.between(LEAST_SESSION_S, MOST_SESSION_S));
            Seen seen = CellFailure.of(course, into, START_MS, dice);
            long heatedFrom =
                    seen.triggerMs()
                            - (mechanism == Mechanism.NAIL
                                    ? 0
                                    : Math.round(1_000 * course.heatingS()));
            judge(seen, heatedFrom, policy, rules);
            seen.samples().stream()
                    .filter(s -> s.portC() > FIXED_LIMIT_C && s.atMs() < seen.triggerMs())
                    .findFirst()
                    .ifPresent(s -> note(fixed, seen, s.atMs(), "fixed-90"));
        }
        return List.of(rules, fixed);
    }

    private static Row row(
            Mechanism mechanism, Sensor sensor, String heating, String judge, int tests) {
        return new Row(
                mechanism, sensor, heating, judge, tests, new ArrayList<>(), new TreeMap<>());
    }

    private static void judge(Seen seen, long heatedFrom, EbikePolicy policy, Row row) {
        SiteMemory memory = SiteMemory.empty(SITE);
        Ports ports = Ports.inMemory();
        ChargerReadings readings = new ChargerReadings();
        SiteRef site = ChargerReadings.site(SITE);
        for (PortSample one : seen.samples()) {
            if (one.atMs() >= seen.triggerMs()) {
                return;
            }
            var reading = readings.of(one, site, DELAY_MS);
            var decision = EbikeRule.apply(memory, ports, reading, reading.receivedAt(), policy);
            for (Detection detection : decision.detections()) {
                // What a rule says before the heating has nothing to do with it.
                if (detection.raised() && one.atMs() >= heatedFrom) {
                    note(row, seen, one.atMs(), detection.kind());
                    return;
                }
            }
        }
    }

    private static void note(Row row, Seen seen, long atMs, String rule) {
        row.leadsMin().add((seen.triggerMs() - atMs) / MINUTE_MS);
        row.first().merge(rule, 1, Integer::sum);
    }
}
