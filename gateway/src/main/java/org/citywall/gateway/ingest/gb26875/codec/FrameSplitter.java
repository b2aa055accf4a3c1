package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.citywall.gateway.ingest.line.codec.StreamSplitter;

/**
 * Finds the frames of panels: {@code 40 40} to {@code 23 23}, at most 1054 bytes. The rest of a
 * frame whose checksum is wrong but whose length and end are right is passed over, unless a whole
 * good frame is inside.
 */
public final class FrameSplitter extends StreamSplitter<Split> {
    private final LongFunction<Checksum> checksumOf;

    /** Every sender has this checksum. */
    public FrameSplitter(Checksum checksum) {
        this(source -> checksum);
    }

    /** Each sender has its own checksum; asked with the source address for each frame. */
    public FrameSplitter(LongFunction<Checksum> checksumOf) {
        super(Shell.MAX, Shell.START, Shell.START);
        this.checksumOf = checksumOf;
    }

    @Override
    protected int frameAt(int at, Consumer<Split> out, boolean last) {
        int available = held() - at;
        if (available < Shell.UNIT_AT) {
            return last ? bad(Fault.BAD_END, at, available, out) : at;
        }
        int length = unitLength(at);
        if (length > Frame.UNIT_MAX) {
            return bad(Fault.TOO_LONG, at, Shell.UNIT_AT, out);
        }
        int whole = Shell.UNIT_AT + length + Shell.TAIL;
        if (available < whole) {
            return last ? bad(Fault.BAD_END, at, available, out) : at;
        }
        if (!hasEnd(at, whole)) {
            return bad(Fault.BAD_END, at, whole, out);
        }
        if (!hasChecksum(at, whole)) {
            bad(Fault.BAD_CHECKSUM, at, whole, out);
            return afterBadChecksum(at, whole);
        }
        good(new Split.Good(frame(at, length)), out);
        return at + whole;
    }

    /** Behind the bad frame, or at a whole good one inside it (then its length was wrong). */
    private int afterBadChecksum(int at, int whole) {
        int end = at + whole;
        for (int inner = at + 1; inner + Shell.UNIT_AT + Shell.TAIL <= end; inner++) {
            if (isStart(inner) && unitLength(inner) <= Frame.UNIT_MAX) {
                int innerWhole = Shell.UNIT_AT + unitLength(inner) + Shell.TAIL;
                if (inner + innerWhole <= end
                        && hasEnd(inner, innerWhole)
                        && hasChecksum(inner, innerWhole)) {
                    return inner;
                }
            }
        }
        return end;
    }

    private int unitLength(int at) {
        return (int) LittleEndian.read(held, at + Shell.LENGTH_AT, 2);
    }

    private boolean hasEnd(int at, int whole) {
        return held[at + whole - 2] == Shell.END && held[at + whole - 1] == Shell.END;
    }

    private boolean hasChecksum(int at, int whole) {
        int checksumAt = at + whole - Shell.TAIL;
        Checksum checksum = checksumOf.apply(address(at, Shell.SOURCE_AT));
        return checksum.of(held, at + Shell.SERIAL_AT, checksumAt) == (held[checksumAt] & 0xFF);
    }

    private long address(int at, int field) {
        return LittleEndian.read(held, at + field, Frame.ADDRESS_SIZE);
    }

    private Frame frame(int at, int length) {
        int unitAt = at + Shell.UNIT_AT;
        return new Frame(
                (int) LittleEndian.read(held, at + Shell.SERIAL_AT, 2),
                held[at + Shell.MAJOR_AT] & 0xFF,
                held[at + Shell.USER_AT] & 0xFF,
                PanelTime.at(held, at + Shell.TIME_AT),
                address(at, Shell.SOURCE_AT),
                address(at, Shell.TARGET_AT),
                held[at + Shell.COMMAND_AT] & 0xFF,
                Arrays.copyOfRange(held, unitAt, unitAt + length));
    }

    private int bad(Fault fault, int at, int extent, Consumer<Split> out) {
        boolean header = extent >= Shell.UNIT_AT;
        bad(
                new Split.Bad(
                        fault,
                        header ? (int) LittleEndian.read(held, at + Shell.SERIAL_AT, 2) : null,
                        header ? address(at, Shell.SOURCE_AT) : null,
                        header ? address(at, Shell.TARGET_AT) : null,
                        head(at, extent)),
                out);
        return at + 1;
    }

    @Override
    protected Split garbage(byte[] head) {
        return new Split.Bad(Fault.GARBAGE, null, null, null, head);
    }
}
