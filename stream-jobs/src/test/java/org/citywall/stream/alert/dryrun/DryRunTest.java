package org.citywall.stream.alert.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.dryrun.Past.SHIPPED;
import static org.citywall.stream.alert.dryrun.Past.alertOf;
import static org.citywall.stream.alert.dryrun.Past.rules;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunDifference;
import org.citywall.contracts.alertrule.DryRunDifference.Change;
import org.citywall.contracts.alertrule.DryRunDifference.Measure;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.stream.alert.AlertGroup;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final AlertRules ONE_STEP =
            rules(
                    "{'escalations':[{'id':'all','match':{},"
                            + "'steps':[{'afterS':40,'post':'第二席'}]}]}");
    private static final AlertRules ONE_PLACE =
            rules("{'groups':[{'id':'place','match':{},'by':['place:1']}]}");
    private static final AlertRules NO_INHIBITION = rules("{'inhibitions':[]}");

    private final Past past = new Past();

    @Test
    void theSameRulesDoTheSame() {
        past.press(10, "d1", "B-1").fault(20, "f1", "B-1", "fault", 3, true);

        DryRunReport report = past.under(SHIPPED, SHIPPED);

        assertThat(report.headline()).isEqualTo("没有红色告警的通知会减少或推迟");
        assertThat(report.current()).isEqualTo(report.proposed());
        assertThat(report.current().alerts()).isEqualTo(2);
        assertThat(report.current().byLevel()).isEqualTo(Map.of("1", 1L, "3", 1L));
        assertThat(report.current().byKind()).isEqualTo(Map.of("press", 1L, "fault", 1L));
        assertThat(report.differing()).isZero();
        assertThat(report.examples()).isEmpty();
        assertThat(report.inputs()).isEqualTo(2);
        assertThat(report.from()).isEqualTo(AlertGroup.START);
        assertThat(report.to()).isEqualTo(AlertGroup.at(3_600));
        assertThat(report.firstAt()).isEqualTo(AlertGroup.at(10));
        assertThat(report.lastAt()).isEqualTo(AlertGroup.at(20));
    }

    @Test
    void timeGoesOnToTheEndSoThatEachStepOfTheEscalationIsTold() {
        past.press(10, "d1", "B-1");

        DryRunReport report = past.under(SHIPPED, SHIPPED);

        assertThat(report.current().escalations()).isEqualTo(3);
        assertThat(report.current().loudTo())
                .isEqualTo(Map.of("all", 1L, "第二席", 1L, "带班领导", 1L, "全员", 1L));
        assertThat(report.current().loud()).isEqualTo(4);
    }

    @Test
    void redThatIsPagedLessIsTheFirstLineWhateverElseDiffers() {
        past.alarm(5, "h1", "B-2", true).press(10, "d1", "B-1");

        DryRunReport report = past.under(SHIPPED, ONE_STEP);

        assertThat(report.headline()).isEqualTo("▲ 1 起红色告警的通知会减少或推迟：B-1 标题 press");
        assertThat(report.redPagedLess()).isEqualTo(1);
        assertThat(report.differing()).isEqualTo(2);
        DryRunDifference first = report.examples().get(0);
        assertThat(first.level()).isEqualTo(1);
        assertThat(first.redPagedLess()).isTrue();
        assertThat(first.alertId()).isEqualTo(alertOf("B-1", "d1"));
        assertThat(first.at()).isEqualTo(AlertGroup.at(10));
        assertThat(first.changes())
                .contains(
                        new Change(Measure.RED_PAGES, "escalated", 3, 1),
                        new Change(Measure.LOUD, "带班领导", 1, 0));
        assertThat(first.words()).contains("红色通知（逐级上报） 3→1", "立即通知带班领导 1→0");
        assertThat(report.examples().get(1).redPagedLess()).isFalse();
    }

    @Test
    void redIsPagedLessWhenItJoinsAnotherAlertThoughThatIsPagedAsBefore() {
        past.press(10, "d1", "B-1").press(20, "d2", "B-2");

        DryRunReport report = past.under(SHIPPED, ONE_PLACE);

        assertThat(report.current().alerts()).isEqualTo(2);
        assertThat(report.proposed().alerts()).isEqualTo(1);
        assertThat(report.differing()).as("one incident").isEqualTo(1);
        assertThat(report.redPagedLess()).isEqualTo(1);
        assertThat(report.examples().get(0).changes())
                .contains(
                        new Change(Measure.RED_PAGES, "raised", 2, 1),
                        new Change(Measure.ALERTS, null, 2, 1));
    }

    @Test
    void morePagesOfOneStepDoNotMakeUpForFewerOfAnother() {
        String steps =
                IntStream.rangeClosed(1, 8)
                        .mapToObj(i -> "{'afterS':%d,'post':'第%d席'}".formatted(30 * i, i))
                        .collect(Collectors.joining(","));
        AlertRules louder =
                rules(
                        "{'groups':[{'id':'place','match':{},'by':['place:1']}],"
                                + "'escalations':[{'id':'all','match':{},'steps':["
                                + steps
                                + "]}]}");
        past.press(10, "d1", "B-1").press(20, "d2", "B-2");

        DryRunReport report = past.under(SHIPPED, louder);

        assertThat(report.proposed().loud()).isGreaterThan(report.current().loud());
        assertThat(report.redPagedLess()).isEqualTo(1);
    }

    @Test
    void redThatIsToldToOneMoreIsNotPagedLess() {
        AlertRules more =
                rules(
                        "{'escalations':[{'id':'all','match':{},'steps':["
                                + "{'afterS':30,'post':'第二席'},{'afterS':60,'post':'带班领导'},"
                                + "{'afterS':120,'post':'全员'},{'afterS':180,'post':'区总值班'}]}]}");
        past.press(10, "d1", "B-1");

        DryRunReport report = past.under(SHIPPED, more);

        assertThat(report.proposed().loud()).isEqualTo(report.current().loud() + 1);
        assertThat(report.differing()).isEqualTo(1);
        assertThat(report.redPagedLess()).isZero();
    }

    @Test
    void aDelayLetsOrangeWaitAndNeverRed() {
        AlertRules delayed =
                rules("{'delays':[{'id':'slow','match':{},'onDelayS':30,'offDelayS':0}]}");
        past.alarm(10, "h1", "B-1", true)
                .alarm(15, "h2", "B-1", false)
                .press(20, "d1", "B-2")
                .fault(30, "f1", "B-3", "fault", 3, true);

        DryRunReport report = past.under(SHIPPED, delayed);

        assertThat(report.proposed().byLevel()).isEqualTo(Map.of("1", 1L, "3", 1L));
        assertThat(report.redPagedLess()).isZero();
        assertThat(report.differing()).as("what only waited is the same alert").isEqualTo(1);
        assertThat(report.examples().get(0).title()).isEqualTo("B-1 标题 heat");
        assertThat(report.examples().get(0).changes())
                .contains(new Change(Measure.ALERTS, null, 1, 0));
    }

    @Test
    void inhibitionIsDecidedAnewUnderEachRules() {
        past.fault(10, "c1", "B-1", "power-cut", 2, true)
                .fault(20, "o1", "B-1", "offline", 3, true)
                .fault(30, "o2", "B-2", "offline", 3, true);
        // In the job a group of maintenance holds all of a building: here each device has its own.
        AlertRules each = byKind("");
        AlertRules none = byKind(",'inhibitions':[]");

        DryRunReport report = past.under(none, each);

        assertThat(report.current().inhibited()).isZero();
        assertThat(report.proposed().inhibited()).isEqualTo(1);
        assertThat(report.differing()).isEqualTo(1);
        assertThat(report.examples().get(0).changes())
                .containsExactly(new Change(Measure.INHIBITED, null, 0, 1));
        assertThat(report.examples().get(0).title()).isEqualTo("B-1 标题 offline");
    }

    private static AlertRules byKind(String more) {
        return rules("{'groups':[{'id':'k','match':{},'by':['kind','site']}]" + more + "}");
    }

    @Test
    void whatStagesMadeIsLeftOutAndCounted() {
        AlertFact fact =
                new AlertFact(
                        "f",
                        AlertFact.Kind.INHIBITED,
                        alertOf("B-1", "d1"),
                        "x",
                        "r",
                        "",
                        null,
                        AlertGroup.START);
        past.press(10, "d1", "B-1")
                .at(11, AlertInput.of(fact))
                .at(12, AlertInput.of(AlertGroup.press("h", "P1").inGroup("by/x/fire/alarm|1")))
                .at(13, AlertInput.of(AlertGroup.press("s", "P1").inGroup("system/flood/all")))
                .at(14, AlertInput.of(SHIPPED))
                .at(15, AlertInput.tick());

        DryRunReport report = past.under(NO_INHIBITION, NO_INHIBITION);

        assertThat(report.dropped()).isEqualTo(Map.of("fact", 1L, "forwarded", 1L, "stage", 1L));
        assertThat(report.inputs()).isEqualTo(1);
        assertThat(report.current().alerts()).isEqualTo(1);
        assertThat(report.current().inhibited()).isZero();
    }

    @Test
    void whatPeopleDidFollowsTheDetectionThatOpenedTheirAlert() {
        past.press(10, "d1", "B-1")
                .press(11, "d2", "B-2")
                .act(20, "c1", alertOf("B-2", "d2"), AlertAction.ACKNOWLEDGE)
                .act(21, "c2", alertOf("B-2", "d2"), AlertAction.ACKNOWLEDGE)
                .act(22, "c3", alertOf("B-9", "d9"), AlertAction.ACKNOWLEDGE);

        DryRunReport report = past.under(SHIPPED, ONE_PLACE);

        assertThat(report.proposed().escalations()).as("somebody answered in time").isZero();
        assertThat(report.current().escalations()).as("of B-1 alone").isEqualTo(3);
        assertThat(report.proposed().commandsDone()).isEqualTo(1);
        assertThat(report.proposed().commandsRefused()).isEqualTo(1);
        assertThat(report.proposed().commandsLost()).isEqualTo(1);
    }

    @Test
    void aLimitEndsTheHistoryAndIsSaid() {
        past.press(10, "d1", "B-1").press(20, "d2", "B-2").press(30, "d3", "B-3");

        DryRunReport inputs = past.limited(2, 100).under(SHIPPED, SHIPPED);
        DryRunReport alerts = past.limited(100, 2).under(SHIPPED, SHIPPED);
        DryRunReport whole = past.limited(3, 3).under(SHIPPED, SHIPPED);

        assertThat(inputs.limit()).isEqualTo(DryRunReport.Limit.INPUTS);
        assertThat(inputs.inputs()).isEqualTo(2);
        assertThat(inputs.to()).isEqualTo(AlertGroup.at(20));
        assertThat(inputs.headline()).endsWith("（只试了一部分历史：输入条数已到上限）");
        assertThat(alerts.limit()).isEqualTo(DryRunReport.Limit.ALERTS);
        assertThat(alerts.current().alerts()).isEqualTo(2);
        assertThat(whole.limit()).isNull();
        assertThat(whole.current().alerts()).isEqualTo(3);
    }

    @Test
    void whatCameAfterTheQuestionIsNotPartOfTheAnswer() {
        past.press(10, "d1", "B-1").press(3_601, "d2", "B-2");

        DryRunReport report = past.under(SHIPPED, SHIPPED);

        assertThat(report.current().alerts()).isEqualTo(1);
        assertThat(report.limit()).isNull();
        assertThat(report.to()).isEqualTo(AlertGroup.at(3_600));
    }

    @Test
    void aFloodIsCountedAndItsPartsAreQuietButRedIsPagedAsBefore() {
        AlertRules never = rules("{" + Past.NO_FLOOD + "}");
        for (int i = 0; i < 30; i++) {
            past.alarm(10 + i, "h" + i, "B-" + (100 + i), true);
        }
        past.press(60, "d1", "B-1");

        DryRunReport report = past.under(never, SHIPPED);

        assertThat(report.current().flooded()).isZero();
        assertThat(report.current().alerts()).isEqualTo(31);
        assertThat(report.proposed().flooded()).isEqualTo(30);
        assertThat(report.proposed().alerts()).as("with the parent").isEqualTo(32);
        assertThat(report.redPagedLess()).isZero();
        assertThat(report.proposed().quiet()).as("when it is over").isEqualTo(30);
        assertThat(report.current().quiet()).isZero();
    }
}
