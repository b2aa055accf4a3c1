package org.citywall.gateway.oncall.readiness;

import java.time.Instant;
import java.util.Locale;

/**
 * How a test before a shift stands.
 *
 * @param state what became of it so far
 * @param begins first moment of the shift
 * @param deadline of the channel that it was sent over last
 */
public record Check(State state, Instant begins, Instant deadline) {
    /** What became of a test. */
    public enum State {
        /** sent over the first channel */
        WAITING,
        /** sent over the next one too */
        FALLBACK,
        ANSWERED,
        /** nobody answered, and the chain was told */
        UNANSWERED,
        /** somebody else comes on */
        WITHDRAWN;

        /** As it is stored and told. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    boolean isOpen() {
        return state == State.WAITING || state == State.FALLBACK;
    }
}
