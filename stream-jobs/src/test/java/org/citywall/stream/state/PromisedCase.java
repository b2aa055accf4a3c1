package org.citywall.stream.state;

import static org.citywall.stream.ticket.TicketCase.minutes;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.stream.ticket.TicketCase;
import org.citywall.stream.ticket.TicketInput;
import org.citywall.stream.ticket.TicketPolicy;
import org.citywall.stream.ticket.flink.TicketFunction;
import org.citywall.stream.ticket.flink.TicketOperator;

/** A case with a department, which has been told that half of its time to answer is over. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
final class PromisedCase {
    static final int SNAPSHOT_MINUTE = 20;

    private PromisedCase() {}

    static OperatorSubtaskState snapshot() throws Exception {
        TicketCase it = new TicketCase();
        try (var harness = function(1, null)) {
            send(
                    harness,
                    0,
                    it.at(0, TicketEventKind.CREATED)
                            .content(TicketCase.content("longhua"))
                            .spot(TicketCase.SPOT));
            send(harness, 1, it.at(1, TicketEventKind.DISPATCHED).to(TicketCase.OFFICE));
            pass(harness, SNAPSHOT_MINUTE);
            return harness.snapshot(1, 1);
        }
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
            function(long incarnation, OperatorSubtaskState from) throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                harness =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new TicketOperator(
                                        new TicketFunction(
                                                TicketPolicy.defaults(), subtask -> incarnation),
                                        100),
                                TicketInput::key,
                                input -> "",
                                Types.STRING);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        return harness;
    }

    static void send(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness,
            double minute,
            TicketCase.EventDraft event)
            throws Exception {
        harness.processElement1(TicketInput.of(event.event()), minutes(minute).toEpochMilli());
    }

    static void pass(
            KeyedTwoInputStreamOperatorTestHarness<String, TicketInput, TicketInput, TicketChange>
                    harness,
            double minute)
            throws Exception {
        harness.processWatermark1(new Watermark(minutes(minute).toEpochMilli()));
    }
}
