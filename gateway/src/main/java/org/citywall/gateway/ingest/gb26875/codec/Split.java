package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** What a {@link FrameSplitter} found. */
public sealed interface Split {
    /** A whole frame with the right checksum. */
    record Good(Frame frame) implements Split {}

    /**
     * Bytes that are not a frame.
     *
     * @param fault what is wrong
     * @param serial of the frame that was begun, or null where none is known
     * @param source its sender, or null
     * @param target its receiver, or null
     * @param head the first bytes of it, at most 64, for the record
     */
    @SuppressWarnings("ArrayRecordComponent") // equal by content, see below
    record Bad(Fault fault, Integer serial, Long source, Long target, byte[] head)
            implements Split {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bad that
                    && fault == that.fault
                    && Objects.equals(serial, that.serial)
                    && Objects.equals(source, that.source)
                    && Objects.equals(target, that.target)
                    && Arrays.equals(head, that.head);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hash(fault, serial, source) + Arrays.hashCode(head);
        }

        @Override
        public String toString() {
            return "Bad[%s, serial=%s, source=%s, head=%s]"
                    .formatted(
                            fault,
                            serial,
                            source == null ? null : Frame.hex(source),
                            HexFormat.of().formatHex(head));
        }
    }
}
