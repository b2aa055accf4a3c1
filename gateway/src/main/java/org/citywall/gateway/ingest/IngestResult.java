package org.citywall.gateway.ingest;

import java.util.Locale;

/**
 * What became of one event.
 *
 * @param verdict how it ended
 * @param reason short machine word; empty if it was accepted
 * @param field JSON pointer of the field at fault, or null
 * @param detail one sentence for a person, or null
 */
public record IngestResult(Verdict verdict, String reason, String field, String detail) {
    /** Durable on Kafka. */
    public static final IngestResult ACCEPTED = new IngestResult(Verdict.ACCEPTED, "", null, null);

    /** How an event can end. */
    public enum Verdict {
        /** Durable; the sender may be told so. */
        ACCEPTED,
        /** Never to be accepted like this. */
        INVALID,
        /** Well-formed, but of a type that this release does not take. */
        UNSUPPORTED,
        /** The credential does not speak for this device. */
        FORBIDDEN,
        /** Of an unknown device; kept durably until somebody adopts the device. */
        QUARANTINED,
        /** Too much is in flight; nothing was kept, it should come again. */
        OVERLOADED,
        /** Kafka did not acknowledge; it must come again. */
        UNAVAILABLE;

        /** As a metric's tag. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether sending the same again later may help. */
        public boolean mayRetry() {
            return this == OVERLOADED || this == UNAVAILABLE;
        }
    }

    static IngestResult of(Verdict verdict, String reason, String field, String detail) {
        return new IngestResult(verdict, reason, field, detail);
    }
}
