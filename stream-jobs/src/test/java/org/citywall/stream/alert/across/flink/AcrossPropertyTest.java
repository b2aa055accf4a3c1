package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Response;

/** Whatever happens at the alarms of thirty sites. */
class AcrossPropertyTest {
    private static final long WINDOW_MS = 600_000;

    /** Something happens at a site, so many seconds after what came before. */
    record Step(long afterS, int site, int level, What what) {}

    enum What {
        RAISE,
        CLEAR,
        ACKNOWLEDGE,
        CLOSE
    }

    @Provide
    Arbitrary<List<Step>> storms() {
        return Combinators.combine(
                        Arbitraries.of(0L, 0L, 0L, 1L, 3L, 20L, 130L, 700L),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(1, 2, 3, 3, 3, 4),
                        Arbitraries.of(
                                What.RAISE,
                                What.RAISE,
                                What.RAISE,
                                What.CLEAR,
                                What.ACKNOWLEDGE,
                                What.CLOSE))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(90);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void everyNewAlertIsCountedOnceRedIsNoPartAndInTheEndNothingIsLeft(
            @ForAll("storms") List<Step> storm) throws Exception {
        try (AcrossHarness city = new AcrossHarness(Instant.ofEpochMilli(Storm.START))) {
            city.step = 20_000;
            long at = Storm.START;
            for (Step step : storm) {
                at += step.afterS() * 1_000;
                AlertInput input = input(step, at, city.view);
                if (input != null) {
                    city.tell(at, input);
                }
            }
            end(city);

            assertThat(city.counts.values().stream().map(FloodSummary::total).sorted().toList())
                    .isEqualTo(floods(begins(city.changes)));
            assertThat(city.counts.values())
                    .allMatch(FloodSummary::over)
                    .allMatch(f -> f.active() == 0)
                    .allMatch(f -> sum(f.byLevel()) == f.total() && sum(f.byKind()) == f.total());
            redIsNoPartAndEachPartHasItsParent(city.changes);
            assertThat(city.left()).isZero();
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void theOrderOfWhatHappensAtOnceAtDifferentSitesDoesNotMatter(
            @ForAll("storms") List<Step> storm, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        try (AcrossHarness one = new AcrossHarness(Instant.ofEpochMilli(Storm.START));
                AcrossHarness other = new AcrossHarness(Instant.ofEpochMilli(Storm.START))) {
            one.step = 20_000;
            other.step = 20_000;
            long at = Storm.START;
            for (int i = 0; i < storm.size(); ) {
                at += Math.max(1, storm.get(i).afterS()) * 1_000;
                Set<Integer> sites = new HashSet<>();
                List<AlertInput> inputs = new ArrayList<>();
                for (; i < storm.size() && sites.add(storm.get(i).site()); i++) {
                    AlertInput input = input(storm.get(i), at, one.view);
                    if (input != null) {
                        inputs.add(input);
                    }
                }
                one.tell(at, inputs.toArray(AlertInput[]::new));
                Collections.shuffle(inputs, random);
                other.tell(at, inputs.toArray(AlertInput[]::new));
            }
            one.passTo(at + 2_000_000);
            other.passTo(at + 2_000_000);

            assertThat(other.view).isEqualTo(one.view);
            assertThat(new HashSet<>(other.facts)).isEqualTo(new HashSet<>(one.facts));
            assertThat(other.load()).isEqualTo(one.load());
        }
    }

    private static AlertInput input(Step step, long at, Map<String, Alert> view) {
        return switch (step.what()) {
            case RAISE -> Storm.raise(step.site(), step.level(), at);
            case CLEAR -> Storm.clear(step.site(), at);
            case ACKNOWLEDGE -> act(step, AlertAction.ACKNOWLEDGE, view);
            case CLOSE -> act(step, AlertAction.CLOSE, view);
        };
    }

    private static AlertInput act(Step step, AlertAction action, Map<String, Alert> view) {
        return view.values().stream()
                .filter(alert -> alert.groupKey().endsWith("/S-" + step.site()))
                .filter(alert -> alert.response() != Response.CLOSED)
                .findFirst()
                .map(alert -> Storm.act(alert.id(), action))
                .orElse(null);
    }

    /** People close what is open, and it is quiet. */
    private static void end(AcrossHarness city) throws Exception {
        for (Alert alert : List.copyOf(city.view.values())) {
            if (alert.response() != Response.CLOSED && !alert.kind().equals("flood")) {
                int site = Integer.parseInt(alert.site().id().substring(2));
                city.tell(city.now() + 1, Storm.clear(site, city.now() + 1));
                city.tell(city.now() + 1, Storm.act(alert.id(), AlertAction.ACKNOWLEDGE));
                city.tell(city.now() + 1, Storm.act(alert.id(), AlertAction.CLOSE));
            }
        }
        city.passTo(city.now() + 3 * WINDOW_MS + WINDOW_MS);
    }

    private static List<Long> begins(List<AlertChange> changes) {
        return changes.stream()
                .filter(c -> c.entry().action().equals("raised"))
                .filter(c -> !c.alert().kind().equals("flood"))
                .map(c -> c.alert().raisedAt().toEpochMilli())
                .sorted()
                .toList();
    }

    /** How many each flood counts, by looking at every moment at which anything can change. */
    private static List<Integer> floods(List<Long> begins) {
        TreeSet<Long> moments = new TreeSet<>(begins);
        begins.forEach(at -> moments.add(at + WINDOW_MS));
        begins.forEach(at -> moments.add(at + 2 * WINDOW_MS));
        List<Integer> floods = new ArrayList<>();
        int next = 0;
        int uncounted = 0;
        int inFlood = -1;
        long calmSince = -1;
        for (long moment : moments) {
            for (boolean arrivals : new boolean[] {false, true}) {
                if (arrivals) {
                    for (; next < begins.size() && begins.get(next) == moment; next++) {
                        if (inFlood >= 0) {
                            inFlood++;
                            calmSince = recent(begins, next + 1, moment) >= 5 ? -1 : calmSince;
                        } else if (recent(begins, next + 1, moment) > 10) {
                            inFlood = recent(begins.subList(uncounted, next + 1), moment);
                            calmSince = -1;
                        }
                    }
                } else if (inFlood >= 0) {
                    if (recent(begins, next, moment) >= 5) {
                        calmSince = -1;
                    } else if (calmSince < 0) {
                        calmSince = moment;
                    }
                    if (calmSince >= 0 && moment >= calmSince + WINDOW_MS) {
                        floods.add(inFlood);
                        inFlood = -1;
                        uncounted = next;
                    }
                }
            }
        }
        Collections.sort(floods);
        return floods;
    }

    private static int recent(List<Long> begins, int upTo, long moment) {
        return recent(begins.subList(0, upTo), moment);
    }

    private static int recent(List<Long> begins, long moment) {
        return (int) begins.stream().filter(at -> at > moment - WINDOW_MS).count();
    }

    private static void redIsNoPartAndEachPartHasItsParent(List<AlertChange> changes) {
        Set<String> parents = new HashSet<>();
        for (AlertChange change : changes) {
            Alert alert = change.alert();
            if (alert.kind().equals("flood")) {
                parents.add(alert.id());
            }
            if (alert.level() == 1) {
                assertThat(alert.partOf()).as("part of " + change).isNull();
                assertThat(alert.suppressedBy()).isNull();
                assertThat(change.entry().action()).isNotEqualTo("flooded");
            }
            if (alert.partOf() != null) {
                assertThat(parents).contains(alert.partOf());
            }
        }
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().collect(Collectors.summingInt(Integer::intValue));
    }
}
