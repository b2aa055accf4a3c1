package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Json;
import org.citywall.launcher.bench.BatteryFailures.Row;
import org.citywall.launcher.bench.BatteryFailures.Setting;
import org.citywall.launcher.demo.devices.charging.CellFailure;
import org.citywall.launcher.demo.devices.charging.CellFailure.Sensor;
import org.citywall.stream.ebike.EbikePolicy;

/** What can be foreseen of failing cells, as a table for people, for programs, and for the docs. */
final class FailureTable {
    /** Header of {@link #csv}. */
    static final String HEADER =
            "kind,sensor,coupling_percent,heating,judge,tests,before,median_lead_min,p5_lead_min,"
                    + "late,median_late_min,never";

    /** What the assumption might be instead; half: a pack that lies on the charger. */
    private static final double[] OTHER_COUPLINGS = {0.001, 0.02, 0.1, 0.5};

    private static final double PERCENT = 100;

    private final FailureTests tests;
    private final List<Row> rows;
    private final List<Row> otherCouplings = new ArrayList<>();

    /** Simulates all of the tests. */
    FailureTable(FailureTests tests, EbikePolicy policy) {
        this.tests = tests;
        this.rows = BatteryFailures.table(tests.tests(), policy);
        for (double coupling : OTHER_COUPLINGS) {
            BatteryFailures.fromPort(tests.tests(), coupling, policy).stream()
                    .filter(FailureTable::isSummary)
                    .forEach(otherCouplings::add);
        }
    }

    /** With the coupling that is assumed. */
    List<Row> rows() {
        return rows;
    }

    /** From the port, with other couplings. */
    List<Row> otherCouplings() {
        return otherCouplings;
    }

    /** Every line, those of other couplings last. */
    List<String> csv() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(line(row)));
        otherCouplings.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(Row row) {
        Setting setting = row.setting();
        return String.join(
                ",",
                setting.kind(),
                setting.place(),
                number("%.1f", PERCENT * setting.coupling()),
                setting.heating(),
                row.judge(),
                Integer.toString(row.tests()),
                Integer.toString(row.before()),
                number("%.1f", ChargerVerdict.median(row.leadsMin())),
                number("%.1f", ChargerVerdict.share(row.leadsMin(), 0.05)),
                Integer.toString(row.late()),
                number("%.1f", ChargerVerdict.median(row.lagsMin())),
                Integer.toString(row.never()));
    }

    /** The same for programs. */
    ArrayNode toJson() {
        ArrayNode json = Json.mapper().createArrayNode();
        String[] names = HEADER.split(",", -1);
        List<String> lines = csv();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            ObjectNode row = json.addObject().put("source", tests.source());
            for (int i = 0; i < names.length; i++) {
                if (values[i].matches("[0-9]+")) {
                    row.put(names[i], Integer.parseInt(values[i]));
                } else if (values[i].matches("[0-9.]+")) {
                    row.put(names[i], Double.parseDouble(values[i]));
                } else if (!values[i].isEmpty()) {
                    row.put(names[i], values[i]);
                }
            }
        }
        return json;
    }

    /** For people. */
    void print(PrintStream out) {
        out.printf(
                "%nfailing cells: %s, %d of %d tests (of the others no temperature at the trigger is"
                        + " known)%n",
                tests.source(), tests.tests().size(), tests.conducted());
        out.printf(
                "port: thermometer in the plug, which follows %.1f %% of the cell's excess (an"
                        + " assumption); cell: on the cell itself, where nobody has one%n%n",
                PERCENT * CellFailure.COUPLING);
        out.printf(
                "%-15s %-8s %-10s %-16s %6s %7s %-19s %5s %-13s %6s%n",
                "kind",
                "sensor",
                "heated",
                "judge",
                "tests",
                "before",
                "lead min median/p5",
                "late",
                "median min",
                "never");
        Setting last = null;
        for (Row row : rows) {
            print(out, row, row.setting().equals(last));
            last = row.setting();
        }
        printCouplings(out);
        printUnforeseen(out);
    }

    private static void print(PrintStream out, Row row, boolean goesOn) {
        Setting setting = row.setting();
        out.printf(
                "%-15s %-8s %-10s %-16s %6d %7d %8s / %-8s %5d %-13s %6d%n",
                goesOn ? "" : setting.kind(),
                goesOn ? "" : setting.place(),
                goesOn ? "" : setting.heating(),
                row.judge(),
                row.tests(),
                row.before(),
                number("%.1f", ChargerVerdict.median(row.leadsMin())),
                number("%.1f", ChargerVerdict.share(row.leadsMin(), 0.05)),
                row.late(),
                number("%.1f", ChargerVerdict.median(row.lagsMin())),
                row.never());
    }

    /** How much hangs on the assumption. */
    private void printCouplings(PrintStream out) {
        out.printf("%nforeseen from the port, if it follows another part of the cell's excess%n");
        Map<Double, StringBuilder> lines = new TreeMap<>();
        List<Row> all = new ArrayList<>(otherCouplings);
        rows.stream()
                .filter(row -> row.setting().sensor() == Sensor.AT_PORT && isSummary(row))
                .forEach(all::add);
        for (Row row : all) {
            Setting setting = row.setting();
            StringBuilder line =
                    lines.computeIfAbsent(setting.coupling(), coupling -> new StringBuilder());
            if (row.before() > 0) {
                line.append(
                        "  %s %s %s %d of %d;"
                                .formatted(
                                        setting.kind(),
                                        setting.heating(),
                                        row.judge(),
                                        row.before(),
                                        row.tests()));
            }
        }
        lines.forEach(
                (coupling, line) ->
                        out.printf("%5.1f %%%s  else none%n", PERCENT * coupling, line));
    }

    private static boolean isSummary(Row row) {
        return row.judge().equals(BatteryFailures.ANY) || row.judge().equals(BatteryFailures.FIXED);
    }

    private void printUnforeseen(PrintStream out) {
        Map<String, Integer> most = new TreeMap<>();
        Map<String, Integer> tested = new TreeMap<>();
        for (Row row : rows) {
            if (row.setting().sensor() == Sensor.AT_PORT
                    && row.judge().equals(BatteryFailures.ANY)) {
                most.merge(row.setting().kind(), row.before(), Math::max);
                tested.put(row.setting().kind(), row.tests());
            }
        }
        out.println();
        most.forEach(
                (kind, before) ->
                        out.printf(
                                "%s: %s%n",
                                kind,
                                before == 0
                                        ? "no rule on power or heat foresees any from the port"
                                        : "from the port %d of %d are foreseen at best"
                                                .formatted(before, tested.get(kind))));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
