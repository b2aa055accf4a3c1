package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.across.flink.Storm.ELSEWHERE;
import static org.citywall.stream.alert.across.flink.Storm.START;
import static org.citywall.stream.alert.across.flink.Storm.act;
import static org.citywall.stream.alert.across.flink.Storm.clear;
import static org.citywall.stream.alert.across.flink.Storm.id;
import static org.citywall.stream.alert.across.flink.Storm.raise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.Judging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Floods from the detection to the part and its parent, under the rules of the release. */
class FloodHarnessTest {
    private static final String NUMBERS =
            "'windowS':600,'enterAbove':10,'leaveBelow':5,'leaveAfterS':600,'firstOut':10";
    private AcrossHarness city;

    @BeforeEach
    void open() throws Exception {
        city = new AcrossHarness(Instant.ofEpochMilli(START));
    }

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void tenNewAlertsInTenMinutesAreNoFloodAndElevenAreOne() throws Exception {
        storm(10, 3, 1);
        pass(20);
        assertThat(city.parents()).isEmpty();

        city.tell(at(30), raise(11, 3, at(30)));

        Alert parent = parent();
        assertThat(parent.groupKey()).isEqualTo("system/flood/all");
        assertThat(parent.level()).isEqualTo(3);
        assertThat(parent.condition()).isEqualTo(Condition.ACTIVE);
        assertThat(parts(parent)).hasSize(11);
        FloodSummary flood = parent.flood();
        assertThat(flood.total()).isEqualTo(11);
        assertThat(flood.active()).isEqualTo(11);
        assertThat(flood.byKind()).containsEntry("hot", 11);
        assertThat(flood.since()).isEqualTo(city.view.get(id(raise(1, 3, at(1)))).raisedAt());
        assertThat(flood.firstOut()).hasSize(10);
        assertThat(flood.firstOut().get(0).title()).isEqualTo("高温 1");
    }

    @Test
    void anOrangePartMakesTheParentOrangeSoThatSomebodyMustAnswerForIt() throws Exception {
        storm(11, 3, 1);
        pass(20);
        assertThat(parent().level()).isEqualTo(3);
        assertThat(parent().timers()).extracting(AlertTimer::name).doesNotContain("acknowledge");

        city.tell(at(30), raise(12, 2, at(30)));
        pass(31);

        assertThat(city.parents()).hasSize(1);
        assertThat(parent().level()).isEqualTo(2);
        assertThat(parent().timers()).extracting(AlertTimer::name).contains("acknowledge");
        assertThat(parent().flood().total()).isEqualTo(12);
        pass(300);
        assertThat(parent().escalation().step()).isPositive();
    }

    @Test
    void whatIsOlderThanTheWindowCountsForNothing() throws Exception {
        storm(10, 3, 1);
        city.tell(at(602), raise(11, 3, at(602)));
        pass(700);

        assertThat(city.parents()).isEmpty();
    }

    @Test
    void redIsCountedAndNeverAPart() throws Exception {
        storm(10, 3, 1);
        city.tell(at(30), raise(11, 1, at(30)));
        city.tell(at(40), raise(12, 1, at(40)));
        pass(45);

        Alert parent = parent();
        assertThat(parts(parent)).hasSize(10);
        assertThat(parent.flood().total()).isEqualTo(12);
        assertThat(parent.flood().byLevel()).containsEntry(1, 2).containsEntry(3, 10);
        assertThat(city.facts(AlertFact.Kind.FLOODED))
                .extracting(AlertFact::alertId)
                .doesNotContain(id(raise(11, 1, at(30))), id(raise(12, 1, at(40))));
    }

