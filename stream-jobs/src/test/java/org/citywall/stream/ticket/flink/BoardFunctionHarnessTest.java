package org.citywall.stream.ticket.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.stream.ticket.BoardDelta;
import org.citywall.stream.ticket.BoardPart;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class BoardFunctionHarnessTest {
    private static final long START = 1_790_000_000_000L;
    private static final long MIDNIGHT = START + 7_200_000;

    @Test
    void aBoardIsShownAtOnceAndThenAtMostOnceASecond() throws Exception {
        try (var harness = start()) {
            for (int i = 0; i < 10; i++) {
                send(harness, "T" + i, 100L * i, null, part(i, false));
            }
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.processWatermark(START + 1_000);

            List<TicketBoard> boards = harness.extractOutputValues();
            assertThat(boards).extracting(TicketBoard::open).containsExactly(1, 10);
            assertThat(boards).extracting(TicketBoard::in).containsExactly(1L, 10L);
            assertThat(boards.get(1).rev()).isGreaterThan(boards.get(0).rev());
            assertThat(boards.get(1).states()).containsEntry("signed", 10);
            assertThat(boards.get(1).clocks()).singleElement().matches(load -> load.early() == 10);
        }
    }

    @Test
    void theWorstAreShownAlsoWhenOneOfThemIsDone() throws Exception {
        try (var harness = start()) {
            for (int i = 0; i < 30; i++) {
                send(harness, "T" + i, i, null, part(i, true));
            }
            harness.processWatermark(START + 2_000);
            assertThat(last(harness).pressing())
                    .extracting(TicketLine::id)
                    .hasSize(20)
                    .startsWith("T0", "T1", "T2")
                    .doesNotContain("T20");
            send(harness, "T1", 3_000, part(1, true), null);
            harness.processWatermark(START + 5_000);

            assertThat(last(harness).overdue()).isEqualTo(29);
            assertThat(last(harness).pressing())
                    .extracting(TicketLine::id)
                    .hasSize(20)
                    .startsWith("T0", "T2")
                    .endsWith("T20");
        }
    }

    @Test
    void whatCameInTodayIsForgottenAtMidnight() throws Exception {
        try (var harness = start()) {
            send(harness, "T1", 0, null, part(1, false));
            assertThat(last(harness).in()).isEqualTo(1);
            harness.processWatermark(MIDNIGHT - 1);
            assertThat(last(harness).in()).isEqualTo(1);
            harness.processWatermark(MIDNIGHT + 1);

            assertThat(last(harness).in()).isZero();
            assertThat(last(harness).open()).isEqualTo(1);
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    private static BoardPart part(int number, boolean overdue) {
        TicketLine line =
                new TicketLine(
                        "T" + number,
                        "N" + number,
                        null,
                        "暴露垃圾",
                        null,
                        TicketState.SIGNED,
                        overdue ? List.of(TicketFlag.OVERDUE) : List.of(),
                        null,
                        "响应",
                        ClockKind.NATURAL,
                        Instant.ofEpochMilli(START + number),
                        1);
        return new BoardPart(
                TicketState.SIGNED,
                overdue,
                false,
                false,
                false,
                List.of(new BoardPart.Load("respond", "响应", overdue ? 3 : 0)),
                overdue ? line : null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, BoardDelta, TicketBoard> start()
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, BoardDelta, TicketBoard> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BoardFunction()),
                        BoardDelta::place,
                        Types.STRING);
        harness.open();
        return harness;
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, BoardDelta, TicketBoard> harness,
            String id,
            long afterMs,
            BoardPart before,
            BoardPart after)
            throws Exception {
        long at = START + afterMs;
        harness.processElement(
                new BoardDelta(
                        "yunwan",
                        "云湾区",
                        id,
                        at,
                        20_717,
                        MIDNIGHT,
                        before,
                        after,
                        before == null ? 1 : 0,
                        after == null ? 1 : 0),
                at);
    }

    private static TicketBoard last(
            KeyedOneInputStreamOperatorTestHarness<String, BoardDelta, TicketBoard> harness) {
        List<TicketBoard> boards = harness.extractOutputValues();
        return boards.get(boards.size() - 1);
    }
}
