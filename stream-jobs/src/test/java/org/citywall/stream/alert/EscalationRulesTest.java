package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.slope;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Level;
import org.junit.jupiter.api.Test;

/** START is 08:00 in Shenzhen. */
class EscalationRulesTest {
    private static final double HOUR = 3600;
    private static final String NIGHT =
            "{'escalations':[{'id':'night','match':{},'from':'22:00','to':'06:00',"
                    + "'steps':[{'afterS':10,'post':'夜班'},{'afterS':20,'post':'所长'}]}]}";
    private static final String ACCEPT =
            "{'escalations':[{'id':'all','match':{},'steps':[{'afterS':40,'post':'第二席'}],"
                    + "'acceptWithinS':60,'acceptPost':'带班'}]}";

    @Test
    void aWindowThatSpansMidnightCountsOnBothSidesOfIt() {
        for (double hour : new double[] {14, 21.9}) {
            AlertGroup group = Judging.group(NIGHT);
            group.detect(hour * HOUR, press("d1", "P1"));
            group.waitUntil(hour * HOUR + 25);
            assertThat(group.newest().escalation().notified()).containsExactly("夜班", "所长");
        }
    }

    @Test
    void outsideTheWindowTheSettingsCount() {
        for (double hour : new double[] {13.9, 22}) {
            AlertGroup group = Judging.group(NIGHT);
            group.detect(hour * HOUR, press("d1", "P1"));
            group.waitUntil(hour * HOUR + 31);
            assertThat(group.newest().escalation().notified()).containsExactly("第二席");
        }
    }

    @Test
    void aStepThatIsArrangedStaysThoughTheWindowEnds() {
        AlertGroup group = Judging.group(NIGHT);
        double end = 22 * HOUR; // 06:00
        group.detect(end - 5, press("d1", "P1"));
        group.act(end + 1, AlertAction.COMMENT);

        assertThat(group.newest().timers()).contains(new AlertTimer("acknowledge", at(end + 5)));
        group.waitUntil(end + 6);
        assertThat(group.newest().escalation().notified()).containsExactly("夜班");
    }

    @Test
    void theFirstRuleThatMatchesCountsAndARiseChoosesAnew() {
        AlertGroup group =
                Judging.group(
                        "{'escalations':["
                                + "{'id':'red','match':{'mildest':1},'steps':[{'afterS':5,'post':'指挥长'}]},"
                                + "{'id':'all','match':{},'steps':[{'afterS':50,'post':'第二席'}]}]}");
        group.detect(0, slope("d1", Level.ORANGE, "zhou"));
        assertThat(group.newest().timers()).contains(new AlertTimer("acknowledge", at(50)));

        group.detect(20, slope("d2", Level.RED, "zhou"));
        group.waitUntil(21);

        assertThat(group.newest().escalation().notified()).contains("指挥长");
    }

    @Test
    void aCallThatNamesNobodyTakesNoStepOfTheRule() {
        AlertGroup group =
                Judging.group(
                        "{'escalations':[{'id':'one','match':{},"
                                + "'steps':[{'afterS':60,'post':'指挥长'}]}]}");
        group.detect(0, slope("d1", Level.RED, null));
        group.waitUntil(61);

        assertThat(group.actions()).containsExactly("raised", "called", "escalated");
        assertThat(group.newest().answering().person()).isEqualTo("指挥长");
        assertThat(PagesTest.told(group)).contains("CALLED 指挥长", "ESCALATED 指挥长");
    }

    @Test
    void whoIsDispatchedMustAcceptAndAcknowledgingDoesNotStopThat() {
        AlertGroup group = Judging.group(ACCEPT);
        group.detect(0, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(10, AlertAction.DISPATCH);
        assertThat(group.newest().timers()).contains(new AlertTimer("accept", at(70)));

        group.waitUntil(71);

        assertThat(group.newest().tags()).contains("接单超时");
        assertThat(group.newest().escalation().notified()).contains("带班");
        assertThat(group.changes)
                .filteredOn(change -> change.entry().action().equals("overdue"))
                .filteredOn(change -> change.entry().reason().contains("没有接单"))
                .hasSize(1);
    }

    @Test
    void whoAcceptsInTimeIsNotOverdue() {
        AlertGroup group = Judging.group(ACCEPT);
        group.detect(0, press("d1", "P1"));
        group.act(10, AlertAction.DISPATCH);
        group.act(69, AlertAction.ACCEPT);
        group.waitUntil(80);

        assertThat(group.newest().tags()).doesNotContain("接单超时");
        assertThat(group.newest().timers()).extracting(AlertTimer::name).doesNotContain("accept");
    }

    @Test
    void aNewDispatchAsksAnew() {
        AlertGroup group = Judging.group(ACCEPT);
        group.detect(0, press("d1", "P1"));
        group.act(10, AlertAction.DISPATCH);
        group.waitUntil(71);
        group.act(100, AlertAction.DISPATCH);

        assertThat(group.newest().tags()).doesNotContain("接单超时");
        assertThat(group.newest().timers()).contains(new AlertTimer("accept", at(160)));
        group.act(110, AlertAction.ARRIVE);
        assertThat(group.newest().timers()).extracting(AlertTimer::name).doesNotContain("accept");
    }
}
