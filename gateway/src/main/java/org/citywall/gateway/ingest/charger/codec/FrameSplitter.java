package org.citywall.gateway.ingest.charger.codec;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the frames in a stream of bytes of one connection, however it was cut or glued. Holds never
 * more than one frame (1028 bytes). After a fault it goes on at the next {@code 5A A5} behind the
 * bad one's start, so that a bad frame never swallows a good one. What it finds does not depend on
 * how the bytes were cut. Not thread-safe.
 *
 * <p>A start that is none, or whose length is wrong, waits for up to 1028 bytes, and what follows
 * waits with it: a caller with a clock calls {@link #giveUpFirst} when the first byte that is held
 * has been here for some seconds, and {@link #giveUp} at the end of the connection.
 */
public final class FrameSplitter {
    /** Bytes of a fault's head that are kept. */
    private static final int HEAD_MAX = 64;

    private final byte[] held = new byte[Shell.MAX];
    private int size;

    /** Bytes without a start since the last report of garbage, and the first of them. */
    private int garbage;

    private final byte[] garbageHead = new byte[HEAD_MAX];

    /** Bytes without a start that still count as part of the fault that was reported last. */
    private int mute;

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
                if (at + 1 == size && held[at] == Shell.START_1 && !last) {
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
        reportGarbage(out);
        mute = 0;
        out.accept(
                new Split.Good(
                        new Frame(
                                held[at + Shell.COMMAND_AT] & 0xFF,
                                held[at + Shell.RESULT_AT] & 0xFF,
                                Arrays.copyOfRange(held, at + Shell.BODY_AT, sumAt))));
        return at + whole;
    }

    private boolean isStart(int at) {
        return at + 1 < size && held[at] == Shell.START_1 && held[at + 1] == Shell.START_2;
    }

    /** Reports a fault; what comes before the next start belongs to it and is not told again. */
    private int bad(Fault fault, int at, int extent, Consumer<Split> out) {
        reportGarbage(out);
        out.accept(
                new Split.Bad(
                        fault, Arrays.copyOfRange(held, at, at + Math.min(extent, HEAD_MAX))));
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
            out.accept(new Split.Bad(Fault.GARBAGE, head));
        }
    }
}
