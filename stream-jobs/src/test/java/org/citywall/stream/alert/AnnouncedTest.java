package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.START;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.slope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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
        // The call has told the first post already; the second is due a minute after the silence.
        group.waitUntil(561);
        assertThat(group.actions()).containsExactly("raised", "called", "standing", "escalated");
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
    void aTagThatWasThereStaysWhenTheDrillEnds() {
        AlertGroup group = Judging.group(standing("drill", "{}", 100, 200));
        Detection drill = withTag("drill", fault("f1"));
        group.detect(1, drill);
        group.waitUntil(300);

        assertThat(group.actions()).containsExactly("raised", "standing", "standing");
        assertThat(group.newest().tags()).contains("drill");
    }

    @Test
    void whatIsAnnouncedLaterIsSeenWithinTenMinutes() {
        AlertGroup group = new AlertGroup();
        group.detect(0, fault("f1"));
        group.rules =
                group.rules.with(
                        Judging.version(
                                2,
                                Instant.parse("2026-03-01T00:05:00Z"),
                                standing("silence", "{}", 0, 3_000)));
        group.waitUntil(299);
        assertThat(group.newest().standing()).isNull();
        group.waitUntil(900);

        assertThat(group.newest().standing()).isEqualTo("s1");
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
