package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three operators of inhibition behind each other, under the rules of the release. */
class InhibitHarnessTest {
    private static final String CAUSE = Ids.alertId(Ids.groupHash("cause"), "1");
    private static final String OTHER = Ids.alertId(Ids.groupHash("other"), "1");
    private static final String TARGET = Ids.alertId(Ids.groupHash("target"), "1");
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private InhibitStages stages;
    private long now = START;
    private final List<AlertFact> made = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        stages = InhibitStages.start(null);
    }

    @AfterEach
    void close() throws Exception {
        stages.close();
    }

    @Test
    void aTargetIsInhibitedWhicheverCameFirstAndReleasedWhenTheCauseClears() throws Exception {
        see(TARGET, "offline", 3, true, "unacknowledged");
        assertThat(facts()).isEmpty();
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(OTHER, "offline", 3, true, "unacknowledged");
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "inhibited " + TARGET + " " + CAUSE, "inhibited " + OTHER + " " + CAUSE);

        see(CAUSE, "power-cut", 2, false, "unacknowledged");
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "released " + TARGET + " " + CAUSE, "released " + OTHER + " " + CAUSE);
    }

    @Test
    void theNextCauseTakesOverBeforeTheTargetIsReleased() throws Exception {
        see(TARGET, "offline", 3, true, "unacknowledged");
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(OTHER, "power-cut", 2, true, "unacknowledged");
        facts();

        see(CAUSE, "power-cut", 2, false, "unacknowledged");
        assertThat(facts()).containsExactly("inhibited " + TARGET + " " + OTHER);
        see(OTHER, "power-cut", 2, true, "closed");
        assertThat(facts()).containsExactly("released " + TARGET + " " + OTHER);
    }

    @Test
    void whatBecomesRedIsReleasedAtOnceAndRedIsNeverInhibited() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 2, true, "unacknowledged");
        facts();

        see(TARGET, "offline", 1, true, "unacknowledged");
        assertThat(facts()).containsExactly("released " + TARGET + " " + CAUSE);
        see(OTHER, "offline", 1, true, "unacknowledged");
        assertThat(facts()).isEmpty();
    }

    @Test
    void rulesDecideAnewWhenTheyBeginToJudge() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();

        announce(without(START + 60_000));
        pass(START + 59_999);
        assertThat(facts()).isEmpty();
        pass(START + 60_000);
        assertThat(facts()).containsExactly("released " + TARGET + " " + CAUSE);
    }

    @Test
    void itIsDecidedAsOfTheMomentAtWhichTheyBeginHoweverLateThatIsFound() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();

        announce(without(START + 60_000));
        pass(START + 90_000);
        assertThat(made).extracting(AlertFact::at).containsExactly(at(START + 60_000));
    }

    @Test
    void whoChangesAfterTheyBeganIsWeighedByThemFirst() throws Exception {
        announce(without(START + 60_000));
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();

        now = START + 70_000;
        see(TARGET, "offline", 3, true, "acknowledged");
        assertThat(made).extracting(AlertFact::at).containsExactly(at(START + 60_000));
    }

    @Test
    void aRestartBetweenTheirArrivalAndTheirBeginChangesNothing() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();
        announce(without(START + 60_000));
        restart();
        pass(START + 1_000);
        restart();
        pass(START + 59_999);
        assertThat(facts()).isEmpty();

        pass(START + 60_000);
        assertThat(facts()).containsExactly("released " + TARGET + " " + CAUSE);
    }

    @Test
    void nobodyAsksWhetherThereAreOthers() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        pass(now + 1);
        assertThat(stages.timers()).isZero();
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() throws Exception {
        add(CAUSE, "power-cut", 2, true, "unacknowledged");
        add(OTHER, "power-cut", 2, true, "unacknowledged");
        add(TARGET, "offline", 3, true, "unacknowledged");
        pass(now + 1);
        List<AlertFact> expected = List.copyOf(made);
        made.clear();
        close();
        open();

        now = START + 2;
        add(TARGET, "offline", 3, true, "unacknowledged");
        now = START + 1;
        add(OTHER, "power-cut", 2, true, "unacknowledged");
        now = START;
        add(CAUSE, "power-cut", 2, true, "unacknowledged");
        pass(START + 4);

        assertThat(made).isEqualTo(expected).extracting(AlertFact::by).containsExactly(CAUSE);
    }

    @Test
    void whoBecomesACauseIsNotExplainedByItself() throws Exception {
        see(TARGET, "offline", 3, true, "unacknowledged");
        see(OTHER, "offline", 3, true, "unacknowledged");
        see(TARGET, "power-cut", 2, true, "unacknowledged");
        assertThat(facts()).containsExactly("inhibited " + OTHER + " " + TARGET);

        see(TARGET, "offline", 3, true, "unacknowledged");
        assertThat(facts()).containsExactly("released " + OTHER + " " + TARGET);
        assertThat(stages.states()).isPositive();
    }

    @Test
    void aClearThatIsTakenBackInTheSameMillisecondReleasesNobody() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();

        add(CAUSE, "power-cut", 2, false, "unacknowledged");
        now--;
        add(CAUSE, "power-cut", 2, true, "unacknowledged");
        pass(now + 1);
        assertThat(facts()).isEmpty();
    }

    @Test
    void closedAlertsLeaveNoStateAndNoTimer() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        pass(START + 60_000);
        see(TARGET, "offline", 3, true, "closed");
        see(CAUSE, "power-cut", 2, true, "closed");
        facts();

        pass(now + 1);
        assertThat(stages.states()).isZero();
        assertThat(stages.timers()).isZero();
    }

    @Test
    void twentyThousandTargetsOfOneCauseCostOneFactEach() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        for (int i = 0; i < 20_000; i++) {
            add(Ids.alertId(Ids.groupHash("g" + i), "1"), "offline", 3, true, "unacknowledged");
        }
        pass(now + 1);
        assertThat(facts()).hasSize(20_000).doesNotHaveDuplicates();
    }

    /**
     * Power returns: 2,000 causes end one after the other, the eldest first, 10 ms apart. Of 40
     * million possible words each target hears few.
     */
    @Test
    void twoThousandCausesThatEndOverTwentyThousandTargetsAreNotQuadratic() throws Exception {
        int causes = 2_000;
        int targets = 20_000;
        for (int i = 0; i < causes; i++) {
            add(id("c" + i), "power-cut", 2, true, "unacknowledged");
        }
        for (int i = 0; i < targets; i++) {
            add(id("t" + i), "offline", 3, true, "unacknowledged");
        }
        pass(now + 1);
        assertThat(facts()).hasSize(targets);

        assertThat(stages.touched()).isLessThan(7L * (causes + targets));

        long begin = now;
        for (int i = 0; i < causes; i++) {
            now = begin + 10L * i;
            see(id("c" + i), "power-cut", 2, false, "unacknowledged");
        }
        pass(now + 1);

        assertThat(made.stream().filter(f -> f.kind() == AlertFact.Kind.RELEASED)).hasSize(targets);
        assertThat(stages.touched()).as("touched").isLessThan(10L * (causes + targets));
        assertThat(stages.verdicts()).isLessThanOrEqualTo(4L * targets);
        assertThat(made.stream().filter(f -> f.kind() == AlertFact.Kind.INHIBITED))
                .as("a first change at once, then none before 20 s")
                .hasSize(targets);
    }

    private static String id(String name) {
        return Ids.alertId(Ids.groupHash(name), "1");
    }

    private void restart() throws Exception {
        InhibitStages.Snapshot snapshot = stages.snapshot();
        stages.close();
        stages = InhibitStages.start(snapshot);
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }

    private void see(String id, String kind, int level, boolean active, String response)
            throws Exception {
        add(id, kind, level, active, response);
        pass(now);
    }

    private void add(String id, String kind, int level, boolean active, String response)
            throws Exception {
        now++;
        stages.see(InhibitStages.change(id, kind, level, active, response), now);
    }

    private void announce(AlertRules rules) throws Exception {
        stages.announce(rules, now);
    }

    private void pass(long at) throws Exception {
        now = at;
        made.addAll(stages.passTo(at));
    }

    /** What came out since it was last asked for. */
    private List<String> facts() {
        List<String> facts =
                made.stream()
                        .map(
                                fact ->
                                        fact.kind().name().toLowerCase(Locale.ROOT)
                                                + " "
                                                + fact.alertId()
                                                + " "
                                                + fact.by())
                        .toList();
        made.clear();
        return facts;
    }

    private static AlertRules without(long from) {
        AlertRules r = AlertRulesReader.shipped();
        return new AlertRules(
                2,
                r.by(),
                null,
                Instant.ofEpochMilli(START),
                Instant.ofEpochMilli(from),
                r.groups(),
                List.of(),
                r.delays(),
                r.chatter(),
                r.staleAfterS(),
                r.flood(),
                r.escalations(),
                r.standing());
    }
}
