package org.citywall.stream.ticket.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.stream.ticket.BoardDelta;
import org.citywall.stream.ticket.BoardMemory;
import org.citywall.stream.ticket.BoardRule;

/** Runs {@link BoardRule} per place; shows a board at most once a second. */
public final class BoardFunction extends KeyedProcessFunction<String, BoardDelta, TicketBoard> {
    private transient ValueState<BoardMemory> board;

    /** Every case of the place that needs to be looked at. */
    private transient MapState<String, TicketLine> lines;

    @Override
    public void open(OpenContext context) {
        board =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "board", TypeInformation.of(BoardMemory.class)));
        lines =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "lines",
                                        Types.STRING,
                                        TypeInformation.of(TicketLine.class)));
    }

    @Override
    public void processElement(BoardDelta delta, Context context, Collector<TicketBoard> out)
            throws Exception {
        BoardMemory memory = board.value();
        if (memory == null) {
            memory = new BoardMemory();
        }
        TicketLine before = delta.before() == null ? null : delta.before().line();
        TicketLine after = delta.after() == null ? null : delta.after().line();
        if (after != null) {
            lines.put(delta.caseId(), after);
        } else if (before != null) {
            lines.remove(delta.caseId());
        }
        BoardRule.apply(memory, delta);
        finish(memory, context.getCurrentKey(), delta.at(), context.timerService(), out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TicketBoard> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        BoardMemory memory = board.value();
        if (memory == null || watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        if (memory.timer == timestamp) {
            memory.timer = 0;
        }
        BoardRule.advanceTo(memory, watermark);
        finish(memory, context.getCurrentKey(), watermark, context.timerService(), out);
    }

    private void finish(
            BoardMemory memory,
            String place,
            long now,
            TimerService timers,
            Collector<TicketBoard> out)
            throws Exception {
        if (BoardRule.isShowable(memory, now)) {
            if (memory.dirty) {
                BoardRule.rank(memory, lines.values());
            }
            out.collect(BoardRule.show(memory, place, now));
        }
        long next = BoardRule.nextAt(memory);
        long due = next == Long.MAX_VALUE ? 0 : Math.max(next, timers.currentWatermark() + 1);
        if (due != memory.timer) {
            if (memory.timer != 0) {
                timers.deleteEventTimeTimer(memory.timer);
            }
            if (due != 0) {
                timers.registerEventTimeTimer(due);
            }
            memory.timer = due;
        }
        board.update(memory);
    }
}
