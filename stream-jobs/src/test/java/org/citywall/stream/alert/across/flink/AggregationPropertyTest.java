package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertTransitions;
import org.citywall.stream.alert.Judging;
import org.citywall.stream.alert.flink.AlertsHarness;

/** What holds under all rules of aggregation together, in the loop that the job is. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class AggregationPropertyTest {
    private static final long START = AlertGroup.START.toEpochMilli();
    private static final int TRIES = 60;

    /** Everything at once: another group, a power cut, a silence from 100 s on, chatter, orders. */
    private static final String PARTS =
            """
            {'groups':[{'id':'dev','match':{'kinds':['fault']},'by':['device'],
                        'reopenWithinS':600,'closeAfterS':300}],
             'inhibitions':[{'id':'dark','cause':{'kinds':['power-cut']},
                             'target':{'kinds':['offline','smoke']},'equal':['site']},
                            {'id':'red','cause':{'mildest':1},'target':{'gravest':2},
                             'equal':['site','domain']}],
             'delays':[{'id':'slow','match':{'kinds':['fault','offline']},
                        'onDelayS':%d,'offDelayS':20}],
             'chatter':{'count':2,'withinS':60,'quietS':120},
             'escalations':[{'id':'all','match':{},'steps':[{'afterS':40,'post':'第二席'}],
                             'acceptWithinS':60,'acceptPost':'带班'}],
             'standing':[{'id':'s1','kind':'silence','match':{'sites':['A']},
                          'from':'2026-03-01T00:01:40Z','until':'2026-03-01T01:00:00Z',
                          'reason':'检修','by':'liming'}]}""";

    /** What happens so many milliseconds after what happened before. */
    record Step(long afterMs, What what) {}

    /** A detection, or what a person does to one of the alerts that there are. */
    record What(Detection detection, AlertAction action, int which) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Long> after = Arbitraries.of(0L, 1L, 400L, 3_000L, 9_000L, 45_000L, 400_000L);
        Arbitrary<What> signals =
                Combinators.combine(
                                Arbitraries.of("power-cut", "offline", "fault", "smoke"),
                                Arbitraries.of("A", "B"),
                                Arbitraries.integers().between(1, 2),
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.of(true, true, false),
                                Arbitraries.integers().between(0, 60))
                        .as(AggregationPropertyTest::signal);
        Arbitrary<What> acts =
                Combinators.combine(
                                Arbitraries.of(AlertAction.class),
                                Arbitraries.integers().between(0, 5))
                        .as((action, which) -> new What(null, action, which));
        return Combinators.combine(after, Arbitraries.oneOf(signals, signals, acts))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private static What signal(
            String kind, String site, int device, int level, boolean raised, int number) {
        boolean alarm = kind.equals("smoke");
        Detection d =
                AlertGroup.detection(
                        kind + number + site + device + raised + level,
                        alarm ? AlertClass.ALARM : AlertClass.MAINTENANCE,
                        kind,
                        alarm || kind.equals("offline") ? level : 3,
                        raised,
                        null);
        ObjectNode json = Json.mapper().valueToTree(d);
        json.put("deviceId", site + device);
        json.put("groupKey", "fire/%s/%s".formatted(alarm ? "alarm" : kind, site));
        json.put("place", "yunwan/" + site);
        ((ObjectNode) json.get("site")).put("id", site);
        return new What(Json.read(Json.string(json), Detection.class), null, 0);
    }

    private static AlertRules rules(int onDelayS) {
        return Judging.version(2, Instant.parse("2026-01-02T00:00:00Z"), PARTS.formatted(onDelayS));
    }

    private static AlertLoop loop(int onDelayS) throws Exception {
        return AlertLoop.start(AlertGroup.POLICY, rules(onDelayS), START);
    }

    private static AlertLoop run(List<Step> script, int onDelayS) throws Exception {
        AlertLoop loop = loop(onDelayS);
        for (int i = 0; i < script.size(); i++) {
            tell(loop, script.get(i), i);
        }
        loop.passTo(loop.now() + 1);
        return loop;
    }

    private static void tell(AlertLoop loop, Step step, int number) throws Exception {
        loop.passTo(loop.now() + step.afterMs());
        AlertInput input = input(loop, step.what(), number);
        if (input != null) {
            loop.tell(input, loop.now());
        }
    }

    /** A person can only mean an alert that there is; null: there is none. */
    private static AlertInput input(AlertLoop loop, What what, int number) {
        if (what.detection() != null) {
            return AlertInput.of(what.detection());
        }
        List<String> known = ids(loop.changes());
        if (known.isEmpty()) {
            return null;
        }
        String id = known.get(what.which() % known.size());
        return AlertInput.of(AlertGroup.command("c" + number, id, what.action()));
    }

    private static List<String> ids(List<AlertChange> changes) {
        return changes.stream().map(change -> change.alert().id()).distinct().toList();
    }

    /** Each alert's history; alerts of different groups have no order between them. */
    private static Map<String, List<AlertChange>> histories(List<AlertChange> changes) {
        Map<String, List<AlertChange>> all = new HashMap<>();
        changes.forEach(c -> all.computeIfAbsent(c.alert().id(), id -> new ArrayList<>()).add(c));
        return all;
    }

    @Property(tries = TRIES)
    void aRestartAnywhereChangesNothing(
            @ForAll("scripts") List<Step> script, @ForAll @IntRange(max = 40) int at)
            throws Exception {
        try (AlertLoop whole = run(script, 10);
                AlertLoop broken = loop(10)) {
            for (int i = 0; i < script.size(); i++) {
                if (i == at) {
                    broken.restart();
                }
                tell(broken, script.get(i), i);
            }
            broken.passTo(broken.now() + 1);

            assertThat(broken.facts()).containsExactlyInAnyOrderElementsOf(whole.facts());
            assertThat(histories(broken.changes())).isEqualTo(histories(whole.changes()));
        }
    }

    /** At least once: what was before a failure may lie on the log a second time. */
    @Property(tries = TRIES)
    void aLogThatRepeatsAnyPartOfItselfChangesNothing(
            @ForAll("scripts") List<Step> script, @ForAll @IntRange(max = 60) int until)
            throws Exception {
        try (AlertLoop loop = run(script, 10)) {
            List<AlertLoop.Logged> log = loop.log();
            int end = Math.min(until, log.size());
            List<AlertLoop.Logged> twice = new ArrayList<>(log.subList(0, end));
            long then = end == 0 ? START : log.get(end - 1).at();
            log.subList(0, end)
                    .forEach(each -> twice.add(new AlertLoop.Logged(then, each.input())));
            twice.addAll(log.subList(end, log.size()));

            assertThat(replay(twice, loop.now())).isEqualTo(loop.changes());
        }
    }

    private static List<AlertChange> replay(List<AlertLoop.Logged> log, long end) throws Exception {
        try (AlertsHarness alerts = AlertsHarness.start(AlertGroup.POLICY, 7, null)) {
            alerts.announce(rules(10), START);
            for (AlertLoop.Logged each : log) {
                alerts.processWatermark(each.at() - 1);
                alerts.processElement(each.input(), each.at());
            }
            alerts.processWatermark(end);
            return alerts.extractOutputValues();
        }
    }

    /** Within a step of time, inputs of different groups come in any order. */
    @Property(tries = TRIES)
    void theOrderOfIndependentInputsDoesNotMatter(
            @ForAll("scripts") List<Step> script, @ForAll long seed) throws Exception {
        try (AlertLoop straight = loop(10);
                AlertLoop shuffled = loop(10)) {
            Random random = new Random(seed);
            for (int from = 0; from < script.size(); from += 8) {
                List<AlertLoop.Logged> batch = new ArrayList<>();
                long at = straight.now();
                for (int i = from; i < Math.min(from + 8, script.size()); i++) {
                    at += Math.min(script.get(i).afterMs(), 1_000);
                    AlertInput input = input(straight, script.get(i).what(), i);
                    if (input != null) {
                        batch.add(new AlertLoop.Logged(at, input));
                    }
                }
                for (AlertLoop.Logged each : batch) {
                    straight.tell(each.input(), each.at());
                }
                for (AlertLoop.Logged each : shuffled(batch, random)) {
                    shuffled.tell(each.input(), each.at());
                }
                straight.passTo(at + 1);
                shuffled.passTo(at + 1);
            }

            assertThat(shuffled.facts()).containsExactlyInAnyOrderElementsOf(straight.facts());
            assertThat(histories(shuffled.changes())).isEqualTo(histories(straight.changes()));
        }
    }

    /** Another order, in which each group finds its own inputs as they were. */
    private static List<AlertLoop.Logged> shuffled(List<AlertLoop.Logged> batch, Random random) {
        Map<String, Integer> places = new HashMap<>();
        batch.forEach(
                each -> places.computeIfAbsent(each.input().groupHash(), g -> random.nextInt()));
        List<AlertLoop.Logged> other = new ArrayList<>(batch);
        other.sort(Comparator.comparing(each -> places.get(each.input().groupHash())));
        return other;
    }

    @Property(tries = TRIES)
    void everyPathStaysInTheTable(@ForAll("scripts") List<Step> script) throws Exception {
        try (AlertLoop loop = run(script, 10)) {
            for (List<AlertChange> history : histories(loop.changes()).values()) {
                assertThat(history.get(0).entry().action()).isEqualTo("raised");
                for (int i = 1; i < history.size(); i++) {
                    follows(history.get(i - 1).alert(), history.get(i));
                }
            }
        }
    }

    private static void follows(Alert before, AlertChange change) {
        Response to = change.alert().response();
        String action = change.entry().action();
        Optional<AlertAction> asked =
                Stream.of(AlertAction.values())
                        .filter(a -> wireName(a).equals(action))
                        .filter(a -> change.entry().by().equals("liming"))
                        .findFirst();
        if (asked.isPresent()) {
            assertThat(AlertTransitions.next(before.response(), asked.get()))
                    .isEqualTo(Optional.of(to));
        } else if (to != before.response()) {
            assertThat(action).isIn("joined", "close");
            assertThat(to)
                    .isEqualTo(action.equals("close") ? Response.CLOSED : Response.UNACKNOWLEDGED);
        }
    }

    private static String wireName(AlertAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Nothing waits for its belief here: what waits and is overtaken by its end counts nowhere. */
    @Property(tries = TRIES)
    void occurrencesAreTheRaisingDetections(@ForAll("scripts") List<Step> script) throws Exception {
        try (AlertLoop loop = run(script, 0)) {
            Set<String> raises = new HashSet<>();
            for (AlertLoop.Logged each : loop.log()) {
                Detection d = each.input().detection();
                if (d != null && d.raised()) {
                    raises.add(d.id());
                }
            }
            int number = 1_000;
            for (String id : ids(loop.changes())) { // A line of noise tells its count when asked.
                AlertCommand ask = AlertGroup.command("c" + number++, id, AlertAction.COMMENT);
                loop.tell(AlertInput.of(ask), loop.now());
            }
            Map<String, Integer> counted = new HashMap<>();
            loop.changes().forEach(c -> counted.put(c.alert().id(), c.alert().occurrences()));
            int sum = counted.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(sum).isEqualTo(raises.size());
        }
    }

    @Property(tries = TRIES)
    void closedAlertsLeaveNoStateAndNoTimer(@ForAll("scripts") List<Step> script) throws Exception {
        try (AlertLoop loop = run(script, 10)) {
            loop.passTo(loop.now() + 60_000);
            int number = 1_000;
            for (AlertAction action :
                    List.of(AlertAction.ACKNOWLEDGE, AlertAction.RESOLVE, AlertAction.CLOSE)) {
                for (String id : ids(loop.changes())) {
                    AlertCommand command = AlertGroup.command("c" + number++, id, action);
                    loop.tell(AlertInput.of(command), loop.now());
                }
            }
            Map<String, Alert> last = new HashMap<>();
            loop.changes().forEach(c -> last.put(c.alert().id(), c.alert()));
            assertThat(last.values()).allMatch(a -> a.response() == Response.CLOSED);

            loop.passTo(loop.now() + 9 * 86_400_000L);
            assertThat(loop.states()).isZero();
            assertThat(loop.timers()).isZero();
        }
    }

    @Property(tries = TRIES)
    void redIsShownAtOncePagesAndIsNeverExplainedAway(@ForAll("scripts") List<Step> script)
            throws Exception {
        try (AlertLoop loop = loop(10)) {
            Set<String> told = new HashSet<>();
            for (int i = 0; i < script.size(); i++) {
                int before = loop.changes().size();
                loop.passTo(loop.now() + script.get(i).afterMs());
                before = loop.changes().size();
                tell(loop, new Step(0, script.get(i).what()), i);
                Detection d = script.get(i).what().detection();
                if (d != null && d.raised() && d.level() == Level.RED && told.add(d.id())) {
                    AlertChange shown = loop.changes().get(loop.changes().size() - 1);
                    assertThat(loop.changes().size()).isGreaterThan(before);
                    assertThat(shown.alert().level()).isEqualTo(Level.RED);
                    assertThat(shown.alert().condition()).isEqualTo(Condition.ACTIVE);
                }
            }
            loop.passTo(loop.now() + 1);
            pagesOfRed(loop.changes());
            Map<String, Alert> last = new HashMap<>();
            loop.changes().forEach(c -> last.put(c.alert().id(), c.alert()));
            assertThat(last.values())
                    .as("facts %s", loop.facts())
                    .filteredOn(a -> a.level() == Level.RED && a.response() != Response.CLOSED)
                    .allMatch(a -> a.suppressedBy() == null);
            Set<String> red = new LinkedHashSet<>();
            for (AlertFact fact : loop.facts()) {
                Alert of = last.get(fact.alertId());
                if (fact.kind() == AlertFact.Kind.INHIBITED && of.level() == Level.RED) {
                    red.add(fact.alertId());
                }
            }
            for (String id : red) {
                assertThat(histories(loop.changes()).get(id).get(0).alert().level())
                        .as("what was ever inhibited was not red from the beginning")
                        .isGreaterThan(Level.RED);
            }
        }
    }

    private static void pagesOfRed(List<AlertChange> changes) {
        for (List<AlertChange> history : histories(changes).values()) {
            int level = Level.BLUE + 1;
            for (AlertChange change : history) {
                Alert alert = change.alert();
                boolean isAlarm = alert.alertClass() == AlertClass.ALARM;
                if (alert.level() == Level.RED) {
                    List<Page> pages = change.pages() == null ? List.of() : change.pages();
                    assertThat(pages).noneMatch(Page::quiet);
                    assertThat(alert.tags()).doesNotContain(AlertTag.SILENCED.wireName());
                    if (level > Level.RED && isAlarm) {
                        assertThat(pages).extracting(Page::to).contains("all");
                    }
                }
                level = alert.level();
            }
        }
    }
}
