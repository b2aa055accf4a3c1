package org.citywall.stream.flink;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * What an operator remembers of the current key: one state, and the one event-time timer at which
 * its rule must look at it again.
 */
public final class KeyMemory<S> {
    private final ValueState<S> state;
    private final S nothing;
    private final Function<S, Instant> timerOf;

    /**
     * @param state where it lies
     * @param nothing the state of a key of which nothing is remembered
     * @param timerOf when a state must be looked at again; null: never
     */
    public KeyMemory(ValueState<S> state, S nothing, Function<S, Instant> timerOf) {
        this.state = state;
        this.nothing = nothing;
        this.timerOf = timerOf;
    }

    /** The state of the current key. */
    public S get() throws IOException {
        S known = state.value();
        return known == null ? nothing : known;
    }

    /**
     * Remembers what follows, with its timer instead of the one before.
     *
     * @param isEmpty whether {@code after} has nothing to remember
     */
    public void replace(S before, S after, boolean isEmpty, TimerService timers)
            throws IOException {
        if (isEmpty) {
            state.clear();
        } else {
            state.update(after);
        }
        Instant due = timerOf.apply(before);
        Instant next = timerOf.apply(after);
        if (Objects.equals(due, next)) {
            return;
        }
        if (due != null) {
            timers.deleteEventTimeTimer(due.toEpochMilli());
        }
        if (next != null) {
            timers.registerEventTimeTimer(next.toEpochMilli());
        }
    }
}
