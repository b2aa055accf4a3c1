package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.START;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.slope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.junit.jupiter.api.Test;

class AnnouncedTest {
    private static String standing(String kind, String match, double from, double until) {
        return ("{'standing':[{'id':'s1','kind':'%s','match':%s,'from':'%s','until':'%s',"
                        + "'reason':'检修','by':'liming','confirmedBy':'zhou','replacement':'人工巡视'}]}")
                .formatted(kind, match, at(from), at(until));
    }

    @Test
    void aSilenceBeginsAndEndsForAnAlertThatIsOpen() {
        AlertGroup group = Judging.group(standing("silence", "{}", 100, 200));
        group.detect(0, slope("d1", Level.YELLOW, null));
        group.waitUntil(99);
        assertThat(group.newest().standing()).isNull();

        group.waitUntil(100);
        assertThat(group.newest().standing()).isEqualTo("s1");
        assertThat(group.newest().tags()).contains("silenced");
        assertThat(group.newest().updatedAt()).isEqualTo(at(100));
        group.waitUntil(200);

        assertThat(group.newest().standing()).isNull();
        assertThat(group.newest().tags()).doesNotContain("silenced");
        assertThat(group.actions()).containsExactly("raised", "standing", "standing");
        assertThat(PagesTest.told(group)).containsExactly("RAISED all", "RAISED all");
    }

    @Test
    void whatIsRaisedUnderASilenceIsQuietAndDoesNotClimb() {
        AlertGroup group = Judging.group(standing("silence", "{}", 0, 500));
        group.detect(1, slope("d1", Level.ORANGE, null));
        group.waitUntil(400);

        assertThat(group.newest().tags()).contains("silenced");
        assertThat(PagesTest.pages(group).get(0).quiet()).isTrue();
        assertThat(group.actions()).containsExactly("raised", "called");
        // Though the call told the first post already: it is told by its own step all the same.
        group.waitUntil(561);
        assertThat(group.actions())
                .containsExactly("raised", "called", "standing", "escalated", "escalated");
    }

    @Test
    void aSilenceNeverHoldsForRedAndEndsWhenItRises() {
        AlertGroup group = Judging.group(standing("silence", "{}", 0, 500));
        group.detect(1, slope("d1", Level.YELLOW, null));
        assertThat(group.newest().standing()).isEqualTo("s1");

        group.detect(2, slope("d2", Level.RED, null));

        assertThat(group.newest().standing()).isNull();
        assertThat(group.newest().tags()).doesNotContain("silenced");
        assertThat(PagesTest.told(group)).contains("RISEN all");
        assertThat(PagesTest.pages(group).stream().filter(p -> p.level() == Level.RED))
                .noneMatch(Page::quiet);
    }

    @Test
    void aDrillMarksRedAndItsPagesMayWait() {
        AlertGroup group = Judging.group(standing("drill", "{}", 0, 500));
        group.detect(1, press("d1", "P1"));

        assertThat(group.newest().tags()).contains("drill");
        assertThat(PagesTest.pages(group)).allMatch(Page::quiet);
        group.waitUntil(40);
        assertThat(group.actions()).as("its clocks go on").contains("escalated");
    }

    @Test
    void outOfServiceMarksRedAndPagesItAllTheSame() {
        AlertGroup group = Judging.group(standing("out-of-service", "{'devices':['D1']}", 0, 500));
        group.detect(1, press("d1", "P1"));

        assertThat(group.newest().tags()).contains("out-of-service");
        assertThat(PagesTest.pages(group)).noneMatch(Page::quiet);
    }

    @Test
    void aHealthyNeighbourIsNotSilentWithADeviceThatIs() {
        AlertGroup group = Judging.group(standing("out-of-service", "{'devices':['D1']}", 0, 500));
        group.detect(1, fault("f1"));
        assertThat(group.newest().standing()).isEqualTo("s1");

        group.detect(2, of("D2", fault("f2")));

        assertThat(group.newest().standing()).isNull();
    }

    @Test
    void aDeviceThatFoundNoRoomInTheListIsNotSilentWithOneThatDid() {
        AlertGroup group = new AlertGroup(AlertGroup.limited(1_000, 1));
        group.rules = Judging.by(standing("out-of-service", "{'devices':['D1']}", 0, 500));
        group.detect(1, fault("f1"));
        assertThat(group.newest().standing()).isEqualTo("s1");

        group.detect(2, of("D2", fault("f2")));

        assertThat(group.state.open().alert().sources()).hasSize(1);
        assertThat(group.newest().standing()).isNull();
    }

    @Test
    void aTagThatWasThereStaysWhenTheDrillEnds() {
        AlertGroup group = Judging.group(standing("drill", "{}", 100, 200));
        Detection drill = withTag("drill", fault("f1"));
        group.detect(1, drill);
        group.waitUntil(300);

        assertThat(group.actions()).containsExactly("raised", "standing", "standing");
        assertThat(group.newest().tags()).contains("drill");
    }