    @Test
    void aPartThatBecomesRedLeavesAtOnce() throws Exception {
        storm(11, 3, 1);
        pass(30);
        String risen = id(raise(4, 3, at(4)));
        assertThat(city.view.get(risen).partOf()).isEqualTo(parent().id());

        city.tell(at(31), raise(4, 1, at(31)));

        assertThat(city.changes.stream().filter(c -> c.alert().level() == 1))
                .isNotEmpty()
                .allMatch(c -> c.alert().partOf() == null);
        assertThat(city.facts(AlertFact.Kind.FLOOD_OVER))
                .extracting(AlertFact::alertId)
                .containsExactly(risen);
        pass(40);
        assertThat(parent().flood().total()).as("it stays counted").isEqualTo(11);
    }

    @Test
    void itEndsAfterItWasCalmForLongEnough() throws Exception {
        storm(11, 3, 1);
        // The fifth youngest leaves the window at 607 s; calm for 600 s from then on.
        pass(1_206);
        assertThat(parent().condition()).isEqualTo(Condition.ACTIVE);
        pass(1_208);

        Alert parent = parent();
        assertThat(parent.condition()).isEqualTo(Condition.CLEARED);
        assertThat(parent.flood().over()).isTrue();
        assertThat(parts(parent)).isEmpty();
        assertThat(city.facts(AlertFact.Kind.FLOOD_OVER)).hasSize(11);
        assertThat(city.changes)
                .filteredOn(c -> c.entry().action().equals("flood-over"))
                .as("who must still act is told, but the end of a flood is no storm")
                .hasSize(11)
                .allMatch(c -> c.pages() != null && c.pages().stream().allMatch(p -> p.quiet()));
        pass(1_208 + 601);
        assertThat(parent().response()).isEqualTo(Response.CLOSED);
    }

    @Test
    void fewNewAlertsDoNotProlongItAndManyDo() throws Exception {
        storm(11, 3, 1);
        for (int i = 0; i < 3; i++) {
            long t = at(700 + 200L * i);
            city.tell(t, raise(20 + i, 3, t));
        }
        pass(1_208);
        assertThat(parent().condition()).isEqualTo(Condition.CLEARED);
        assertThat(parent().flood().total()).isEqualTo(14);
    }

