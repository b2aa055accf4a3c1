package org.citywall.stream.ticket;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes the numbers, times and texts of one packed case; {@link PackIn} reads them. */
final class PackOut {
    /** Most cases fit without growing. */
    private static final int USUAL = 512;

    private final Map<String, Integer> told = new HashMap<>();
    private byte[] bytes = new byte[USUAL];
    private int size;
    private long base;

    /** Times from here on are told as distances from this one, ms since 1970. */
    void base(long at) {
        base = at;
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, the low ones first: small when the number is small and not negative. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** Small when the number is near 0 on either side. */
    void signed(long value) {
        number(zigzag(value));
    }

    void raw(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    /** The high half as it is, the low half as a distance from this. */
    void halves(long value, long lowBase) {
        for (int shift = 56; shift >= 32; shift -= 8) {
            octet((int) (value >>> shift));
        }
        signed((value & PackIn.LOW) - (lowBase & PackIn.LOW));
    }

    /** A time, ms since 1970; {@code none} takes one byte. */
    void time(long at, long none) {
        number(at == none ? 0 : zigzag(at - base) + 1);
    }

    /** A time that is always there. */
    void time(Instant at) {
        signed(at.toEpochMilli() - base);
    }

    /** Exact; 5 bytes for what has at most seven decimals. */
    void degrees(double value) {
        long units = Math.round(value * PackIn.DEGREE);
        boolean fits =
                Math.abs(value) < 1_000
                        && Double.doubleToLongBits(units / PackIn.DEGREE)
                                == Double.doubleToLongBits(value);
        if (fits) {
            number(zigzag(units) << 1);
        } else {
            number(1);
            raw(Double.doubleToLongBits(value));
        }
    }

    /**
     * A text or null. What stood in this case before, or is a word of {@link PackIn#WORDS}, is told
     * by its number.
     */
    void text(String text) {
        Integer before = text == null ? null : told.get(text);
        int word = text == null ? -1 : PackIn.WORDS.indexOf(text);
        if (text == null) {
            number(0);
        } else if (word >= 0) {
            number((long) word << 2 | PackIn.WORD);
        } else if (before != null) {
            number((long) (before + 1) << 2);
        } else {
            told.put(text, told.size());
            fresh(text);
        }
    }

    private void fresh(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean wide = text.length() * 2 < utf8.length;
        Charset charset = wide ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        byte[] shorter = wide ? text.getBytes(charset) : utf8;
        number((long) shorter.length << 2 | (wide ? PackIn.WIDE : PackIn.NARROW));
        append(shorter);
    }

    void block(byte[] block) {
        number(block.length);
        append(block);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void numberIf(boolean on, int value) {
        if (on) {
            number(value);
        }
    }

    void timeIf(boolean on, long at) {
        if (on) {
            time(at, 0);
        }
    }

    static int bit(int bit, boolean on) {
        return on ? bit : 0;
    }

    /** How a constant is stored: constants are only appended, and a test holds their places. */
    @SuppressWarnings("EnumOrdinal")
    static int place(Enum<?> constant) {
        return constant.ordinal();
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
