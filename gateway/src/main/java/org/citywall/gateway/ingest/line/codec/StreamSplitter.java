package org.citywall.gateway.ingest.line.codec;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the frames of a protocol in a stream of bytes of one connection, however it was cut or
 * glued. Holds never more than one frame. After a fault it goes on at the next start behind the bad
 * frame's own, so that a bad frame never swallows a good one. What it finds does not depend on how
 * the bytes were cut. Not thread-safe.
 *
 * <p>A start that is none (or whose rest was lost) waits for as many bytes as a frame may have, and
 * what follows waits with it: a caller with a clock calls {@link #giveUpFirst} when the first byte
 * that is held has been here for some seconds, and {@link #giveUp} at the end of the connection.
 *
 * @param <S> what is found: a frame or a fault
 */
public abstract class StreamSplitter<S> {
    /** Bytes of a fault's head that are kept. */
    private static final int HEAD_MAX = 64;

    /** Bytes since the start of the frame that has begun; the first {@link #held()} count. */
    protected final byte[] held;

    private final byte firstOfStart;
    private final byte secondOfStart;
    private int size;

    /** Bytes without a start since the last report of garbage, and the first of them. */
    private int garbage;

    private final byte[] garbageHead = new byte[HEAD_MAX];

    /** Bytes without a start that still count as part of the fault that was reported last. */
    private int mute;

    /**
     * Of a protocol whose frames begin with these two bytes.
     *
     * @param max bytes of the longest frame
     */
    protected StreamSplitter(int max, byte firstOfStart, byte secondOfStart) {
        this.held = new byte[max];
        this.firstOfStart = firstOfStart;
        this.secondOfStart = secondOfStart;
    }

    /**
     * Gives, by {@link #good} or {@link #bad}, the frame or fault that starts here.
     *
     * @param last nothing will come behind what is held
     * @return where to go on; here if the rest may come
     */
    protected abstract int frameAt(int at, Consumer<S> out, boolean last);

    /** Bytes without a start. */
    protected abstract S garbage(byte[] head);

    /** Takes the next bytes of the stream and gives what they complete, in order. */
    public final void feed(byte[] bytes, int offset, int length, Consumer<S> out) {
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
    public final boolean isMidFrame() {
        return size > 0;
    }

    /** Bytes held at the moment: those since the start of the frame that has begun. */
    public final int held() {
        return size;
    }

    /** The rest will not come: reports what was begun as faulty, and finds what is behind it. */
    public final void giveUp(Consumer<S> out) {
        scan(0, out, true);
        reportGarbage(out);
    }

    /**
     * The rest of the frame that began first will not come: reports it as faulty and finds what is
     * behind it. A frame that has begun behind it may still end.
     */
    public final void giveUpFirst(Consumer<S> out) {
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

    private void scan(int from, Consumer<S> out, boolean last) {
        int at = from;
        while (at < size) {
            if (!isStart(at)) {
                if (at + 1 == size && held[at] == firstOfStart && !last) {
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

    /** Whether a frame may start here. */
    protected final boolean isStart(int at) {
        return at + 1 < size && held[at] == firstOfStart && held[at + 1] == secondOfStart;
    }

    /** The first of these bytes, as many as are kept of a fault. */
    protected final byte[] head(int at, int extent) {
        return Arrays.copyOfRange(held, at, at + Math.min(extent, HEAD_MAX));
    }

    /** Gives a frame. */
    protected final void good(S frame, Consumer<S> out) {
        reportGarbage(out);
        mute = 0;
        out.accept(frame);
    }

    /** Gives a fault; what comes before the next start belongs to it and is not told again. */
    protected final void bad(S fault, Consumer<S> out) {
        reportGarbage(out);
        out.accept(fault);
        mute = held.length;
    }

    private void addGarbage(byte value, Consumer<S> out) {
        if (mute > 0) {
            mute--;
            return;
        }
        if (garbage < HEAD_MAX) {
            garbageHead[garbage] = value;
        }
        garbage++;
        if (garbage == held.length) {
            reportGarbage(out);
        }
    }

    private void reportGarbage(Consumer<S> out) {
        if (garbage > 0) {
            byte[] head = Arrays.copyOf(garbageHead, Math.min(garbage, HEAD_MAX));
            garbage = 0;
            out.accept(garbage(head));
        }
    }
}
