package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.Json;

/**
 * The result of a bench: one value per round of each metric, and ratios to a limit that was
 * measured in the same round. Machines are noisy, so the ratio is what to compare; the absolute
 * figures say only what this machine did.
 */
public final class BenchReport {
    private final String name;
    private final Map<String, Series> metrics = new LinkedHashMap<>();
    private final Map<String, Series> ratios = new LinkedHashMap<>();
    private final Map<String, ArrayNode> tables = new LinkedHashMap<>();
    private final Oracle oracle = new Oracle();
    private int rounds;

    /** An empty report of the bench with this name. */
    public BenchReport(String name) {
        this.name = name;
    }

    /** What must be right before any figure counts. */
    public static final class Oracle {
        private long sent;
        private long lost;
        private long doubled;
        private long late;

        /** Adds what one round saw. */
        public void add(long sentNow, long lostNow, long doubledNow, long lateNow) {
            sent += sentNow;
            lost += lostNow;
            doubled += doubledNow;
            late += lateNow;
        }

        /** Whether nothing was lost or doubled. */
        public boolean isClean() {
            return lost == 0 && doubled == 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Series(String unit, double[] values) {
        Series with(double value) {
            double[] longer = Arrays.copyOf(values, values.length + 1);
            longer[values.length] = value;
            Arrays.sort(longer);
            return new Series(unit, longer);
        }

        double median() {
            int middle = values.length / 2;
            return values.length % 2 == 1
                    ? values[middle]
                    : (values[middle - 1] + values[middle]) / 2;
        }

        double min() {
            return values[0];
        }

        double max() {
            return values[values.length - 1];
        }
    }

    /** Counts of this bench. */
    public Oracle oracle() {
        return oracle;
    }

    /** Notes that one more round was measured. */
    public void endRound() {
        rounds++;
    }

    /** One round's value of a metric. */
    public void metric(String metric, String unit, double value) {
        metrics.merge(
                metric,
                new Series(unit, new double[] {value}),
                (before, one) -> before.with(value));
    }

    /** One round's ratio to a limit measured in the same round. */
    public void ratio(String limit, double value) {
        ratios.merge(
                limit, new Series("", new double[] {value}), (before, one) -> before.with(value));
    }

    /** Rows that the bench has printed itself; they go into the JSON as they are. */
    public void table(String table, ArrayNode rows) {
        tables.put(table, rows);
    }

    /** The table for people. */
    public void print(PrintStream out) {
        out.printf("%n%-34s %12s %12s %12s  %s%n", name, "median", "min", "max", "unit");
        metrics.forEach((key, series) -> printRow(out, key, series));
        ratios.forEach((key, series) -> printRow(out, "ratio " + key, series));
        out.printf(
                "rounds %d; sent %d, lost %d, doubled %d, late %d%n",
                rounds, oracle.sent, oracle.lost, oracle.doubled, oracle.late);
    }

    private static void printRow(PrintStream out, String key, Series series) {
        out.printf(
                "%-34s %12.2f %12.2f %12.2f  %s%n",
                key, series.median(), series.min(), series.max(), series.unit());
    }

    /** The JSON that {@code --json} writes. */
    public ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("name", name);
        json.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        json.put("rounds", rounds);
        json.putObject("oracle")
                .put("sent", oracle.sent)
                .put("lost", oracle.lost)
                .put("doubled", oracle.doubled)
                .put("late", oracle.late);
        ObjectNode metricsJson = json.putObject("metrics");
        metrics.forEach(
                (key, series) ->
                        write(metricsJson.putObject(key), series).put("unit", series.unit));
        ObjectNode ratiosJson = json.putObject("ratios");
        ratios.forEach((key, series) -> write(ratiosJson.putObject(key), series));
        tables.forEach((table, rows) -> json.withObject("/tables").set(table, rows));
        return json;
    }

    private static ObjectNode write(ObjectNode json, Series series) {
        return json.put("median", series.median())
                .put("min", series.min())
                .put("max", series.max());
    }
}
