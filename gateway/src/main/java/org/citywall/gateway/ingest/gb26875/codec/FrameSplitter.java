package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Finds the frames in a stream of bytes of one connection, however it was cut or glued. Holds never
 * more than one frame (1054 bytes). After a fault it goes on at the next {@code 40 40} behind the
 * bad one's start, so that a bad frame never swallows a good one; only the rest of a frame whose
 * checksum is wrong but whose length and end are right is passed over, unless a whole good frame is
 * inside. What it finds does not depend on how the bytes were cut. Not thread-safe.
 *
 * <p>A start that is none (or whose rest was lost) waits for up to 1054 bytes, and what follows
 * waits with it: a caller with a clock calls {@link #giveUpFirst} when the first byte that is held
 * has been here for some seconds, and {@link #giveUp} at the end of the connection.
 */
public final class FrameSplitter {
    /** Bytes of a fault's head that are kept. */
    private static final int HEAD_MAX = 64;

    private final LongFunction<Checksum> checksumOf;
    private final byte[] held = new byte[Shell.MAX];
    private int size;

    /** Bytes without a start since the last report of garbage, and the first of them. */
    private int garbage;

    private final byte[] garbageHead = new byte[HEAD_MAX];

    /** Bytes without a start that still count as part of the fault that was reported last. */
    private int mute;

    /** Every sender has this checksum. */
    public FrameSplitter(Checksum checksum) {
        this(source -> checksum);
    }

    /** Each sender has its own checksum; asked with the source address for each frame. */
    public FrameSplitter(LongFunction<Checksum> checksumOf) {
        this.checksumOf = checksumOf;
    }

    /** Takes the next bytes of the stream and gives what they complete, in order. */
    public void feed(byte[] bytes, int offset, int length, Consumer<Split> out) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int taken = Math.min(end - from, held.length - size);
            System.arraycopy(bytes, from, held, size, taken);
            size += taken;
            from += taken;
            scan(0, out, false);
        }
    }

    /** Whether a frame has begun and not ended. */
    public boolean isMidFrame() {
        return size > 0;
    }

    /** Bytes held at the moment: those since the start of the frame that has begun. */
    public int held() {
        return size;
    }

    /** The rest will not come: reports what was begun as faulty, and finds what is behind it. */
    public void giveUp(Consumer<Split> out) {
        scan(0, out, true);
        reportGarbage(out);
    }

    /**
     * The rest of the frame that began first will not come: reports it as faulty and finds what is
     * behind it. A frame that has begun behind it may still end.
     */
    public void giveUpFirst(Consumer<Split> out) {
        if (size == 0) {
            return;
        }
        int next = 1;
        if (isStart(0)) {
            next = frameAt(0, out, true);
        } else {
            addGarbage(held[0], out);
        }
        scan(next, out, false);
        reportGarbage(out);
    }

    private void scan(int from, Consumer<Split> out, boolean last) {
        int at = from;
        while (at < size) {
            if (!isStart(at)) {
                if (at + 1 == size && held[at] == Shell.START && !last) {
                    break; // the second start byte may come
                }
                addGarbage(held[at++], out);
                continue;
            }
            int next = frameAt(at, out, last);
            if (next == at) {
                break; // the rest may come
            }
            at = next;
        }
        if (at > 0) {
            System.arraycopy(held, at, held, 0, size - at);
            size -= at;
        }
    }

    /** Reports the frame or fault that starts here; gives where to go on, here if unfinished. */
    private int frameAt(int at, Consumer<Split> out, boolean last) {
        int available = size - at;
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
        reportGarbage(out);
        mute = 0;
        out.accept(new Split.Good(frame(at, length)));
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

    private boolean isStart(int at) {
        return at + 1 < size && held[at] == Shell.START && held[at + 1] == Shell.START;
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

    /** Reports a fault; what comes before the next start belongs to it and is not told again. */
    private int bad(Fault fault, int at, int extent, Consumer<Split> out) {
        reportGarbage(out);
        boolean header = extent >= Shell.UNIT_AT;
        out.accept(
                new Split.Bad(
                        fault,
                        header ? (int) LittleEndian.read(held, at + Shell.SERIAL_AT, 2) : null,
                        header ? address(at, Shell.SOURCE_AT) : null,
                        header ? address(at, Shell.TARGET_AT) : null,
                        Arrays.copyOfRange(held, at, at + Math.min(extent, HEAD_MAX))));
        mute = Shell.MAX;
        return at + 1;
    }

    private void addGarbage(byte value, Consumer<Split> out) {
        if (mute > 0) {
            mute--;
            return;
        }
        if (garbage < HEAD_MAX) {
            garbageHead[garbage] = value;
        }
        garbage++;
        if (garbage == Shell.MAX) {
            reportGarbage(out);
        }
    }

    private void reportGarbage(Consumer<Split> out) {
        if (garbage > 0) {
            byte[] head = Arrays.copyOf(garbageHead, Math.min(garbage, HEAD_MAX));
            garbage = 0;
            out.accept(new Split.Bad(Fault.GARBAGE, null, null, null, head));
        }
    }
}
