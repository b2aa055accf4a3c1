package org.citywall.gateway.ingest.charger.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** What a {@link FrameSplitter} found. */
public sealed interface Split {
    /** A whole frame with the right checksum. */
    record Good(Frame frame) implements Split {}

    /**
     * Bytes that are not a frame.
     *
     * @param fault what is wrong
     * @param head the first bytes of it, at most 64, for the record
     */
    @SuppressWarnings("ArrayRecordComponent") // equal by content, see below
    record Bad(Fault fault, byte[] head) implements Split {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bad that
                    && fault == that.fault
                    && Arrays.equals(head, that.head);
        }

        @Override
        public int hashCode() {
            return 31 * fault.hashCode() + Arrays.hashCode(head);
        }

        @Override
        public String toString() {
            return "Bad[%s, head=%s]".formatted(fault, HexFormat.of().formatHex(head));
        }
    }
}
