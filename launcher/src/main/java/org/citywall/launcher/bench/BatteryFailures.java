package org.citywall.launcher.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.launcher.bench.FailureTests.Failure;
import org.citywall.launcher.demo.devices.charging.CellFailure;
import org.citywall.launcher.demo.devices.charging.CellFailure.Course;
import org.citywall.launcher.demo.devices.charging.CellFailure.Mechanism;
import org.citywall.launcher.demo.devices.charging.CellFailure.Seen;
import org.citywall.launcher.demo.devices.charging.CellFailure.Sensor;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.citywall.launcher.demo.plan.Dice;
import org.citywall.stream.ebike.EbikeKind;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.EbikeRule;
import org.citywall.stream.ebike.Ports;
import org.citywall.stream.ebike.SiteMemory;

/**
 * What the rules see of cells that were brought to fail in a laboratory, before they go off and
 * after: with a thermometer in the port, where chargers have it, and on the cell itself, where
 * nobody has one.
 */
final class BatteryFailures {
    /** A plain limit of 90 °C, as chargers ship with it. */
    static final String FIXED = "fixed-90";

    /** Whichever of our rules is the first. */
    static final String ANY = "any-rule";

    private static final double SLOW_S = 1_800;
    private static final double MINUTE_MS = 60_000;
    private static final double FIXED_LIMIT_C = 90;
    private static final double LEAST_SESSION_S = 1_200;
    private static final double MOST_SESSION_S = 19_800;
    private static final long START_MS = 1_780_000_000_000L;
    private static final String SITE = "C-1";
    private static final long DELAY_MS = 700;

    private BatteryFailures() {}

    /**
     * Under what the tests of one kind are simulated.
     *
     * @param coupling how much of the cell's excess temperature reaches the air at the port
     * @param isSlow within half an hour, as slowly as a pack may warm by itself; else as tested
     */
    record Setting(Mechanism mechanism, Sensor sensor, double coupling, boolean isSlow) {
        String heating() {
            return isSlow ? "30-min" : "as-tested";
        }

        String kind() {
            return wire(mechanism);
        }

        String place() {
            return wire(sensor);
        }

        private static String wire(Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What one judge says of the tests of one setting.
     *
     * @param judge {@link #FIXED}, {@link #ANY}, or the kind of a rule
     * @param tests how many
     * @param leadsMin how long before the trigger, of each in which it spoke before, min
     * @param lagsMin how long after it, of each in which it spoke only then, min
     */
    record Row(
            Setting setting, String judge, int tests, List<Double> leadsMin, List<Double> lagsMin) {
        private Row(Setting setting, String judge, int tests) {
            this(setting, judge, tests, new ArrayList<>(), new ArrayList<>());
        }

        int before() {
            return leadsMin.size();
        }

        int late() {
            return lagsMin.size();
        }

        /** Within the quarter of an hour after the trigger that is simulated. */
        int never() {
            return tests - before() - late();
        }

        private void note(double leadMin) {
            if (leadMin > 0) {
                leadsMin.add(leadMin);
            } else {
                lagsMin.add(0 - leadMin);
            }
        }
    }

    /** Every kind, as tested and slowly, with the thermometer in the port and on the cell. */
    static List<Row> table(List<Failure> failures, EbikePolicy policy) {
        List<Row> rows = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            for (Sensor sensor : Sensor.values()) {
                rows.addAll(rows(failures, mechanism, sensor, CellFailure.COUPLING, policy));
            }
        }
        return rows;
    }

    /** The same from the port alone, with this part of the cell's excess in the air there. */
    static List<Row> fromPort(List<Failure> failures, double coupling, EbikePolicy policy) {
        List<Row> rows = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            rows.addAll(rows(failures, mechanism, Sensor.AT_PORT, coupling, policy));
        }
        return rows;
    }

