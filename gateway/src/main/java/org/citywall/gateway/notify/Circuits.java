package org.citywall.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * Which addresses are left alone because they failed so often in a row. After a while one message
 * may try; what becomes of it decides for the rest. Each gateway learns this by itself. Confined to
 * one thread.
 */
final class Circuits {
    private static final int MOST = 10_000;

    private final int failures;
    private final Duration open;
    private final Map<String, State> states =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
                    return size() > MOST; // what is forgotten is tried
                }
            };

    /**
     * Of an address that failed.
     *
     * @param count failures in a row
     * @param until left alone until then
     * @param tried whether somebody tries it until then
     */
    private record State(int count, Instant until, boolean tried) {}

    /**
     * Nothing failed yet.
     *
     * @param failures in a row after which an address is left alone
     * @param open for how long
     */
    Circuits(int failures, Duration open) {
        this.failures = failures;
        this.open = open;
    }

    /** Until when an address is left alone; null: it may be tried. */
    @Nullable
    Instant openUntil(String channel, String address, Instant now) {
        State state = states.get(key(channel, address));
        return state != null && state.count() >= failures && state.until().isAfter(now)
                ? state.until()
                : null;
    }

    /** Somebody tries it now: of an address that was left alone nobody else does meanwhile. */
    void begin(String channel, String address, Instant now, Duration longest) {
        states.computeIfPresent(
                key(channel, address),
                (key, state) ->
                        state.count() < failures
                                ? state
                                : new State(state.count(), now.plus(longest), true));
    }

    /** Whether somebody tries an address that is left alone, and its answer is still to come. */
    boolean isTried(String channel, String address, Instant now) {
        State state = states.get(key(channel, address));
        return state != null && state.tried() && state.until().isAfter(now);
    }

    /** It answered, whatever it said. */
    void answered(String channel, String address) {
        states.remove(key(channel, address));
    }

    /** It did not take what it should have taken. */
    void failed(String channel, String address, Instant now) {
        states.merge(
                key(channel, address),
                new State(1, now.plus(open), false),
                (before, one) -> new State(before.count() + 1, one.until(), false));
    }

    private static String key(String channel, String address) {
        return channel + ' ' + address;
    }
}
