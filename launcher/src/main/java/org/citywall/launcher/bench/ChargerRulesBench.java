package org.citywall.launcher.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.stream.ebike.EbikeKind;
import org.citywall.stream.ebike.EbikePolicy;

/**
 * A month of a thousand ports through the pure rules of e-bike charging: which dangers are found,
 * when, and how many harmless sessions are called dangerous; and what they foresee of cells that
 * fail.
 */
public final class ChargerRulesBench {
    /** What the month has: a thousand ports. */
    static final ChargerMonth.Plan MONTH = new ChargerMonth.Plan(50, 30, 40, 2_026);

    private static final int RIDES = 400;
    private static final double PER = 10_000;
    private static final int RED = 1;
    private static final int ORANGE = 2;
    private static final int YELLOW = 3;

    private ChargerRulesBench() {}

    /** Simulates, judges, prints the tables and reports. */
    public static BenchReport run(PrintStream out) {
        EbikePolicy policy = EbikePolicy.defaults();
        long begun = System.nanoTime();
        ChargerMonth.Outcome outcome = ChargerMonth.run(MONTH, policy);
        double seconds = (System.nanoTime() - begun) / 1e9;
        ChargerVerdict verdict = new ChargerVerdict(outcome);
        BenchReport report = new BenchReport("charger-rules");
        out.printf(
                "%d ports, %d days, seed %d: %d readings, %d sessions, %d cases, %.0f s%n%s%n",
                MONTH.ports(),
                MONTH.days(),
                MONTH.seed(),
                outcome.readings(),
                outcome.sessions(),
                outcome.cases().size(),
                seconds,
                policy);
        dangers(verdict, out, report);
        LiftRides.Outcome lifts = LiftRides.run(RIDES, MONTH.seed(), policy);
        lifts(lifts, out, report);
        falseOnes(verdict, outcome, out, report);
        FailureTable failures = new FailureTable(FailureTests.best(), policy);
        failures.print(out);
        report.table("failures", failures.toJson());
        report.metric("readings", "1", (double) outcome.readings());
        report.metric("sessions", "1", (double) outcome.sessions());
        report.metric("readingsPerSecond", "1/s", outcome.readings() / seconds);
        long missed = verdict.found().values().stream().mapToInt(ChargerVerdict.Row::missed).sum();
        report.oracle()
                .add(
                        outcome.cases().size() + lifts.bikes(),
                        missed + lifts.bikes() - lifts.found(),
                        0,
                        0);
        report.endRound();
        return report;
    }

    private static void dangers(ChargerVerdict verdict, PrintStream out, BenchReport report) {
        out.printf(
                "%n%-18s %-30s %6s %6s %6s  %-20s %-22s %s%n",
                "danger",
                "expected",
                "cases",
                "found",
                "missed",
                "after cause min med/max",
                "before harm min med/least",
                "red/orange/yellow; also seen");
        for (Map.Entry<Danger, ChargerVerdict.Row> entry : verdict.found().entrySet()) {
            ChargerVerdict.Row row = entry.getValue();
            int[] levels = row.levels();
            out.printf(
                    "%-18s %-30s %6d %6d %6d  %8.0f / %-9.0f %8.0f / %-11.0f %d/%d/%d; %s%n",
                    wire(entry.getKey()),
                    ChargerVerdict.expected(entry.getKey()),
                    row.cases(),
                    row.found(),
                    row.missed(),
                    ChargerVerdict.median(row.delays()),
                    ChargerVerdict.most(row.delays()),
                    ChargerVerdict.median(row.leads()),
                    ChargerVerdict.least(row.leads()),
                    levels[RED],
                    levels[ORANGE],
                    levels[YELLOW],
                    row.alsoSeen());
            String name = "danger." + wire(entry.getKey());
            report.metric(name + ".cases", "1", row.cases());
            report.metric(name + ".missed", "1", row.missed());
            report.metric(name + ".delay.median", "min", ChargerVerdict.median(row.delays()));
            if (!row.leads().isEmpty()) {
                report.metric(name + ".lead.median", "min", ChargerVerdict.median(row.leads()));
            }
        }
    }

    private static void lifts(LiftRides.Outcome lifts, PrintStream out, BenchReport report) {
        out.printf(
                "%-18s %-30s %6d %6d %6d  %8.1f / %-9.1f of %d rides of something else %d told%n",
                "bike-in-a-lift",
                EbikeKind.EBIKE_IN_LIFT.wireName(),
                lifts.bikes(),
                lifts.found(),
                lifts.bikes() - lifts.found(),
                ChargerVerdict.median(lifts.delays()),
                ChargerVerdict.most(lifts.delays()),
                lifts.others(),
                lifts.falsely());
        report.metric("danger.bike-in-a-lift.cases", "1", lifts.bikes());
        report.metric("danger.bike-in-a-lift.missed", "1", lifts.bikes() - lifts.found());
        report.metric("danger.bike-in-a-lift.false", "1", lifts.falsely());
    }

    private static void falseOnes(
            ChargerVerdict verdict,
            ChargerMonth.Outcome outcome,
            PrintStream out,
            BenchReport report) {
        long harmless = outcome.sessions() - outcome.cases().size();
        int[] levels = verdict.falseSessions();
        out.printf(
                "%nharmless sessions %d; of 10,000 of them yellow %.1f, orange %.1f, red %.1f;"
                        + " silent chargers %d%n",
                harmless,
                PER * levels[YELLOW] / harmless,
                PER * levels[ORANGE] / harmless,
                PER * levels[RED] / harmless,
                outcome.maintenance());
        verdict.falseByKind()
                .forEach(
                        (kind, byLevel) ->
                                out.printf(
                                        "  false %-18s red, orange, yellow: %s%n",
                                        kind, Arrays.toString(Arrays.copyOfRange(byLevel, 1, 4))));
        verdict.gravestFalse().forEach(hit -> out.println("  " + hit));
        report.metric("false.yellow", "per 10,000", PER * levels[YELLOW] / harmless);
        report.metric("false.orange", "per 10,000", PER * levels[ORANGE] / harmless);
        report.metric("false.red", "per 10,000", PER * levels[RED] / harmless);
    }

    private static String wire(Danger danger) {
        return danger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