    private static List<Row> rows(
            List<Failure> all,
            Mechanism mechanism,
            Sensor sensor,
            double coupling,
            EbikePolicy policy) {
        List<Failure> failures = all.stream().filter(one -> one.mechanism() == mechanism).toList();
        List<Row> rows =
                new ArrayList<>(
                        rows(failures, new Setting(mechanism, sensor, coupling, false), policy));
        // A nail is not heated: there is no slower way.
        if (mechanism != Mechanism.NAIL) {
            rows.addAll(rows(failures, new Setting(mechanism, sensor, coupling, true), policy));
        }
        return rows;
    }

    private static List<Row> rows(List<Failure> failures, Setting setting, EbikePolicy policy) {
        Row fixed = new Row(setting, FIXED, failures.size());
        Row any = new Row(setting, ANY, failures.size());
        Map<EbikeKind, Row> byRule = new EnumMap<>(EbikeKind.class);
        for (int i = 0; i < failures.size(); i++) {
            Seen seen = simulate(failures.get(i), setting, i);
            seen.samples().stream()
                    .filter(one -> one.portC() > FIXED_LIMIT_C)
                    .findFirst()
                    .ifPresent(one -> fixed.note(leadMin(seen, one.atMs())));
            Map<EbikeKind, Long> first =
                    first(seen, heatedFrom(seen, failures, i, setting), policy);
            first.values().stream().min(Long::compare).ifPresent(at -> any.note(leadMin(seen, at)));
            first.forEach(
                    (rule, at) ->
                            byRule.computeIfAbsent(
                                            rule,
                                            kind ->
                                                    new Row(
                                                            setting,
                                                            kind.wireName(),
                                                            failures.size()))
                                    .note(leadMin(seen, at)));
        }
        List<Row> rows = new ArrayList<>(List.of(fixed, any));
        rows.addAll(byRule.values());
        return rows;
    }

    private static Seen simulate(Failure one, Setting setting, int index) {
        Dice dice =
                Dice.of(
                        index,
                        setting.mechanism() + "/" + setting.sensor() + "/" + setting.isSlow());
        double heatingS = setting.isSlow() ? SLOW_S : one.heatingS();
        double into = Math.rint(dice.between(LEAST_SESSION_S, MOST_SESSION_S));
        Course course =
                new Course(
                        one.mechanism(),
                        one.triggerC(),
                        heatingS,
                        setting.sensor(),
                        setting.coupling());
        return CellFailure.of(course, into, START_MS, dice);
    }

    /** What a rule says before the heating has nothing to do with it. */
    private static long heatedFrom(Seen seen, List<Failure> failures, int index, Setting setting) {
        if (setting.mechanism() == Mechanism.NAIL) {
            return seen.triggerMs();
        }
        double heatingS = setting.isSlow() ? SLOW_S : failures.get(index).heatingS();
        return seen.triggerMs() - Math.round(1_000 * heatingS);
    }

    /** Rule → when it spoke first. */
    private static Map<EbikeKind, Long> first(Seen seen, long heatedFrom, EbikePolicy policy) {
        Map<EbikeKind, Long> first = new LinkedHashMap<>();
        SiteMemory memory = SiteMemory.empty(SITE);
        Ports ports = Ports.inMemory();
        ChargerReadings readings = new ChargerReadings();
        SiteRef site = ChargerReadings.site(SITE);
        for (PortSample one : seen.samples()) {
            var reading = readings.of(one, site, DELAY_MS);
            var decision = EbikeRule.apply(memory, ports, reading, reading.receivedAt(), policy);
            for (Detection detection : decision.detections()) {
                if (detection.raised() && one.atMs() >= heatedFrom) {
                    first.putIfAbsent(kind(detection), one.atMs());
                }
            }
        }
        return first;
    }

    private static EbikeKind kind(Detection detection) {
        for (EbikeKind kind : EbikeKind.values()) {
            if (kind.wireName().equals(detection.kind())) {
                return kind;
            }
        }
        throw new IllegalStateException("no rule is called " + detection.kind());
    }

    private static double leadMin(Seen seen, long atMs) {
        return (seen.triggerMs() - atMs) / MINUTE_MS;
    }
}
