package org.citywall.gateway.ingest.charger.codec;

import java.util.Arrays;
import java.util.function.Consumer;
import org.citywall.gateway.ingest.line.codec.StreamSplitter;

/** Finds the frames of chargers: {@code 5A A5}, at most 1028 bytes, without a mark at their end. */
public final class FrameSplitter extends StreamSplitter<Split> {
    /** Of a new connection. */
    public FrameSplitter() {
        super(Shell.MAX, Shell.START_1, Shell.START_2);
    }

    @Override
    protected int frameAt(int at, Consumer<Split> out, boolean last) {
        int available = held() - at;
        if (available < Shell.COMMAND_AT) {
            return last ? bad(Fault.TRUNCATED, at, available, out) : at;
        }
        int length =
                (held[at + Shell.LENGTH_AT] & 0xFF) | (held[at + Shell.LENGTH_AT + 1] & 0xFF) << 8;
        if (length < Shell.AROUND_BODY) {
            return bad(Fault.TOO_SHORT, at, Shell.COMMAND_AT, out);
        }
        int whole = Shell.COMMAND_AT + length;
        if (whole > Shell.MAX) {
            return bad(Fault.TOO_LONG, at, Shell.COMMAND_AT, out);
        }
        if (available < whole) {
            return last ? bad(Fault.TRUNCATED, at, available, out) : at;
        }
        int sumAt = at + whole - 1;
        if (Shell.sum(held, at + Shell.LENGTH_AT, sumAt) != (held[sumAt] & 0xFF)) {
            return bad(Fault.BAD_CHECKSUM, at, whole, out);
        }
        Frame frame =
                new Frame(
                        held[at + Shell.COMMAND_AT] & 0xFF,
                        held[at + Shell.RESULT_AT] & 0xFF,
                        Arrays.copyOfRange(held, at + Shell.BODY_AT, sumAt));
        good(new Split.Good(frame), out);
        return at + whole;
    }

    private int bad(Fault fault, int at, int extent, Consumer<Split> out) {
        bad(new Split.Bad(fault, head(at, extent)), out);
        return at + 1;
    }

    @Override
    protected Split garbage(byte[] head) {
        return new Split.Bad(Fault.GARBAGE, head);
    }
}
