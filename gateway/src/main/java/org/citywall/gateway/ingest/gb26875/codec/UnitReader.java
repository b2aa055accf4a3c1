package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;

/** Reads the fields of a unit one after the other. */
final class UnitReader {
    private final byte[] bytes;
    private int at;

    UnitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int at() {
        return at;
    }

    int left() {
        return bytes.length - at;
    }

    int u8() throws UnitException {
        return (int) number(1);
    }

    int u16() throws UnitException {
        return (int) number(2);
    }

    int s16() throws UnitException {
        return (short) number(2);
    }

    PanelTime time() throws UnitException {
        return new PanelTime(number(PanelTime.SIZE));
    }

    /** A text of so many bytes. */
    String text(int width) throws UnitException {
        int from = advance(width);
        return PanelText.read(bytes, from, width);
    }

    /** A text after one byte with its length. */
    String countedText() throws UnitException {
        return text(u8());
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    private long number(int size) throws UnitException {
        return LittleEndian.read(bytes, advance(size), size);
    }

    private int advance(int size) throws UnitException {
        if (left() < size) {
            throw new UnitException(UnitException.Reason.TRUNCATED, bytes.length);
        }
        int from = at;
        at += size;
        return from;
    }
}
