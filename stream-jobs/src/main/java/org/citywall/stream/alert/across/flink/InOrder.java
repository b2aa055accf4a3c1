package org.citywall.stream.alert.across.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.streaming.api.TimerService;

/**
 * What comes from several subtasks comes in no fixed order. It waits until event time has passed it
 * on all channels and is then taken in the order of its time, so a replay finds the same. Of one
 * matter that changes several times in one millisecond the last word counts.
 */
final class InOrder<T> {
    private final ListState<T> waiting;
    private final ToLongFunction<T> at;
    private final Function<T, String> matter;
    private final Comparator<T> order;

    /**
     * @param waiting where it waits
     * @param at its event time, in milliseconds
     * @param matter what it is about; of one matter things come in their order
     * @param ties which comes first of those of the same time
     */
    InOrder(
            ListState<T> waiting,
            ToLongFunction<T> at,
            Function<T, String> matter,
            Comparator<T> ties) {
        this.waiting = waiting;
        this.at = at;
        this.matter = matter;
        this.order = Comparator.comparingLong(at).thenComparing(ties);
    }

    /** It waits for the next step of time: one timer, however many come meanwhile. */
    void add(T one, TimerService timers) throws Exception {
        waiting.add(one);
        timers.registerEventTimeTimer(timers.currentWatermark() + 1);
    }

    /** Those whose time has passed, in order; the others wait on. */
    List<T> due(TimerService timers) throws Exception {
        long now = timers.currentWatermark();
        Map<Moment, T> last = new LinkedHashMap<>();
        List<T> later = new ArrayList<>();
        for (T each : waiting.get()) {
            if (at.applyAsLong(each) <= now) {
                last.put(new Moment(at.applyAsLong(each), matter.apply(each)), each);
            } else {
                later.add(each);
            }
        }
        later.stream().mapToLong(at).min().ifPresent(timers::registerEventTimeTimer);
        if (!last.isEmpty()) {
            waiting.update(later);
        }
        return last.values().stream().sorted(order).toList();
    }

    private record Moment(long at, String matter) {}
}
