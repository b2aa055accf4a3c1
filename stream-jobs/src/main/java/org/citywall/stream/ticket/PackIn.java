package org.citywall.stream.ticket;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link PackOut} wrote. */
final class PackIn {
    /** Names of the shipped rules. They lie in state by their place: only append. */
    static final List<String> WORDS =
            List.of(
                    "respond",
                    "complete",
                    "dispatch",
                    "consult",
                    "plan",
                    "longhua",
                    "youyilu-general",
                    "youyilu-difficult",
                    "youyilu-major",
                    "minsu-urgent",
                    "minsu-normal",
                    "cg-01-02",
                    "cg-01-04",
                    "cg-01-05",
                    "cg-illegal-stop",
                    "cg-illegal-punish",
                    "cg-illegal-demolish");

    /** The low two bits of a text's head: 0 an earlier one, or with nothing above null. */
    static final int NARROW = 1;

    static final int WORD = 2;
    static final int WIDE = 3;

    static final long LOW = 0xffff_ffffL;

    /** Units of a degree. */
    static final double DEGREE = 1e7;

    private final List<String> told = new ArrayList<>();
    private final byte[] bytes;
    private int at;
    private long base;

    PackIn(byte[] bytes) {
        this.bytes = bytes;
    }

    void base(long time) {
        base = time;
    }

    int octet() {
        return bytes[at++] & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int each = octet();
            value |= (long) (each & 0x7f) << shift;
            if (each < 0x80) {
                return value;
            }
        }
    }

    int count() {
        return (int) number();
    }

    long signed() {
        return straight(number());
    }

    long raw() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    long halves(long lowBase) {
        long high = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            high = high << 8 | octet();
        }
        return (high << 32) | (signed() + (lowBase & LOW));
    }

    long time(long none) {
        long packed = number();
        return packed == 0 ? none : base + straight(packed - 1);
    }

    Instant time() {
        return Instant.ofEpochMilli(base + signed());
    }

    double degrees() {
        long packed = number();
        return packed == 1 ? Double.longBitsToDouble(raw()) : straight(packed >>> 1) / DEGREE;
    }

    String text() {
        long head = number();
        if (head == 0) {
            return null;
        }
        int rest = (int) (head >>> 2);
        return switch ((int) (head & 3)) {
            case NARROW -> fresh(rest, StandardCharsets.UTF_8);
            case WIDE -> fresh(rest, StandardCharsets.UTF_16BE);
            case WORD -> WORDS.get(rest);
            default -> told.get(rest - 1);
        };
    }

    private String fresh(int length, Charset charset) {
        String text = new String(bytes, at, length, charset);
        at += length;
        told.add(text);
        return text;
    }

    byte[] block() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    int numberIf(boolean on, int usual) {
        return on ? count() : usual;
    }

    long timeIf(boolean on) {
        return on ? time(0) : 0;
    }

    static boolean has(int shape, int bit) {
        return (shape & bit) != 0;
    }

    private static long straight(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}
