package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.slope;
import static org.citywall.stream.alert.AlertGroup.slopeEnd;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.fire.SignalOutcome;

class AlertRulePropertyTest {

    /** An input so many seconds after the one before. */
    record Step(double afterSeconds, AlertInput input) {}

    private final Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 12);

    @Provide
    Arbitrary<List<Step>> scripts() {
        return Arbitraries.oneOf(fireScripts(), slopeScripts());
    }

    @Provide
    Arbitrary<List<Step>> fireScripts() {
        Arbitrary<String> points = Arbitraries.of("P1", "P2");
        Arbitrary<AlertInput> raises =
                Combinators.combine(numbers, points)
                        .as((n, point) -> AlertInput.of(press("d" + n, point)));
        Arbitrary<AlertInput> clears =
                Combinators.combine(numbers, points)
                        .as((n, point) -> AlertInput.of(pressEnd("e" + n, point)));
        return scripts("fire/alarm/B-1", raises, clears);
    }

    /** Of all levels, with the person who commands, another, or nobody to call. */
    @Provide
    Arbitrary<List<Step>> slopeScripts() {
        Arbitrary<Integer> levels = Arbitraries.integers().between(1, 4);
        Arbitrary<String> persons = Arbitraries.of("liming", "zhou").injectNull(0.3);
        Arbitrary<AlertInput> raises =
                Combinators.combine(numbers, levels, persons)
                        .as((n, level, who) -> AlertInput.of(slope("d" + n, level, who)));
        Arbitrary<AlertInput> clears = numbers.map(n -> AlertInput.of(slopeEnd("e" + n)));
        return scripts("slope/alarm/S-1", raises, clears);
    }

    private Arbitrary<List<Step>> scripts(
            String group, Arbitrary<AlertInput> raises, Arbitrary<AlertInput> clears) {
        Arbitrary<Double> after =
                Arbitraries.of(0.0, 0.1, 1.0, 29.0, 30.0, 61.0, 600.0, 7_200.0, 90_000.0);
        // The alert ids that these detections can open: commands hit a real one now and then.
        Arbitrary<AlertInput> commands =
                Combinators.combine(
                                Arbitraries.integers().between(0, 40),
                                numbers,
                                Arbitraries.of(AlertAction.class))
                        .as(
                                (c, n, action) ->
                                        AlertInput.of(
                                                command(
                                                        "c" + c,
                                                        Ids.alertId(
                                                                Ids.groupHash(group),
                                                                "d" + (n % 3)),
                                                        action)));
        Arbitrary<AlertInput> inputs = Arbitraries.oneOf(raises, clears, commands, commands);
        return Combinators.combine(after, inputs).as(Step::new).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Double>> waits() {
        return Arbitraries.doubles().between(0, 1).list().ofMinSize(1).ofMaxSize(9);
    }

    @Property
    void theLifecycleNeverLeavesTheTable(@ForAll("scripts") List<Step> script) {
        Map<String, Response> before = new HashMap<>();
        for (AlertChange change : run(script).changes) {
            String action = change.entry().action();
            Response from = before.get(change.alert().id());
            Response to = change.alert().response();
            // The script may use an id again after a day, when the closed alert of it is forgotten.
            boolean forgotten = from == Response.CLOSED && action.equals("raised");
            if (from == null || forgotten) {
                assertThat(action).isEqualTo("raised");
                assertThat(to).isEqualTo(Response.UNACKNOWLEDGED);
            } else if (change.entry().by().equals("liming")) {
                assertThat(AlertTransitions.next(from, actionOf(action)))
                        .isEqualTo(Optional.of(to));
            } else if (from != to) {
                assertThat(from).isIn(Response.RESOLVED, Response.ACKNOWLEDGED, Response.VERIFYING);
                assertThat(action).isEqualTo("joined");
                assertThat(to).isEqualTo(Response.UNACKNOWLEDGED);
            }
            before.put(change.alert().id(), to);
        }
    }

    @Property
    void whenTimersAreFoundDoesNotMatter(
            @ForAll("scripts") List<Step> script, @ForAll("waits") List<Double> waits) {
        AlertGroup byInputs = run(script);
        AlertGroup byTimers = new AlertGroup();
        double now = 0;
        int next = 0;
        for (Step step : script) {
            double from = now;
            List<Double> between =
                    List.of(waits.get(next++ % waits.size()), waits.get(next++ % waits.size()));
            between.stream()
                    .sorted()
                    .forEach(part -> byTimers.waitUntil(from + part * step.afterSeconds()));
            now += step.afterSeconds();
            byTimers.input(now, step.input());
        }

        assertThat(byTimers.changes).isEqualTo(byInputs.changes);
        assertThat(byTimers.results).isEqualTo(byInputs.results);
        assertThat(byTimers.outcomes).isEqualTo(byInputs.outcomes);
    }

    @Property
    void everyInputTwiceHasNoSecondEffect(@ForAll("scripts") List<Step> script) {
        AlertGroup twice = new AlertGroup();
        double now = 0;
        for (Step step : script) {
            now += step.afterSeconds();
            twice.input(now, step.input());
            twice.input(now, step.input());
        }

        assertThat(twice.changes).isEqualTo(run(script).changes);
        assertThat(twice.results)
                .hasSize(2 * (int) script.stream().filter(this::isCommand).count());
    }

    @Property
    void occurrencesAreTheRaisingDetections(@ForAll("fireScripts") List<Step> script) {
        AlertGroup group = run(script);

        Map<String, Integer> occurrences = new HashMap<>();
        int forgotten = 0;
        for (AlertChange change : group.changes) {
            occurrences.put(change.alert().id(), change.alert().occurrences());
            if (change.forgotten()) {
                // A detection id that comes again after a day opens another life of the same id.
                forgotten += occurrences.remove(change.alert().id());
            }
            int sum = change.alert().sources().stream().mapToInt(AlertSource::count).sum();
            assertThat(sum).isEqualTo(change.alert().occurrences());
            boolean active = change.alert().sources().stream().anyMatch(AlertSource::active);
            assertThat(change.alert().condition() == Condition.ACTIVE).isEqualTo(active);
        }
        long accepted =
                group.outcomes.stream()
                        .filter(o -> o.outcome() == SignalOutcome.Outcome.ALERT)
                        .count();
        int alive = occurrences.values().stream().mapToInt(n -> n).sum();
        assertThat(forgotten + alive).isEqualTo((int) accepted);
    }

    @Property
    void aSlopeIsCalledAgainExactlyWhileItIsInDangerAndUnanswered(
            @ForAll("slopeScripts") List<Step> script) {
        AlertGroup group = run(script);
        for (AlertChange change : group.changes) {
            Alert alert = change.alert();
            if (isAwaited(alert)) {
                assertThat(alert.level()).isLessThanOrEqualTo(Level.ORANGE);
                assertThat(alert.condition()).isEqualTo(Condition.ACTIVE);
                assertThat(alert.response()).isNotIn(Response.RESOLVED, Response.CLOSED);
            }
            if (alert.answering() != null) {
                assertThat(alert.escalation().notified()).contains(alert.answering().person());
            }
        }
        TrackedAlert open = group.state.open();
        if (open != null) {
            Answering call = open.alert().answering();
            assertThat(isAwaited(open.alert()))
                    .isEqualTo(
                            !open.dangers().isEmpty()
                                    && open.alert().response() != Response.RESOLVED
                                    && call.answeredBy() == null);
        }
    }

    private static boolean isAwaited(Alert alert) {
        return alert.timers().stream().anyMatch(t -> t.name().equals(CallAndAnswer.ANSWER));
    }

    @Provide
    Arbitrary<List<Integer>> pointsToggled() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(60);
    }

    /** One source is listed, four more are remembered, the others find no room. */
    @Property
    void anAlertIsActiveAsLongAsAnySourceIs(@ForAll("pointsToggled") List<Integer> script) {
        AlertGroup group = new AlertGroup(AlertGroup.limited(1_000, 1));
        Set<Integer> active = new HashSet<>();
        boolean overflowed = false;
        int id = 0;
        for (int point : script) {
            if (active.add(point)) {
                group.detect(id, press("d" + id, "P" + point));
            } else {
                active.remove(point);
                group.detect(id, pressEnd("e" + id, "P" + point));
            }
            id++;
            overflowed |= active.size() > 4;
            boolean shown = group.state.open().alert().condition() == Condition.ACTIVE;
            if (!active.isEmpty()) {
                assertThat(shown).isTrue();
            } else if (!overflowed) {
                assertThat(shown).isFalse();
            }
        }
    }

    @Property
    void revisionsGrowByOneAndOnlyOneAlertIsOpen(@ForAll("scripts") List<Step> script) {
        Map<String, Long> revisions = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (AlertChange change : run(script).changes) {
            String id = change.alert().id();
            long expected = revisions.getOrDefault(id, AlertGroup.INCARNATION * 1_000_000) + 1;
            assertThat(change.alert().rev()).isEqualTo(expected);
            revisions.put(id, expected);
            if (change.forgotten()) {
                revisions.remove(id);
            }
            if (change.alert().response() == Response.CLOSED) {
                open.remove(id);
            } else {
                open.add(id);
            }
            assertThat(open).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static AlertGroup run(List<Step> script) {
        AlertGroup group = new AlertGroup();
        double now = 0;
        for (Step step : script) {
            now += step.afterSeconds();
            group.input(now, step.input());
        }
        return group;
    }

    private boolean isCommand(Step step) {
        return step.input().kind() == AlertInput.Kind.COMMAND;
    }

    private static AlertAction actionOf(String wireName) {
        return AlertAction.valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
