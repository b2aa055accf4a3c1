package org.citywall.launcher.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.citywall.launcher.bench.ChargerMonth.Hit;
import org.citywall.launcher.bench.ChargerMonth.Outcome;
import org.citywall.launcher.demo.devices.charging.Case;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.stream.ebike.EbikeKind;

/** What was found, what was missed, and what was called dangerous that was not. */
final class ChargerVerdict {
    /** A case is still seen so long after it is over: rules look back. */
    private static final long AFTER_MS = 30 * 60_000L;

    private static final double MINUTE_MS = 60_000;
    private static final int LEVELS = 4;
    private static final int YELLOW = 3;
    private static final int SHOWN = 12;

    /** What is to be said of each danger; more is welcome. */
    private static final Map<Danger, Set<EbikeKind>> EXPECTED = new EnumMap<>(Danger.class);

    static {
        EXPECTED.put(Danger.CELL_VENTS, Set.of(EbikeKind.SMOKE));
        EXPECTED.put(Danger.WORN_CONTACT, Set.of(EbikeKind.PORT_HOT));
        EXPECTED.put(Danger.PULLED_PLUG, Set.of(EbikeKind.TEMP_RISE));
        EXPECTED.put(Danger.POOR_CONTACT, Set.of(EbikeKind.PORT_ABOVE_BOARD));
        EXPECTED.put(Danger.DISTRIBUTOR, Set.of(EbikeKind.OVER_POWER));
        EXPECTED.put(Danger.CELL_SHORTS, Set.of(EbikeKind.LATE_RISE));
        EXPECTED.put(Danger.WOBBLING_PLUG, Set.of(EbikeKind.FLUCTUATION));
        EXPECTED.put(Danger.DEAD_CELL, Set.of(EbikeKind.NO_TAPER));
        EXPECTED.put(Danger.NO_END, Set.of(EbikeKind.AFTER_FULL));
        EXPECTED.put(Danger.LEAKY_PACK, Set.of(EbikeKind.OVER_TIME));
        EXPECTED.put(Danger.WELDED_RELAY, Set.of(EbikeKind.RELAY_STUCK));
        EXPECTED.put(
                Danger.WELDED_AT_CUT_OFF, Set.of(EbikeKind.RELAY_STUCK, EbikeKind.CUT_OFF_FAILED));
        EXPECTED.put(Danger.RUSH, Set.of(EbikeKind.SITE_LOAD));
        EXPECTED.put(Danger.SHED_HEATS, Set.of(EbikeKind.WARM_GROUP));
        EXPECTED.put(Danger.BLACKOUT, Set.of(EbikeKind.SITE_OFFLINE));
    }

    /** What a danger does beside; all else that is said while it lasts has not to do with it. */
    private static final Map<Danger, Set<EbikeKind>> ALSO = new EnumMap<>(Danger.class);

    static {
        // Hot plastics smoke.
        Set<EbikeKind> heat =
                Set.of(
                        EbikeKind.SMOKE,
                        EbikeKind.PORT_HOT,
                        EbikeKind.TEMP_RISE,
                        EbikeKind.PORT_ABOVE_BOARD,
                        EbikeKind.WARM_GROUP);
        for (Danger hot :
                List.of(
                        Danger.WORN_CONTACT,
                        Danger.PULLED_PLUG,
                        Danger.POOR_CONTACT,
                        Danger.WOBBLING_PLUG,
                        Danger.SHED_HEATS)) {
            ALSO.put(hot, heat);
        }
        ALSO.put(
                Danger.DISTRIBUTOR,
                Set.of(
                        EbikeKind.SMOKE,
                        EbikeKind.PORT_HOT,
                        EbikeKind.TEMP_RISE,
                        EbikeKind.PORT_ABOVE_BOARD,
                        EbikeKind.SITE_LOAD));
        ALSO.put(Danger.DEAD_CELL, Set.of(EbikeKind.OVER_TIME));
        ALSO.put(Danger.NO_END, Set.of(EbikeKind.OVER_TIME));
        ALSO.put(Danger.LEAKY_PACK, Set.of(EbikeKind.AFTER_FULL, EbikeKind.NO_TAPER));
        ALSO.put(Danger.WELDED_AT_CUT_OFF, Set.of(EbikeKind.LOCKED_IN_USE));
    }

    /**
     * What became of one danger.
     *
     * @param delays from the cause to the first detection of its kind, min
     * @param leads from there to the harm, where it did any, min
     * @param levels gravest level of each case
     * @param alsoSeen other kinds, with how many cases
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            int cases,
            int found,
            List<Double> delays,
            List<Double> leads,
            int[] levels,
            Map<String, Integer> alsoSeen) {
        int missed() {
            return cases - found;
        }
    }

    private final Outcome outcome;
    private final Map<String, List<Case>> casesOf;
    private final Map<String, List<Hit>> hitsOf;

    ChargerVerdict(Outcome outcome) {
        this.outcome = outcome;
        this.casesOf =
                Stream.concat(outcome.cases().stream(), outcome.unfinished().stream())
                        .collect(Collectors.groupingBy(Case::siteId));
        this.hitsOf = outcome.hits().stream().collect(Collectors.groupingBy(Hit::siteId));
    }

    static String expected(Danger danger) {
        return EXPECTED.get(danger).stream()
                .map(EbikeKind::wireName)
                .sorted()
                .collect(Collectors.joining("/"));
    }

    /** By danger, in their order. */
    Map<Danger, Row> found() {
        Map<Danger, Row> rows = new EnumMap<>(Danger.class);
        for (Case one : outcome.cases()) {
            Row before =
                    rows.getOrDefault(
                            one.danger(),
                            new Row(
                                    0,
                                    0,
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new int[LEVELS + 1],
                                    new TreeMap<>()));
            rows.put(one.danger(), with(before, one));
        }
        return rows;
    }

