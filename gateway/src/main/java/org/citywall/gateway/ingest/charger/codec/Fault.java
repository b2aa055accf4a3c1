package org.citywall.gateway.ingest.charger.codec;

/** What is wrong with bytes that are not a frame. */
public enum Fault {
    /** Bytes that no start precedes. */
    GARBAGE,
    /** The length is too small for a command, a result and a checksum. */
    TOO_SHORT,
    /** The length says more than any frame has. */
    TOO_LONG,
    /** The length leads to a byte that is not the sum of those before it. */
    BAD_CHECKSUM,
    /** The rest of the frame never came. */
    TRUNCATED
}
