package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.ticket.TicketCase.OFFICE;
import static org.citywall.stream.ticket.TicketCase.SECOND;

import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.junit.jupiter.api.Test;

/** Returns, whistles, second dispatches, supervision and the end. */
class HandlingTest {
    @Test
    void aDepartmentReturnsOnceAndTheSecondReturnIsDecided() {
        TicketCase it = TicketCase.dispatched();
        it.tell(5, it.at(5, TicketEventKind.RETURNED).of(OFFICE));
        assertThat(it.ticket.state()).isEqualTo(TicketState.RETURNED);
        it.tell(6, it.at(6, TicketEventKind.DISPATCHED).to(OFFICE));
        it.tell(7, it.at(7, TicketEventKind.RETURNED).of(OFFICE).desk());
        assertThat(it.results.get(0).accepted()).isFalse();
        assertThat(it.results.get(0).reason()).isEqualTo(OFFICE + "已退过一次，不能再退");
        it.tell(8, it.at(8, TicketEventKind.DISPATCHED).to(SECOND));
        it.tell(9, it.at(9, TicketEventKind.RETURNED).of(SECOND));
        assertThat(it.ticket.state()).isEqualTo(TicketState.ADJUDICATING);
        it.tell(10, it.at(10, TicketEventKind.ADJUDICATED).to(SECOND).desk());
        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
        it.tell(11, it.at(11, TicketEventKind.RETURNED).of(SECOND).desk());

        assertThat(it.results.get(2).reason()).isEqualTo("已裁决，不能再退");
    }

    @Test
    void aReturnComesWithinTwoHoursOrNotAtAll() {
        TicketCase it = TicketCase.dispatched();
        it.tell(122, it.at(122, TicketEventKind.RETURNED).of(OFFICE));

        assertThat(it.last().accepted()).isFalse();
        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(it.ticket.conflicts()).hasSize(1);
    }

