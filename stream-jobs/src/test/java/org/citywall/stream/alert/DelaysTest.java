package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private static final String BOTH =
            "{'delays':[{'id':'slow','match':{},'onDelayS':30,'offDelayS':60}]}";
    private static final String DEADBAND =
            "{'delays':[{'id':'band','match':{'mildest':3,'gravest':3},'onDelayS':0,'offDelayS':0,"
                    + "'deadbandOf':'位移','deadband':2.0}]}";

    @Test
    void aRaiseThatLastsCountsWhenItsTimeIsOver() {
        AlertGroup group = Judging.group(BOTH);
        group.detect(0, fault("f1"));
        group.detect(10, fault("f2"));
        assertThat(group.changes).isEmpty();
        assertThat(group.state.nextTimer()).isEqualTo(at(30));

        group.waitUntil(31);

        assertThat(group.actions()).containsExactly("raised");
        assertThat(group.newest().raisedAt()).isEqualTo(at(30));
        assertThat(group.newest().occurrences()).isEqualTo(2);
        assertThat(group.newest().sources().get(0).count()).isEqualTo(2);
    }

    @Test
    void theGravestThatWaitedIsTheOneThatCounts() {
        AlertGroup group = Judging.group(BOTH);
        group.detect(0, fault("f1"));
        group.detect(
                10, AlertGroup.detection("f2", AlertClass.MAINTENANCE, "fault", 2, true, null));
        group.waitUntil(30);

        assertThat(group.newest().level()).isEqualTo(2);
        assertThat(group.newest().reason()).isEqualTo("原因 f2");
    }

    @Test
    void whatFindsNoRoomToWaitCountsAtOnce() {
        AlertGroup group = new AlertGroup(AlertGroup.limited(1_000, 1));
        group.rules = Judging.by(BOTH);
        group.detect(0, AlertGroup.detection("a", AlertClass.MAINTENANCE, "fault", 3, true, "P1"));
        assertThat(group.changes).isEmpty();
        group.detect(1, AlertGroup.detection("b", AlertClass.MAINTENANCE, "fault", 3, true, "P2"));
        assertThat(group.actions()).containsExactly("raised");

        group.detect(2, AlertGroup.detection("c", AlertClass.MAINTENANCE, "fault", 3, false, "P2"));
        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aRaiseThatItsClearOvertakesMakesNoAlert() {
        AlertGroup group = Judging.group(BOTH);
        group.detect(0, fault("f1"));
        group.detect(29, faultEnd("e1"));
        group.waitUntil(200);

        assertThat(group.changes).isEmpty();
        assertThat(group.state.held()).isEmpty();
    }

    @Test
    void redIsBelievedAtOnceAndSoIsItsClear() {
        AlertGroup group = Judging.group(BOTH);
        group.detect(0, press("d1", "P1"));
        group.detect(1, pressEnd("e1", "P1"));

        assertThat(group.actions()).containsExactly("raised", "cleared");
    }

    @Test
    void aClearWaitsForARaiseThatTakesItBack() {
        AlertGroup group = Judging.group(BOTH);
        group.detect(0, fault("f1"));
        group.waitUntil(30);
        group.detect(40, faultEnd("e1"));
        group.detect(99, fault("f2"));
        group.waitUntil(150);
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);

        group.detect(200, faultEnd("e2"));
        group.waitUntil(260);

        assertThat(group.actions()).containsExactly("raised", "joined", "cleared");
        assertThat(group.newest().updatedAt()).isEqualTo(at(260));
    }

    @Test
    void aClearWithinTheDeadbandWaitsForABetterOne() {
        AlertGroup group = Judging.group(DEADBAND);
        group.detect(0, saying("10.0 mm", fault("f1")));
        group.detect(1, saying("8.5 mm", faultEnd("e1")));
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);

        group.detect(2, saying("8 mm", faultEnd("e2")));

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aClearWithinTheDeadbandCountsWhenItsSourceStaysQuiet() {
        AlertGroup group = Judging.group(DEADBAND);
        group.detect(0, saying("10.0 mm", fault("f1")));
        group.detect(1, saying("8.5 mm", faultEnd("e1")));
        group.waitUntil(300);
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);

        group.waitUntil(301); // chatter.quietS is 300

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aRaiseTakesBackAClearWithinTheDeadband() {
        AlertGroup group = Judging.group(DEADBAND);
        group.detect(0, saying("10.0 mm", fault("f1")));
        group.detect(1, saying("8.5 mm", faultEnd("e1")));
        group.detect(200, saying("9.9 mm", fault("f2")));

        group.waitUntil(400);

        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);
    }

    @Test
    void aClearWithoutANumberCounts() {
        AlertGroup group = Judging.group(DEADBAND);
        group.detect(0, saying("10.0 mm", fault("f1")));
        group.detect(1, faultEnd("e1"));

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    private static Detection saying(String value, Detection detection) {
        ObjectNode json = Json.mapper().valueToTree(detection);
        json.putObject("evidence").put("位移", value);
        return Json.read(Json.string(json), Detection.class);
    }
}
