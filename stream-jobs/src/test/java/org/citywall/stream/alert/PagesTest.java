package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.replayed;
import static org.citywall.stream.alert.AlertGroup.slope;
import static org.citywall.stream.alert.AlertGroup.slopeEnd;

import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String SEATS =
            "{'flood':{'seats':[{'id':'north','name':'北席','place':'yunwan'},"
                    + "{'id':'south','name':'南席','place':'gankeng'}],'windowS':600,'enterAbove':10,"
                    + "'leaveBelow':5,'leaveAfterS':600,'firstOut':10}}";

    @Test
    void anAlarmTellsItsSeatAndEachPostOnce() {
        AlertGroup group = Judging.group(SEATS);
        group.detect(0, press("d1", "P1"));
        group.waitUntil(200);

        assertThat(told(group))
                .containsExactly("RAISED north", "ESCALATED 第二席", "ESCALATED 带班领导", "ESCALATED 全员");
        assertThat(pages(group)).noneMatch(Page::quiet);
        assertThat(pages(group)).extracting(Page::id).doesNotHaveDuplicates();
    }

    @Test
    void anAlarmThatNoSeatHoldsTellsAll() {
        AlertGroup group = Judging.group(SEATS.replace("'yunwan'", "'elsewhere'"));
        group.detect(0, press("d1", "P1"));

        assertThat(told(group)).containsExactly("RAISED north", "RAISED south");
    }

    @Test
    void aReplayMakesTheSamePages() {
        AlertGroup first = handled();
        AlertGroup second = handled();

        assertThat(pages(first)).hasSizeGreaterThan(4).isEqualTo(pages(second));
    }

    private static AlertGroup handled() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        group.detect(1, slope("d2", Level.RED, "zhou"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(8, AlertAction.DISPATCH);
        group.waitUntil(1000);
        return group;
    }

    @Test
    void aRiseTellsWhoOwnsItAndWhoIsUnderWay() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(8, AlertAction.DISPATCH);
        group.detect(9, slope("d2", Level.ORANGE, "zhou"));

        assertThat(told(group))
                .containsExactly(
                        "RAISED all",
                        "DISPATCHED 微型站",
                        "RISEN all",
                        "RISEN liming",
                        "RISEN 微型站",
                        "CALLED zhou");
    }

    @Test
    void theSamePersonDispatchedAgainIsToldAgain() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.act(8, AlertAction.DISPATCH);
        group.act(9, AlertAction.DISPATCH);

        assertThat(
                        pages(group).stream()
                                .filter(p -> p.step() == Page.Step.DISPATCHED)
                                .map(Page::id))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsRaisedAnewIsANewCycle() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.waitUntil(31);
        group.act(40, AlertAction.ACKNOWLEDGE);
        group.act(41, AlertAction.RESOLVE);
        group.detect(50, press("d2", "P1"));
        group.waitUntil(81);

        assertThat(told(group))
                .containsExactly("RAISED all", "ESCALATED 第二席", "RAISED all", "ESCALATED 第二席");
        assertThat(pages(group)).extracting(Page::id).doesNotHaveDuplicates();
    }

    @Test
    void recordedEventsTellNobody() {
        AlertGroup group = new AlertGroup();
        group.detect(0, replayed(press("d1", "P1")));
        group.act(8, AlertAction.DISPATCH);

        assertThat(pages(group)).isEmpty();
    }

    @Test
    void aRecoveryIsTold() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.detect(1, pressEnd("e1", "P1"));

        assertThat(told(group)).containsExactly("RAISED all", "RECOVERED all");
    }

    @Test
    void whatComesBackAfterItsRecoveryWasToldIsToldEachTime() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.detect(200, pressEnd("e1", "P1"));
        group.detect(400, press("d2", "P1"));
        group.detect(600, pressEnd("e2", "P1"));

        assertThat(told(group).stream().filter(page -> page.endsWith(" all")))
                .containsExactly("RAISED all", "RECOVERED all", "RAISED all", "RECOVERED all");
        assertThat(pages(group).stream().map(Page::id)).doesNotHaveDuplicates();
        assertThat(group.actions().stream().filter("escalated"::equals))
                .as("the steps begin from the first")
                .hasSizeGreaterThan(3);
    }

    @Test
    void whoIsUnderWayHearsThatItIsBack() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.act(1, AlertAction.DISPATCH);
        group.detect(70, pressEnd("e1", "P1"));
        group.detect(140, press("d2", "P1"));

        String named =
                told(group).stream().filter(p -> p.startsWith("DISPATCHED")).findFirst().get();
        assertThat(group.newest().response()).isEqualTo(Response.DISPATCHED);
        assertThat(told(group)).endsWith("RAISED liming", named.replace("DISPATCHED", "RAISED"));
    }

    @Test
    void whoWasDispatchedHearsThatItIsOver() {
        AlertGroup group = new AlertGroup();
        group.detect(0, press("d1", "P1"));
        group.act(1, AlertAction.DISPATCH);
        group.detect(70, pressEnd("e1", "P1"));

        String named =
                told(group).stream().filter(p -> p.startsWith("DISPATCHED")).findFirst().get();
        assertThat(told(group))
                .contains(
                        "RECOVERED all",
                        "RECOVERED liming",
                        named.replace("DISPATCHED", "RECOVERED"));
        assertThat(pages(group)).extracting(Page::id).doesNotHaveDuplicates();
    }

    @Test
    void whoWasCalledHearsThatItIsOver() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        group.detect(20, slopeEnd("e1"));

        assertThat(told(group))
                .containsExactly("RAISED all", "CALLED zhou", "RECOVERED all", "RECOVERED zhou");
    }

    @Test
    void whatIsInhibitedIsQuietAndDoesNotClimbUntilItIsReleased() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        group.input(1, fact(group, AlertFact.Kind.INHIBITED));
        group.waitUntil(500);
        assertThat(told(group)).containsExactly("RAISED all", "CALLED zhou");

        group.input(500, fact(group, AlertFact.Kind.RELEASED));
        group.waitUntil(531);

        assertThat(told(group))
                .containsExactly("RAISED all", "CALLED zhou", "RAISED all", "ESCALATED 第二席");
        assertThat(pages(group)).noneMatch(Page::quiet);
        assertThat(pages(group)).extracting(Page::id).doesNotHaveDuplicates();
    }

    @Test
    void whoIsDispatchedOrCalledUnderASilenceIsToldAtOnce() {
        AlertGroup group =
                Judging.group(
                        "{'standing':[{'id':'s1','kind':'silence','match':{},"
                                + "'from':'2026-02-28T00:00:00Z','until':'2026-03-02T00:00:00Z',"
                                + "'reason':'检修','by':'liming'}]}");
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        group.act(8, AlertAction.DISPATCH);

        assertThat(pages(group))
                .extracting(page -> page.step() + " " + page.quiet())
                .containsExactly("RAISED true", "CALLED false", "DISPATCHED false");
    }

    @Test
    void aReleaseFreesWhatAnotherCauseWasCalledFor() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        group.input(1, fact(group, AlertFact.Kind.INHIBITED));
        group.detect(2, slope("d2", Level.RED, "zhou"));
        String id = group.newest().id();
        AlertFact released =
                new AlertFact(
                        "f",
                        AlertFact.Kind.RELEASED,
                        id,
                        "another",
                        "rule",
                        "原因",
                        null,
                        AlertGroup.START);
        group.input(3, AlertInput.of(released));

        assertThat(group.newest().suppressedBy()).isNull();
    }

    @Test
    void aFactThatARestoredStageSaysAgainDoesNotUndoALaterOne() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, null));
        AlertInput inhibited = fact(group, AlertFact.Kind.INHIBITED);
        group.input(1, inhibited);
        AlertFact released =
                new AlertFact(
                        "f",
                        AlertFact.Kind.RELEASED,
                        group.newest().id(),
                        inhibited.fact().by(),
                        "rule",
                        "原因",
                        null,
                        AlertGroup.at(2));
        group.input(2, AlertInput.of(released));
        int before = group.changes.size();
        group.input(3, inhibited);

        assertThat(group.changes).hasSize(before);
        assertThat(group.newest().suppressedBy()).isNull();
    }

    @Test
    void whatIsReleasedAfterItClearedTellsNobody() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, null));
        group.input(1, fact(group, AlertFact.Kind.INHIBITED));
        group.detect(2, slopeEnd("e1"));
        group.input(3, fact(group, AlertFact.Kind.RELEASED));

        assertThat(told(group)).containsExactly("RAISED all", "RECOVERED all");
        assertThat(pages(group).get(1).quiet()).isTrue();
    }

    @Test
    void redIsLoudAndNoLongerInhibitedFromTheMomentAtWhichItIsRed() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        group.input(1, fact(group, AlertFact.Kind.INHIBITED));
        group.detect(2, slope("d2", Level.RED, "zhou"));
        group.waitUntil(40);

        assertThat(group.changes)
                .filteredOn(c -> c.alert().level() == Level.RED)
                .isNotEmpty()
                .allMatch(c -> c.alert().suppressedBy() == null);
        assertThat(pages(group)).noneMatch(Page::quiet);
        assertThat(told(group)).contains("RISEN all", "CALLED zhou", "ESCALATED 第二席");
    }

    @Test
    void whoseShelvingEndsIsToldAgainIfItIsStillActive() {
        AlertGroup group = new AlertGroup();
        group.detect(0, slope("d1", Level.YELLOW, null));
        group.act(1, command("s1", group.newest().id(), AlertAction.SHELVE));
        group.waitUntil(2 * 3600 + 2);

        assertThat(told(group)).containsExactly("RAISED all", "RAISED all");
    }

    private static AlertInput fact(AlertGroup group, AlertFact.Kind kind) {
        String id = group.newest().id();
        return AlertInput.of(
                new AlertFact("f" + kind, kind, id, id, "rule", "原因", null, AlertGroup.START));
    }

    static List<Page> pages(AlertGroup group) {
        return group.changes.stream()
                .flatMap(c -> c.pages() == null ? Stream.empty() : c.pages().stream())
                .toList();
    }

    static List<String> told(AlertGroup group) {
        return pages(group).stream().map(p -> p.step() + " " + p.to()).toList();
    }
}