    @Test
    void aWhistleIsDoneWhenAllHaveReported() {
        TicketCase it = TicketCase.created();
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE, SECOND).lead(OFFICE));
        assertThat(it.orders)
                .extracting(TicketOrder::department, TicketOrder::kind)
                .containsExactly(
                        tuple(OFFICE, TicketOrderKind.DISPATCH),
                        tuple(SECOND, TicketOrderKind.WHISTLE));
        it.tell(5, it.at(5, TicketEventKind.DONE).of(SECOND));
        assertThat(it.last().reason()).contains("请回报");
        it.tell(6, it.at(6, TicketEventKind.DONE).of(OFFICE));
        assertThat(it.last().reason()).isEqualTo("尚有配合单位未回报");
        it.tell(7, it.at(7, TicketEventKind.REPORTED).of(SECOND));
        it.tell(8, it.at(8, TicketEventKind.DONE).of(OFFICE));

        assertThat(it.ticket.state()).isEqualTo(TicketState.DONE);
    }

    @Test
    void aSecondDispatchNeedsTwoSignatures() {
        TicketCase it = TicketCase.dispatched();
        it.tell(2, it.at(2, TicketEventKind.DONE).of(OFFICE));
        it.orders.clear();
        it.tell(3, it.at(3, TicketEventKind.VERIFIED).outcome(VerifyOutcome.FAILED));

        assertThat(it.ticket.state()).isEqualTo(TicketState.REDO);
        assertThat(it.ticket.doneAt()).isNull();
        assertThat(it.has(TicketFlag.SUPERVISED)).isTrue();
        assertThat(it.has(TicketFlag.SECOND_DISPATCH)).isTrue();
        String grid = TicketCase.SPOT.placeName();
        assertThat(it.orders)
                .extracting(TicketOrder::department, TicketOrder::kind)
                .contains(
                        tuple(OFFICE, TicketOrderKind.SECOND_DISPATCH),
                        tuple(grid, TicketOrderKind.NOTICE));
        it.tell(4, it.at(4, TicketEventKind.SIGNED).of(OFFICE));
        it.tell(5, it.at(5, TicketEventKind.DONE).of(OFFICE));
        assertThat(it.last().reason()).isEqualTo("二次派单尚有单位未签收");
        it.tell(6, it.at(6, TicketEventKind.SIGNED).of(grid));
        assertThat(it.ticket.state()).isEqualTo(TicketState.SIGNED);
        it.tell(7, it.at(7, TicketEventKind.DONE).of(OFFICE));

        assertThat(it.ticket.state()).isEqualTo(TicketState.DONE);
        assertThat(it.clock("complete").startedAt()).isEqualTo(TicketCase.minutes(3));
    }

    @Test
    void supervisionEndsByReleaseAndOnlyThenIsTheCaseCancelled() {
        TicketCase it = TicketCase.dispatched();
        it.tell(2, it.at(2, TicketEventKind.FLAGGED).flag(TicketFlag.MEDIA));
        it.tell(3, it.at(3, TicketEventKind.DONE).of(OFFICE).proof("照片"));
        it.tell(4, it.at(4, TicketEventKind.RATED).rating(5));
        it.tell(5, it.at(5, TicketEventKind.CANCELLED).desk());
        assertThat(it.results.get(0).reason()).isEqualTo("督办中，须先解除督办");
        it.tell(6, it.at(6, TicketEventKind.RELEASED).desk());
        it.tell(7, it.at(7, TicketEventKind.CANCELLED).desk());

        assertThat(it.results.get(2).accepted()).isTrue();
        assertThat(it.ticket.state()).isEqualTo(TicketState.CANCELLED_OFF);
        assertThat(it.detections).extracting(d -> d.raised()).containsExactly(true, false);
        assertThat(it.boards.get(it.boards.size() - 1).after()).isNull();
    }

    @Test
    void aCaseIsCancelledWithProofAndContentmentOrAfterThreeCallsThatNobodyAnswered() {
        TicketCase it = TicketCase.dispatched();
        it.tell(3, it.at(3, TicketEventKind.DONE).of(OFFICE));
        it.tell(4, it.at(4, TicketEventKind.CANCELLED));
        assertThat(it.last().reason()).isEqualTo("没有办结凭证");
        it.tell(5, it.at(5, TicketEventKind.CANCELLED).proof("照片"));
        assertThat(it.last().reason()).startsWith("没有评价");
        for (int call = 1; call <= 3; call++) {
            it.tell(
                    5 + call,
                    it.at(5 + call, TicketEventKind.VERIFIED).outcome(VerifyOutcome.UNREACHABLE));
            assertThat(it.ticket.failedCalls()).isEqualTo(call);
        }
        it.tell(9, it.at(9, TicketEventKind.CANCELLED));

        assertThat(it.ticket.state()).isEqualTo(TicketState.CANCELLED_OFF);
    }

    @Test
    void aSecretCaseShowsNoWordOfIt() {
        TicketCase it = TicketCase.dispatched();
        it.tell(2, TicketEventKind.SECRET);
        it.orders.clear();
        it.pass(100);

        assertThat(it.ticket.content().title()).isNull();
        assertThat(it.ticket.content().secret()).isTrue();
        assertThat(it.orders).isNotEmpty().allMatch(order -> order.title() == null);
        assertThat(it.boards.get(it.boards.size() - 1).after().line().title()).isNull();
        assertThat(it.detections).noneMatch(d -> d.title().contains("楼下"));
    }

    @Test
    void theTextGoesOnOnlyWithTheStepThatBroughtIt() {
        TicketCase it = TicketCase.created();
        assertThat(it.ticket.content().text()).startsWith("楼下垃圾");
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE));

        assertThat(it.ticket.content().text()).isNull();
        assertThat(it.ticket.content().title()).isEqualTo("楼下垃圾三天没人清");
    }

    @Test
    void aRecordedCaseHasNoTimeButItsOwnAndDisturbsNobody() {
        TicketCase it = new TicketCase();
        double years = 3_000_000;
        it.tell(
                years,
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .spot(TicketCase.SPOT)
                        .replay());
        assertThat(it.pass(years + 100).change()).isNull();
        it.tell(years + 1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE).replay());
        it.tell(years + 2, it.at(20, TicketEventKind.SIGNED).of(OFFICE).replay());
        assertThat(it.clock("respond").spent()).isEqualTo(19);
        it.tell(years + 3, it.at(2_000, TicketEventKind.DONE).of(OFFICE).replay());

        assertThat(it.clock("complete").state()).isEqualTo(ClockState.MISSED);
        assertThat(it.detections).isEmpty();
        assertThat(it.boards).isEmpty();
        assertThat(it.orders).isNotEmpty().allMatch(TicketOrder::replay);
    }
}
