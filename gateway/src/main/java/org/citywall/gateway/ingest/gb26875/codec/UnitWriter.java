package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;

/** Writes the fields of a unit one after the other; what does not fit is the caller's mistake. */
final class UnitWriter {
    private final byte[] bytes = new byte[Frame.UNIT_MAX];
    private int at;

    void u8(int value) {
        number(value, 0, 0xFF, 1);
    }

    void u16(int value) {
        number(value, 0, 0xFFFF, 2);
    }

    void s16(int value) {
        number(value, Short.MIN_VALUE, Short.MAX_VALUE, 2);
    }

    void time(PanelTime time) {
        LittleEndian.write(time.raw(), bytes, advance(PanelTime.SIZE), PanelTime.SIZE);
    }

    /** A text in so many bytes, filled up with NUL. */
    void text(String text, int width) {
        byte[] encoded = PanelText.write(text, width);
        System.arraycopy(encoded, 0, bytes, advance(width), encoded.length);
    }

    /** A text of at most 255 bytes after one byte with its length. */
    void countedText(String text) {
        byte[] encoded = PanelText.write(text, 0xFF);
        u8(encoded.length);
        rest(encoded);
    }

    void rest(byte[] body) {
        System.arraycopy(body, 0, bytes, advance(body.length), body.length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, at);
    }

    private void number(int value, int min, int max, int size) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(value + " is not " + min + " to " + max);
        }
        LittleEndian.write(value, bytes, advance(size), size);
    }

    private int advance(int size) {
        if (at + size > bytes.length) {
            throw new IllegalArgumentException("a unit has at most 1024 bytes");
        }
        int from = at;
        at += size;
        return from;
    }
}
