package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketState;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    @Test
    void everyStateCanBeReached() {
        Set<TicketState> reached = EnumSet.of(TicketState.DRAFT);
        int before = 0;
        while (reached.size() > before) {
            before = reached.size();
            Lifecycle.moves().stream()
                    .filter(move -> reached.contains(move.from()))
                    .toList()
                    .forEach(move -> reached.addAll(move.to()));
        }

        assertThat(reached).containsExactlyInAnyOrder(TicketState.values());
    }

    @Test
    void everyEventHasAnEffectSomewhere() {
        Set<TicketEventKind> used = EnumSet.noneOf(TicketEventKind.class);
        Lifecycle.moves().forEach(move -> used.add(move.on()));

        assertThat(used).containsExactlyInAnyOrder(TicketEventKind.values());
    }

    @Test
    void fromEveryOpenStateThereIsAWayToAnEnd() {
        Set<TicketState> ending = EnumSet.noneOf(TicketState.class);
        Arrays.stream(TicketState.values()).filter(TicketState::isEnd).forEach(ending::add);
        int before = 0;
        while (ending.size() > before) {
            before = ending.size();
            Lifecycle.moves().stream()
                    .filter(move -> move.on() != TicketEventKind.INVALIDATED)
                    .filter(move -> move.on() != TicketEventKind.MERGED)
                    .filter(move -> move.to().stream().anyMatch(ending::contains))
                    .toList()
                    .forEach(move -> ending.add(move.from()));
        }

        assertThat(ending).containsExactlyInAnyOrder(TicketState.values());
    }

    @Test
    void nothingLeavesAnEndButTheFilingOfWhatWasCancelledOff() {
        assertThat(Lifecycle.moves())
                .filteredOn(move -> move.from().isEnd())
                .filteredOn(move -> !move.to().equals(List.of(move.from())))
                .containsExactly(
                        Lifecycle.find(TicketState.CANCELLED_OFF, TicketEventKind.ARCHIVED));
    }
}