    private Row with(Row row, Case one) {
        Set<String> kinds =
                EXPECTED.get(one.danger()).stream()
                        .map(EbikeKind::wireName)
                        .collect(Collectors.toSet());
        Hit first = null;
        int gravest = LEVELS;
        Set<String> others = new HashSet<>();
        for (Hit hit : hitsOf.getOrDefault(one.siteId(), List.of())) {
            if (!concerns(one, silentUntil(one), hit)) {
                continue;
            }
            if (!kinds.contains(hit.kind())) {
                others.add(hit.kind());
                continue;
            }
            first = first == null ? hit : first;
            gravest = Math.min(gravest, hit.level());
        }
        others.forEach(kind -> row.alsoSeen().merge(kind, 1, Integer::sum));
        if (first != null) {
            row.delays().add((first.atMs() - one.fromMs()) / MINUTE_MS);
            row.levels()[gravest]++;
            if (one.harmMs() > 0) {
                row.leads().add((one.harmMs() - first.atMs()) / MINUTE_MS);
            }
        }
        return new Row(
                row.cases() + 1,
                row.found() + (first == null ? 0 : 1),
                row.delays(),
                row.leads(),
                row.levels(),
                row.alsoSeen());
    }

    /** End of the case, or of the blackout that it ended in: until then nobody could speak. */
    private long silentUntil(Case one) {
        return casesOf.getOrDefault(one.siteId(), List.of()).stream()
                .filter(other -> other.danger() == Danger.BLACKOUT)
                .filter(other -> other.fromMs() <= one.untilMs() + AFTER_MS)
                .filter(other -> other.untilMs() > one.untilMs())
                .mapToLong(Case::untilMs)
                .reduce(one.untilMs(), Math::max);
    }

    /**
     * Whether the detection speaks of what the case was, and of where and when.
     *
     * @param untilMs when its after-effects could be told at the earliest
     */
    static boolean concerns(Case one, long untilMs, Hit hit) {
        if (hit.atMs() < one.fromMs()
                || hit.atMs() > untilMs + AFTER_MS
                || !isOf(one.danger(), hit.kind())) {
            return false;
        }
        boolean ofSite = hit.deviceId().equals(hit.siteId());
        if (ofSite || one.stationId() == null) {
            return true;
        }
        return hit.deviceId().equals(one.stationId())
                && (hit.point() == null
                        || one.port() == 0
                        || hit.point().equals(Integer.toString(one.port())));
    }

    private static boolean isOf(Danger danger, String kind) {
        return Stream.concat(
                        EXPECTED.get(danger).stream(), ALSO.getOrDefault(danger, Set.of()).stream())
                .anyMatch(one -> one.wireName().equals(kind));
    }

    /** Sessions without cause that got a level, by level (1 to 4). */
    int[] falseSessions() {
        int[] byLevel = new int[LEVELS + 1];
        falseHits().values().forEach(level -> byLevel[level]++);
        return byLevel;
    }

    /** The same by kind, each with its gravest level. */
    Map<String, int[]> falseByKind() {
        Map<String, int[]> out = new TreeMap<>();
        Set<String> counted = new HashSet<>();
        for (Hit hit : outcome.hits()) {
            if (isUncalledFor(hit) && counted.add(sessionOf(hit) + hit.kind() + hit.level())) {
                out.computeIfAbsent(hit.kind(), kind -> new int[LEVELS + 1])[hit.level()]++;
            }
        }
        return out;
    }

    /** Some of what was orange or red without cause, to look into. */
    List<Hit> gravestFalse() {
        return outcome.hits().stream()
                .filter(hit -> hit.level() < YELLOW && isUncalledFor(hit))
                .limit(SHOWN)
                .toList();
    }

    private Map<String, Integer> falseHits() {
        Map<String, Integer> gravest = new HashMap<>();
        for (Hit hit : outcome.hits()) {
            if (isUncalledFor(hit)) {
                gravest.merge(sessionOf(hit), hit.level(), Math::min);
            }
        }
        return gravest;
    }

    /** What belongs to no session counts by itself. */
    private static String sessionOf(Hit hit) {
        String which = hit.session() == 0 ? "at " + hit.atMs() : "" + hit.session();
        return String.join("/", hit.deviceId(), "" + hit.point(), which);
    }

    private boolean isUncalledFor(Hit hit) {
        return casesOf.getOrDefault(hit.siteId(), List.of()).stream()
                .noneMatch(one -> concerns(one, silentUntil(one), hit));
    }

    static double median(List<Double> values) {
        return share(values, 0.5);
    }

    /** The value below which this share of them lies. */
    static double share(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * sorted.length)];
    }

    static double most(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }
}
