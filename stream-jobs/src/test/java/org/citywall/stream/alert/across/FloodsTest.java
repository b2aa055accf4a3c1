package org.citywall.stream.alert.across;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Level;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

/** The shipped numbers to the millisecond: more than 10 in 600 s; fewer than 5 for 600 s. */
class FloodsTest {
    private static final String SEAT = "all";
    private static final String PARENT = Ids.alertId(Ids.groupHash("system/flood/all"), "1");
    private static final long T = 1_800_000_000_000L;
    private static final long S = 1_000;

    private FloodHead head = FloodHead.EMPTY;
    private final Map<String, FloodMember> members = new TreeMap<>();
    private final List<InhibitVerdict> told = new ArrayList<>();
    private final List<AlertInput> said = new ArrayList<>();
    private int alerts;

    @Test
    void theEleventhIsAFloodWhileTheFirstIsInTheWindow() {
        raise(10, Level.YELLOW, T);
        assertThat(head.flood()).isNull();

        raise(1, Level.YELLOW, T + 600 * S - 1);

        assertThat(head.flood()).isNotNull();
        assertThat(head.flood().since()).isEqualTo(T);
    }

    @Test
    void atTheEndOfTheWindowTheFirstCountsNoMore() {
        raise(10, Level.YELLOW, T);
        raise(1, Level.YELLOW, T + 600 * S);

        assertThat(head.flood()).isNull();
        assertThat(head.recent()).hasSize(1);
    }

    @Test
    void itEndsAtTheMomentAtWhichItWasCalmForLongEnough() {
        flood();
        pass(T + 1_200 * S - 1);
        assertThat(head.flood()).isNotNull();

        pass(T + 1_200 * S);

        assertThat(head).isEqualTo(FloodHead.EMPTY);
        assertThat(members).isEmpty();
        assertThat(counts().get(counts().size() - 1).over()).isTrue();
        assertThat(said.get(said.size() - 1).detection().raised()).isFalse();
    }

    @Test
    void fourInTheWindowDoNotProlongIt() {
        flood();
        raise(4, Level.YELLOW, T + 300 * S);
        pass(T + 1_200 * S);

        assertThat(head.flood()).isNull();
    }

    @Test
    void fiveInTheWindowProlongItUntilTheFirstOfThemLeaves() {
        flood();
        raise(5, Level.YELLOW, T + 300 * S);
        pass(T + 1_500 * S - 1);
        assertThat(head.flood()).isNotNull();

        pass(T + 1_500 * S);

        assertThat(head.flood()).isNull();
    }

    @Test
    void fiveThatComeWhileItIsCalmBeginTheWaitAnew() {
        flood();
        raise(5, Level.YELLOW, T + 1_200 * S - 1);
        pass(T + 2_400 * S - 2);
        assertThat(head.flood()).isNotNull();

        pass(T + 2_400 * S - 1);

        assertThat(head.flood()).isNull();
    }

    @Test
    void fourThatComeWhileItIsCalmDoNot() {
        flood();
        raise(4, Level.YELLOW, T + 1_200 * S - 1);
        pass(T + 1_200 * S);

        assertThat(head.flood()).isNull();
    }

    @Test
    void redIsCountedAndIsNoPart() {
        raise(10, Level.YELLOW, T);
        raise(1, Level.RED, T);
        parent(T);

        assertThat(members.get("a10").part()).isFalse();
        assertThat(members.values().stream().filter(FloodMember::part)).hasSize(10);
        assertThat(head.flood().total()).isEqualTo(11);
        assertThat(head.flood().byLevel()).isEqualTo(Map.of(Level.RED, 1, Level.YELLOW, 10));
        raise(1, Level.RED, T + 1);
        assertThat(told).extracting(InhibitVerdict::alertId).doesNotContain("a11");
        raise(1, Level.ORANGE, T + 2);
        assertThat(told.get(told.size() - 1).alertId()).isEqualTo("a12");
        assertThat(told.get(told.size() - 1).by()).isEqualTo(PARENT);
    }

    @Test
    void aPartThatBecomesRedIsReleasedAtOnceAndStaysCounted() {
        flood();
        told.clear();
        tell("a3", alert("a3", Level.YELLOW, true), alert("a3", Level.RED, true), false, T + 1);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).by()).isEmpty();
        assertThat(told.get(0).open()).isTrue();
        assertThat(head.flood().total()).isEqualTo(11);
        assertThat(head.flood().active()).isEqualTo(11);
    }

    @Test
    void theSumsOfLevelsAndOfKindsAreTheNewAlerts() {
        flood();
        raise(7, Level.BLUE, T + 10 * S);
        tell("a0", alert("a0", Level.YELLOW, true), null, false, T + 11 * S);
        tell("a0", null, alert("a0", Level.YELLOW, true), true, T + 12 * S);
        pass(T + 20 * S);

        FloodSummary newest = counts().get(counts().size() - 1);
        assertThat(newest.total()).isEqualTo(19);
        assertThat(newest.byLevel()).isEqualTo(Map.of(Level.YELLOW, 12, Level.BLUE, 7));
        assertThat(newest.byKind()).isEqualTo(Map.of("hot", 19));
        assertThat(newest.active()).isEqualTo(18);
        assertThat(newest.firstOut()).hasSize(10);
    }

    @Test
    void whatIsNotNewIsNeitherCountedNorAPart() {
        flood();
        told.clear();
        tell("old", null, alert("old", Level.YELLOW, true), false, T + 1);

        assertThat(head.flood().total()).isEqualTo(11);
        assertThat(told).isEmpty();
        assertThat(members).doesNotContainKey("old");
    }

    private void flood() {
        raise(11, Level.YELLOW, T);
        parent(T);
    }

    private void raise(int number, int level, long at) {
        for (int i = 0; i < number; i++) {
            String id = "a" + alerts++;
            tell(id, null, alert(id, level, true), true, at);
        }
    }

    private void parent(long at) {
        SeatAlert parent =
                new SeatAlert(
                        PARENT,
                        SEAT,
                        "flood",
                        "",
                        Level.YELLOW,
                        null,
                        "",
                        true,
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false);
        tell(PARENT, null, parent, true, at);
    }

    private static SeatAlert alert(String id, int level, boolean active) {
        return new SeatAlert(
                id, null, "hot", "", level, null, "", active, true, false, false, false, false,
                false, false);
    }

    private void tell(String id, SeatAlert before, SeatAlert after, boolean fresh, long at) {
        pass(at);
        SeatNews news = new SeatNews(SEAT, id, before, after, fresh, after != null, at);
        carryOut(Floods.apply(SEAT, head, news, members.get(id), RuleVersions.SHIPPED));
    }

    private void pass(long at) {
        carryOut(Floods.advanceTo(SEAT, head, at, RuleVersions.SHIPPED));
    }

    private void carryOut(FloodDecision decision) {
        head = decision.head();
        if (decision.all() != null && decision.all().by().isEmpty()) {
            members.clear();
        }
        decision.members()
                .forEach(
                        (id, member) -> {
                            if (member == null) {
                                members.remove(id);
                            } else {
                                members.put(id, member);
                            }
                        });
        told.addAll(decision.verdicts());
        said.addAll(decision.inputs());
    }

    private List<FloodSummary> counts() {
        return said.stream()
                .map(AlertInput::fact)
                .filter(fact -> fact != null)
                .map(AlertFact::flood)
                .toList();
    }
}
