package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.ticket.TicketCase.OFFICE;
import static org.citywall.stream.ticket.TicketCase.SECOND;
import static org.citywall.stream.ticket.TicketCase.minutes;

import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.junit.jupiter.api.Test;

class ClocksTest {
    @Test
    void aSignatureInTimeKeepsTheResponse() {
        TicketCase it = TicketCase.dispatched();
        it.tell(20, it.at(20, TicketEventKind.SIGNED).of(OFFICE));

        assertThat(it.clock("respond").state()).isEqualTo(ClockState.MET);
        assertThat(it.clock("respond").spent()).isEqualTo(19);
        assertThat(it.clock("complete").state()).isEqualTo(ClockState.RUNNING);
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(1_440));
        assertThat(it.ticket.state()).isEqualTo(TicketState.SIGNED);
    }

    @Test
    void warningsComeOnceEachAndThenUrges() {
        TicketCase it = TicketCase.dispatched();
        it.orders.clear();
        for (double minute = 2; minute < 100; minute++) {
            it.pass(minute);
        }

        assertThat(it.actions())
                .containsExactly(
                        "created",
                        "dispatched",
                        "clock-warned",
                        "clock-warned",
                        "clock-missed",
                        "escalated",
                        "escalated",
                        "clock-urged",
                        "clock-urged");
        assertThat(it.steps.get(2).occurredAt()).isEqualTo(minutes(16));
        assertThat(it.steps.get(3).occurredAt()).isEqualTo(minutes(25));
        assertThat(it.steps.get(4).occurredAt()).isEqualTo(minutes(31));
        assertThat(it.steps).extracting(TicketStep::id).doesNotHaveDuplicates();
        assertThat(it.orders)
                .allMatch(o -> o.kind() == TicketOrderKind.URGE && o.department().equals(OFFICE))
                .extracting(TicketOrder::id)
                .doesNotHaveDuplicates();
        assertThat(it.detections)
                .singleElement()
                .satisfies(
                        d -> {
                            assertThat(d.kind()).isEqualTo(Alerts.OVERDUE);
                            assertThat(d.level()).isEqualTo(4);
                            assertThat(d.title()).isEqualTo("工单超期：暴露垃圾 · 响应");
                        });
        assertThat(it.ticket.tier()).isEqualTo(3);
    }

    @Test
    void aLateSignatureStaysBrokenAndEndsItsAlert() {
        TicketCase it = TicketCase.dispatched();
        it.pass(32);
        it.tell(40, it.at(40, TicketEventKind.SIGNED).of(OFFICE));

        assertThat(it.clock("respond").state()).isEqualTo(ClockState.MISSED);
        assertThat(it.detections).extracting(Detection::raised).containsExactly(true, false);
        assertThat(it.has(TicketFlag.OVERDUE)).isTrue();
    }

    @Test
    void aStepThatWasOnlyToldLateIsTakenAsKept() {
        TicketCase it = TicketCase.created();
        it.pass(1_450);
        assertThat(it.has(TicketFlag.SUPERVISED)).isTrue();
        it.tell(1_460, it.at(1_400, TicketEventKind.DONE).receivedAt(1_460));

        assertThat(it.clock("complete").state()).isEqualTo(ClockState.MET);
        assertThat(it.has(TicketFlag.OVERDUE)).isFalse();
        assertThat(it.has(TicketFlag.SUPERVISED)).isFalse();
        assertThat(it.actions()).contains("clock-kept", "released");
        assertThat(it.detections.stream().filter(Detection::raised).count())
                .isEqualTo(it.detections.stream().filter(d -> !d.raised()).count());
    }

    @Test
    void whatHappensInTheFutureIsNotBelieved() {
        TicketCase it = TicketCase.dispatched();
        it.tell(10, it.at(25, TicketEventKind.SIGNED).of(OFFICE).receivedAt(10));

        assertThat(it.clock("respond").endedAt()).isEqualTo(minutes(15));
    }

    @Test
    void everyDepartmentOfAWhistleHasAClockOfItsOwn() {
        TicketCase it = TicketCase.created();
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE, SECOND));
        it.tell(5, it.at(5, TicketEventKind.SIGNED).of(SECOND));

        assertThat(it.ticket.clocks())
                .filteredOn(c -> c.milestone().equals("respond"))
                .extracting(c -> c.department(), c -> c.state())
                .containsExactly(tuple(OFFICE, ClockState.RUNNING), tuple(SECOND, ClockState.MET));
        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(it.has(TicketFlag.WHISTLE)).isTrue();
    }

    @Test
    void aSuspensionIsGivenBack() {
        TicketCase it = TicketCase.dispatched();
        it.tell(2, it.at(2, TicketEventKind.SIGNED).of(OFFICE));
        it.tell(100, TicketEventKind.SUSPENDED);
        assertThat(it.clock("complete").state()).isEqualTo(ClockState.PAUSED);
        it.pass(2_000);
        it.tell(2_100, TicketEventKind.RESUMED);

        assertThat(it.ticket.state()).isEqualTo(TicketState.SIGNED);
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(3_440));
        assertThat(it.actions()).doesNotContain("clock-missed");
    }

    @Test
    void aSuspensionThatIsToldAfterItsEndIsGivenBackAllTheSame() {
        TicketCase it = TicketCase.created();
        it.pass(1_441);
        it.tell(1_442, it.at(100, TicketEventKind.SUSPENDED).until(400).receivedAt(1_442));

        assertThat(it.ticket.state()).isEqualTo(TicketState.RECEIVED);
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(1_740));
        assertThat(it.has(TicketFlag.OVERDUE)).isFalse();
        it.pass(1_741);
        assertThat(it.has(TicketFlag.OVERDUE)).isTrue();
    }

    @Test
    void aResumptionThatComesFirstStillEndsTheSuspension() {
        TicketCase it = TicketCase.dispatched();
        it.tell(50, TicketEventKind.RESUMED);
        it.tell(51, it.at(20, TicketEventKind.SUSPENDED).receivedAt(51));

        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(1_470));
    }

    @Test
    void aSuspensionWithAnEndEndsByItself() {
        TicketCase it = TicketCase.dispatched();
        it.tell(10, it.at(10, TicketEventKind.SUSPENDED).until(70));
        assertThat(it.pass(69).change()).isNull();
        it.pass(70);

        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(it.last().reason()).isEqualTo("挂起期满");
        assertThat(it.clock("respond").dueAt()).isEqualTo(minutes(91));
    }

    @Test
    void anExtensionIsGivenOnceBeforeItIsDueAndWithAReason() {
        TicketCase it = TicketCase.dispatched();
        it.tell(3, it.at(3, TicketEventKind.EXTENDED).until(2_000).desk());
        assertThat(it.results.get(0).reason()).isEqualTo("没有写延期理由");
        it.tell(4, it.at(4, TicketEventKind.EXTENDED).until(2_000).because("等配件").desk());
        assertThat(it.results.get(1).accepted()).isTrue();
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(2_000));
        assertThat(it.clock("respond").dueAt()).as("no extension for this").isEqualTo(minutes(31));
        it.tell(5, it.at(5, TicketEventKind.EXTENDED).until(3_000).because("还要").desk());

        assertThat(it.results.get(2).accepted()).isFalse();
        assertThat(it.clock("complete").dueAt()).isEqualTo(minutes(2_000));
    }

    @Test
    void aSystemThatCatchesUpRaisesNoAlarmForWhatIsOver() {
        TicketCase it = new TicketCase();
        it.tell(
                3_000,
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .spot(TicketCase.SPOT));
        it.tell(3_000, it.at(1, TicketEventKind.DISPATCHED).to(TicketCase.OFFICE));
        it.tell(3_000, it.at(90, TicketEventKind.SIGNED));
        it.tell(3_000, it.at(2_000, TicketEventKind.DONE));
        it.pass(3_010);

        assertThat(it.detections).isEmpty();
        assertThat(it.memory.isSupervised()).isFalse();
        assertThat(it.memory.clocks).allMatch(clock -> clock.state == ClockState.MISSED);
        assertThat(it.memory.has(TicketFlag.OVERDUE)).isTrue();
    }

    @Test
    void whatIsStillOpenWhenItIsHeardTooLateIsToldAMinuteLater() {
        TicketCase it = new TicketCase();
        it.tell(
                3_000,
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .spot(TicketCase.SPOT));
        it.pass(3_000.9);
        assertThat(it.detections).isEmpty();

        it.pass(3_001);

        assertThat(it.detections).extracting(Detection::kind).contains(Alerts.OVERDUE);
        assertThat(it.memory.isSupervised()).isTrue();
    }
}
