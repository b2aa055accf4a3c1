package org.citywall.stream.dedupe;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids that were already handled, each with the event time until which it is remembered. Bounded in
 * time by the caller's horizon and in number by its limit, so that a device that babbles cannot
 * fill the memory of a job.
 *
 * @param until id → event time at which it may be forgotten
 */
public record SeenIds(Map<String, Instant> until) {
    /** Nothing was seen. */
    public static final SeenIds NONE = new SeenIds(Map.of());

    /** Whether the id was handled and its time has not run out. */
    public boolean contains(String id, Instant now) {
        Instant end = until.get(id);
        return end != null && now.isBefore(end);
    }

    /**
     * With this id too. When full, the quarter that would be forgotten first makes room: one at a
     * time would cost a search through all of them for every id of a device that babbles.
     */
    public SeenIds with(String id, Instant end, int limit) {
        Map<String, Instant> next =
                until.size() < limit ? new HashMap<>(until) : newest(limit * 3 / 4);
        next.put(id, end);
        return new SeenIds(next);
    }

    /** Without what has run out; the same object if nothing has. */
    public SeenIds pruned(Instant now) {
        if (until.values().stream().allMatch(now::isBefore)) {
            return this;
        }
        Map<String, Instant> next = new HashMap<>(until);
        next.values().removeIf(end -> !now.isBefore(end));
        return new SeenIds(next);
    }

    /** When the last of them runs out; null if there are none. */
    public Instant lastEnd() {
        return latest(until.values());
    }

    private static Instant latest(Collection<Instant> times) {
        return times.stream().max(Comparator.naturalOrder()).orElse(null);
    }

    /** The id breaks ties, so that a replay keeps the same ones. */
    private Map<String, Instant> newest(int count) {
        Map<String, Instant> kept = new HashMap<>();
        until.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Instant>comparingByValue()
                                .thenComparing(Map.Entry::getKey)
                                .reversed())
                .limit(count)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
