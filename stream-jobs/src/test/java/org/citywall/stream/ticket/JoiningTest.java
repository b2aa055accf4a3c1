package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.ticket.TicketCase.OFFICE;
import static org.citywall.stream.ticket.TicketCase.OTHER;

import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketState;
import org.junit.jupiter.api.Test;

/** Repeats, order, and two systems that have the same case. */
class JoiningTest {
    @Test
    void aRepeatChangesNothing() {
        TicketCase it = TicketCase.created();
        var dispatched = it.at(1, TicketEventKind.DISPATCHED).to(OFFICE);
        it.tell(1, dispatched);
        int steps = it.steps.size();
        TicketDecision again = it.tell(2, dispatched);

        assertThat(again.verdict()).isEqualTo(TicketDecision.Verdict.REPEAT);
        assertThat(again.change()).isNull();
        assertThat(it.steps).hasSize(steps);
    }

    @Test
    void whatIsToldBeforeTheCaseWaitsForIt() {
        TicketCase it = new TicketCase();
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE));
        assertThat(it.ticket).isNull();
        it.tell(
                2,
                it.at(0, TicketEventKind.CREATED)
                        .content(TicketCase.content("longhua"))
                        .receivedAt(2));

        assertThat(it.actions()).containsExactly("created", "dispatched");
        assertThat(it.ticket.state()).isEqualTo(TicketState.DISPATCHED);
    }

    @Test
    void whatTheTableDoesNotAllowStandsInTheStoryWithItsReason() {
        TicketCase it = TicketCase.created();
        it.tell(1, TicketEventKind.ARCHIVED);

        assertThat(it.last().accepted()).isFalse();
        assertThat(it.last().reason()).isEqualTo("已受理时不能归档");
        assertThat(it.ticket.conflicts())
                .extracting(TicketConflict::field, TicketConflict::kept, TicketConflict::other)
                .containsExactly(tuple("state", "received", "archived"));
    }

    @Test
    void theSecondSystemBringsTheCaseForwardAndNeverBack() {
        TicketCase it = TicketCase.dispatched();
        it.tell(2, it.at(2, TicketEventKind.LINKED).other(OTHER));
        it.tell(3, it.at(3, TicketEventKind.SIGNED).by(OTHER).of(OFFICE));
        assertThat(it.ticket.state()).isEqualTo(TicketState.SIGNED);
        it.tell(4, it.at(4, TicketEventKind.INVALIDATED).by(OTHER));
        assertThat(it.ticket.state()).isEqualTo(TicketState.SIGNED);
        assertThat(it.last().reason()).isEqualTo("由首接系统或值班员决定");
        TicketContent other =
                new TicketContent(
                        null, "01-04", "道路保洁", null, null, null, null, null, false, false);
        it.tell(5, it.at(5, TicketEventKind.CLASSIFIED).by(OTHER).content(other));

        assertThat(it.ticket.content().category()).isEqualTo("01-02");
        assertThat(it.ticket.conflicts())
                .extracting(TicketConflict::system, TicketConflict::field)
                .contains(tuple("wanwu", "category"));
        assertThat(it.ticket.links()).hasSize(2);
    }

    @Test
    void anEchoOfTheOtherSystemIsNoSecondStep() {
        TicketCase it = TicketCase.dispatched();
        it.tell(3, it.at(3, TicketEventKind.SIGNED).of(OFFICE));
        int steps = it.steps.size();
        TicketDecision echo =
                it.tell(6, it.at(4, TicketEventKind.SIGNED).by(OTHER).of(OFFICE).receivedAt(6));

        assertThat(echo.verdict()).isEqualTo(TicketDecision.Verdict.ECHO);
        assertThat(it.steps).hasSize(steps);
        assertThat(it.memory.links.get(1).lagMs()).isEqualTo(120_000);
    }

    @Test
    void aCommandForACaseThatNobodyKnowsIsAnswered() {
        TicketCase it = new TicketCase();
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE).desk());

        assertThat(it.results)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.accepted()).isFalse();
                            assertThat(result.reason()).isEqualTo("没有这张工单");
                        });
    }
}
