package org.citywall.gateway.ingest.charger.codec;

import java.nio.charset.StandardCharsets;

/** Reads a body from front to back. Numbers are little-endian. */
final class BodyReader {
    /**
     * A byte from here on is a temperature below zero. The document has one byte without a sign; so
     * a port at 130 °C must not look like one at -126 °C, and no charger works at 200 °C.
     */
    static final int FIRST_BELOW_ZERO = 200;

    private final byte[] body;
    private int at;

    BodyReader(byte[] body, int from) {
        this.body = body;
        this.at = from;
    }

    int at() {
        return at;
    }

    int left() {
        return body.length - at;
    }

    int u8() throws MessageException {
        return (int) number(1);
    }

    int u16() throws MessageException {
        return (int) number(2);
    }

    long u32() throws MessageException {
        return number(4);
    }

    /** °C. */
    int temperature() throws MessageException {
        int value = u8();
        return value < FIRST_BELOW_ZERO ? value : value - 256;
    }

    /** Text padded with zeros or blanks; what is not printable becomes a question mark. */
    String text(int length) throws MessageException {
        need(length);
        int end = at + length;
        int last = end;
        while (last > at && (body[last - 1] == 0 || body[last - 1] == ' ')) {
            last--;
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = at; i < last; i++) {
            text.append(body[i] >= ' ' && body[i] < 0x7F ? (char) body[i] : '?');
        }
        at = end;
        return text.toString();
    }

    String imei() throws MessageException {
        need(Imei.SIZE);
        if (!Imei.isAt(body, at)) {
            throw new MessageException(at, "the IMEI has other characters than digits and letters");
        }
        String imei = new String(body, at, Imei.SIZE, StandardCharsets.US_ASCII);
        at += Imei.SIZE;
        return imei;
    }

    void skip(int length) throws MessageException {
        need(length);
        at += length;
    }

    void end() throws MessageException {
        if (left() > 0) {
            throw new MessageException(at, "%d bytes too many".formatted(left()));
        }
    }

    private long number(int length) throws MessageException {
        need(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (body[at + i] & 0xFF);
        }
        at += length;
        return value;
    }

    private void need(int length) throws MessageException {
        if (left() < length) {
            throw new MessageException(at, "%d bytes are missing".formatted(length - left()));
        }
    }
}