    @Test
    void whatIsAnnouncedLaterBeginsWithItsVersionHoweverLateThatIsFound() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        announceFor(group, 300);
        group.waitUntil(299);
        assertThat(group.newest().standing()).isNull();
        assertThat(group.state.nextTimer()).isEqualTo(at(300));
        group.waitUntil(900);

        assertThat(group.newest().standing()).isEqualTo("s1");
        assertThat(group.newest().updatedAt()).isEqualTo(at(300));
    }

    @Test
    void whatOvertakesTheSweepIsJudgedBehindTheVersionThatBeganBeforeIt() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        announceFor(group, 300);
        group.detect(400, of("D2", fault("f2")));

        assertThat(group.actions()).containsExactly("raised", "standing", "joined");
        assertThat(group.changes.get(1).alert().updatedAt()).isEqualTo(at(300));
    }

    @Test
    void aVersionThatIsKnownBeforeTheAlertIsExpectedByIt() {
        AlertGroup group = new AlertGroup();
        announceFor(group, 300);
        group.detect(0, fault("f1"));

        assertThat(group.state.nextTimer()).isEqualTo(at(300));
        group.waitUntil(300);
        assertThat(group.newest().standing()).isEqualTo("s1");
    }

    @Test
    void aVersionThatIsKnownTooLateCountsFromTheNewestRevision() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        group.detect(500, of("D2", fault("f2")));
        announceFor(group, 300);
        group.waitUntil(600);

        assertThat(group.newest().standing()).isEqualTo("s1");
        assertThat(group.newest().updatedAt()).isEqualTo(at(500));
        assertThat(group.state.nextTimer()).as("its end").isEqualTo(at(3_000));
    }

    @Test
    void eachOfTwoVersionsThatBeganMeanwhileIsFollowed() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        announceFor(group, 300);
        group.rules = group.rules.with(Judging.version(3, at(600), "{'standing':[]}"));
        group.waitUntil(900);

        assertThat(group.actions()).containsExactly("raised", "standing", "standing");
        assertThat(group.changes)
                .extracting(change -> change.alert().updatedAt())
                .containsExactly(at(0), at(300), at(600));
    }

    @Test
    void anAlertAboutWhichNothingIsAnnouncedAsksNobody() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));

        assertThat(group.state.nextTimer()).as("it is stale then").isEqualTo(at(86_400));
    }

    @Test
    void anAlertOfAReleaseThatAskedEachTenMinutesGoesOn() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        TrackedAlert now = group.state.open();
        AlertMemory m = now.memory();
        AlertMemory old =
                new AlertMemory(
                        m.cycle(),
                        m.next(),
                        m.accept(),
                        m.named(),
                        m.sources(),
                        m.closeAfterS(),
                        m.closeFrom(),
                        m.standing(),
                        Map.of(Announced.LOOK, at(420), Timers.STALE, at(86_400)),
                        null,
                        null);
        group.state = with(group.state, with(now, old));
        announceFor(group, 300);
        group.waitUntil(450);

        assertThat(group.newest().updatedAt()).isEqualTo(at(300));
        assertThat(group.actions()).containsExactly("raised", "standing");
        assertThat(group.state.nextTimer()).isEqualTo(at(3_000));
    }

    private static void announceFor(AlertGroup group, double from) {
        String standing = standing("silence", "{}", 0, 3_000);
        group.rules = group.rules.with(Judging.version(2, at(from), standing));
    }

    private static TrackedAlert with(TrackedAlert t, AlertMemory memory) {
        return new TrackedAlert(
                t.alert(),
                t.last(),
                t.live(),
                t.unansweredSince(),
                t.unlisted(),
                t.responsible(),
                t.dangers(),
                memory);
    }

    private static AlertGroupState with(AlertGroupState s, TrackedAlert open) {
        return new AlertGroupState(
                open, s.closed(), s.seen(), s.answers(), s.answered(), s.held(), s.routes());
    }

    @Test
    void lookingLeavesNoTimerOnAClosedAlert() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        group.act(1, AlertAction.ACKNOWLEDGE);
        group.act(2, AlertAction.CLOSE);

        assertThat(group.state.nextTimer()).isEqualTo(START.plusSeconds(2 + 86_400));
    }

    private static Detection of(String device, Detection d) {
        return change(d, json -> json.put("deviceId", device));
    }

    private static Detection withTag(String tag, Detection d) {
        return change(d, json -> json.putArray("tags").add(tag));
    }

    private static Detection change(Detection d, Consumer<ObjectNode> change) {
        ObjectNode json = Json.mapper().valueToTree(d);
        change.accept(json);
        return Json.read(Json.string(json), Detection.class);
    }
}
