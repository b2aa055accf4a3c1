package org.citywall.gateway.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.Nullable;

/**
 * How many lanes one gateway serves at the same time. Some places are kept for red, and no channel
 * has all of them: one whose addresses all hang must not hold up the others. Confined to one
 * thread.
 */
final class Places {
    static final int ALL_LEVELS = 3;
    static final int RED_ALONE = 1;

    private static final int PLACES = 64;
    private static final int FOR_RED = 16;

    /** Of one channel, and with red. */
    private static final int OF_CHANNEL = 24;

    private static final int OF_CHANNEL_WITH_RED = OF_CHANNEL + FOR_RED;

    /** At a time, so that what one channel takes in one claim stays near its limit. */
    private static final int CLAIM_MOST = 16;

    private final Map<String, Integer> served = new HashMap<>();
    private int all;

    /**
     * What may be claimed.
     *
     * @param most lanes
     * @param mildest urgency, {@link #RED_ALONE} or {@link #ALL_LEVELS}
     * @param crowded channels that have their share of what is not red
     * @param crowdedByRed and of red
     */
    record Claim(int most, int mildest, Set<String> crowded, Set<String> crowdedByRed) {}

    /** What may be claimed now; null: nothing. */
    @Nullable
    Claim next() {
        if (all >= PLACES) {
            return null;
        }
        int forAll = PLACES - FOR_RED - all;
        int room = forAll > 0 ? forAll : PLACES - all;
        return new Claim(
                Math.min(room, CLAIM_MOST),
                forAll > 0 ? ALL_LEVELS : RED_ALONE,
                crowded(OF_CHANNEL),
                crowded(OF_CHANNEL_WITH_RED));
    }

    private Set<String> crowded(int limit) {
        return served.entrySet().stream()
                .filter(each -> each.getValue() >= limit)
                .map(Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    void take(String channel) {
        all++;
        served.merge(channel, 1, Integer::sum);
    }

    void leave(String channel) {
        all--;
        served.computeIfPresent(channel, (name, n) -> n > 1 ? n - 1 : null);
    }

    boolean isEmpty() {
        return all == 0;
    }
}
