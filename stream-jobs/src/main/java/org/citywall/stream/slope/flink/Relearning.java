package org.citywall.stream.slope.flink;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * A job that starts without any state reads the whole log, because its models need the days behind
 * them. What lies further back than the alerts job remembers it has judged long ago: that is only
 * learnt again, not told again, else an alert that was closed last week would be back on the wall.
 */
final class Relearning {
    private static final long NOTHING = Long.MIN_VALUE;

    private final Duration remembered;
    private final ListState<Long> kept;
    private boolean fresh;
    private long silentBefore = NOTHING;

    /**
     * @param remembered how long the alerts job knows the ids of detections
     */
    Relearning(FunctionInitializationContext context, Duration remembered) throws Exception {
        this.remembered = remembered;
        kept =
                context.getOperatorStateStore()
                        .getUnionListState(new ListStateDescriptor<>("silent-before", Long.class));
        for (Long one : kept.get()) {
            silentBefore = Math.max(silentBefore, one);
        }
        // Each subtask is given what all had; it keeps one. A checkpoint before the first input has
        // none.
        boolean known = silentBefore != NOTHING;
        kept.update(known ? List.of(silentBefore) : List.of());
        fresh = !known;
    }

    /** Whether what happens at this time of the log is only learnt. */
    boolean isSilentAt(long logTime, TimerService timers) throws Exception {
        if (fresh) {
            fresh = false;
            silentBefore = timers.currentProcessingTime() - remembered.toMillis();
            kept.add(silentBefore);
        }
        return logTime < silentBefore;
    }
}
