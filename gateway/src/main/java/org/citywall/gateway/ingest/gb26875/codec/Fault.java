package org.citywall.gateway.ingest.gb26875.codec;

/** What is wrong with bytes that are not a frame. */
public enum Fault {
    /** Bytes that no start precedes. */
    GARBAGE,
    /** The length field says more than 1024. */
    TOO_LONG,
    /** Length and end are right, the checksum is not. */
    BAD_CHECKSUM,
    /** No {@code 23 23} where the length says, or the rest of the frame never came. */
    BAD_END
}