    @Test
    void fiveInTheWindowProlongIt() throws Exception {
        storm(11, 3, 1);
        for (int i = 0; i < 5; i++) {
            long t = at(1_000 + i);
            city.tell(t, raise(20 + i, 3, t));
        }
        pass(1_600 + 590);
        assertThat(parent().condition()).isEqualTo(Condition.ACTIVE);
        pass(1_600 + 603);
        assertThat(parent().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void theParentHearsItsCountsAtMostOnceASecond() throws Exception {
        storm(11, 3, 1);
        for (int i = 0; i < 400; i++) {
            long t = at(20) + 10L * i;
            city.tell(t, raise(100 + i, 3, t));
        }
        pass(30);

        List<AlertFact> counted = city.facts(AlertFact.Kind.FLOOD_COUNTED);
        assertThat(counted).hasSizeBetween(5, 7);
        for (int i = 1; i < counted.size(); i++) {
            assertThat(counted.get(i).at().toEpochMilli() - counted.get(i - 1).at().toEpochMilli())
                    .isGreaterThanOrEqualTo(1_000);
        }
        assertThat(parent().flood().total()).isEqualTo(411);
        assertThat(parts(parent())).hasSize(411);
    }

    @Test
    void whatCameBeforeDoesNotCountAgainForTheNextFlood() throws Exception {
        city.announce(rules(2, START, "'seats':[{'id':'all','name':'值班席','place':''}]", 0));
        storm(11, 3, 1);
        pass(602); // Four are left in the window: the flood is over at once.
        pass(608);
        assertThat(parent().flood().over()).isTrue();
        for (int i = 0; i < 8; i++) {
            city.tell(at(608) + i, raise(20 + i, 3, at(608) + i));
        }
        pass(609);

        assertThat(city.counts.values())
                .extracting(FloodSummary::total)
                .containsExactlyInAnyOrder(11, 8);
    }

    @Test
    void whoClosesTheParentSeesItAgainWithTheNextAlert() throws Exception {
        storm(11, 3, 1);
        String first = parent().id();
        city.tell(at(20), act(first, AlertAction.ACKNOWLEDGE));
        city.tell(at(21), act(first, AlertAction.CLOSE));
        pass(30);
        assertThat(city.parents()).hasSize(1);

        city.tell(at(31), raise(12, 3, at(31)));

        Alert second = city.parents().stream().filter(p -> !p.id().equals(first)).findFirst().get();
        assertThat(parts(second)).hasSize(12);
        assertThat(second.flood().total()).isEqualTo(12);
    }

    @Test
    void aSeatThatTheRulesNoLongerHaveHasNoFlood() throws Exception {
        storm(11, 3, 1);
        city.announce(
                rules(
                        2,
                        at(60),
                        "'seats':[{'id':'south','name':'南','place':'yunwan/south'}]",
                        600));
        pass(59);
        assertThat(parent().condition()).isEqualTo(Condition.ACTIVE);
        pass(61);

        assertThat(parent().condition()).isEqualTo(Condition.CLEARED);
        assertThat(city.facts(AlertFact.Kind.FLOOD_OVER)).hasSize(11);
    }

    @Test
    void anAlertOfAnotherSeatLeavesTheFlood() throws Exception {
        storm(10, 3, 1);
        city.tell(at(20), raise(11, 3, ELSEWHERE, at(20)));
        String moved = id(raise(11, 3, ELSEWHERE, at(20)));
        assertThat(city.view.get(moved).partOf()).isNotNull();
        city.announce(
                rules(
                        2,
                        at(60),
                        "'seats':[{'id':'all','name':'北','place':'yunwan/north'},"
                                + "{'id':'south','name':'南','place':'yunwan/south'}]",
                        600));
        pass(75);

        assertThat(city.view.get(moved).partOf()).isNull();
        assertThat(parts(parent())).hasSize(10);
        assertThat(parent().flood().total()).as("it was counted, and stays so").isEqualTo(11);
    }

    @Test
    void otherNumbersMustBeCalmForAllOfTheirTime() throws Exception {
        storm(11, 3, 1);
        city.announce(rules(2, at(1_000), "'seats':[{'id':'all','name':'席','place':''}]", 700));
        pass(1_695);
        assertThat(parent().condition()).isEqualTo(Condition.ACTIVE);
        pass(1_702);
        assertThat(parent().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void twoSeatsInFloodHoldAPartUntilBothAreCalm() throws Exception {
        city.announce(
                rules(
                        2,
                        START,
                        "'seats':[{'id':'all','name':'总','place':''},"
                                + "{'id':'north','name':'北','place':'yunwan/north'}]",
                        600));
        storm(11, 3, 1);
        pass(20);
        assertThat(city.parents()).hasSize(2);
        assertThat(city.view.get(id(raise(3, 3, at(3)))).partOf()).isNotNull();
        for (int i = 0; i < 9; i++) {
            long t = at(900 + i);
            city.tell(t, raise(20 + i, 3, ELSEWHERE, t));
        }
        pass(1_300);
        assertThat(city.parents())
                .extracting(Alert::condition)
                .containsExactlyInAnyOrder(Condition.ACTIVE, Condition.CLEARED);
        String all = goesOn().id();
        assertThat(city.view.get(id(raise(3, 3, at(3)))).partOf()).isEqualTo(all);
    }

    @Test
    void recordedEventsAreNoLoadAndSilenceNobody() throws Exception {
        List<AlertInput> recorded = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            recorded.add(Storm.recorded(i, at(1)));
        }
        city.tell(at(1), recorded.toArray(AlertInput[]::new));
        pass(60);

        assertThat(city.parents()).isEmpty();
        assertThat(city.shown).isEmpty();
        // The first that is not of a recording is new then.
        storm(11, 3, 61);
        assertThat(parent().flood().total()).isEqualTo(11);
    }

    @Test
    void anAlertThatComesAgainAfterItWasClosedIsNewAndStandsForItself() throws Exception {
        city.announce(
                Judging.version(
                        2,
                        Instant.ofEpochMilli(START),
                        "{'groups':[{'id':'again','match':{'domains':['ebike']},"
                                + "'reopenWithinS':7200}]}"));
        storm(11, 3, 1);
        String again = id(raise(1, 3, at(1)));
        city.tell(at(20), act(again, AlertAction.ACKNOWLEDGE));
        city.tell(at(21), act(again, AlertAction.CLOSE));
        pass(30);
        assertThat(city.view.get(again).partOf()).isNotNull();

        pass(2_000);
        city.tell(at(2_001), raise(1, 3, at(2_001)));
        pass(2_002);

        assertThat(city.view.get(again).response()).isEqualTo(Response.UNACKNOWLEDGED);
        assertThat(city.view.get(again).partOf()).as("that flood is long over").isNull();
        assertThat(city.load().load().lastTenMinutes()).isZero();
        pass(2_012);
        assertThat(city.load().load().lastTenMinutes()).isEqualTo(1);
    }

    @Test
    void whenAllIsClosedAndOverNothingIsLeft() throws Exception {
        storm(40, 3, 1);
        for (int i = 1; i <= 40; i++) {
            String id = id(raise(i, 3, at(i)));
            city.tell(at(100 + i), clear(i, at(100 + i)));
            city.tell(at(200 + i), act(id, AlertAction.ACKNOWLEDGE));
            city.tell(at(300 + i), act(id, AlertAction.CLOSE));
        }
        pass(400);
        assertThat(parent().flood().active()).isZero();
        assertThat(city.left()).isPositive();
        pass(3_600);

        assertThat(city.parents()).allMatch(p -> p.response() == Response.CLOSED);
        assertThat(city.left()).isZero();
    }

    @Test
    void twentyThousandAlertsCostOneFactEach() throws Exception {
        storm(11, 3, 1);
        for (int second = 0; second < 20; second++) {
            AlertInput[] many = new AlertInput[1_000];
            for (int i = 0; i < many.length; i++) {
                many[i] = raise(1_000 + second * 1_000 + i, 3, at(20 + second));
            }
            city.tell(at(20 + second), many);
        }
        pass(45);

        assertThat(city.facts(AlertFact.Kind.FLOODED))
                .hasSize(20_011)
                .extracting(AlertFact::alertId)
                .doesNotHaveDuplicates();
        assertThat(parent().flood().total()).isEqualTo(20_011);
        assertThat(parts(parent())).hasSize(20_011);
    }

    /** So many sites raise something, one each second. */
    private void storm(int sites, int level, long from) throws Exception {
        for (int i = 1; i <= sites; i++) {
            long t = at(from + i - 1);
            city.tell(t, raise(i, level, t));
        }
    }

    private void pass(long seconds) throws Exception {
        city.passTo(at(seconds));
    }

    private static long at(long seconds) {
        return START + seconds * 1_000;
    }

    private Alert parent() {
        assertThat(city.parents()).hasSize(1);
        return city.parents().get(0);
    }

    private Alert goesOn() {
        return city.parents().stream()
                .filter(p -> p.condition() == Condition.ACTIVE)
                .findFirst()
                .get();
    }

    private List<Alert> parts(Alert parent) {
        return city.view.values().stream()
                .filter(alert -> Objects.equals(alert.partOf(), parent.id()))
                .toList();
    }

    private static AlertRules rules(long version, long from, String seats, long leaveAfterS) {
        String numbers = NUMBERS.replace("'leaveAfterS':600", "'leaveAfterS':" + leaveAfterS);
        return Judging.version(
                version, Instant.ofEpochMilli(from), "{'flood':{" + seats + "," + numbers + "}}");
    }
}
