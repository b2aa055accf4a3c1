package org.citywall.gateway.ingest.charger.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a body. What does not fit its field is a fault of the caller. */
final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    BodyWriter u8(int value) {
        return number(value, 1);
    }

    BodyWriter u16(int value) {
        return number(value, 2);
    }

    BodyWriter u32(long value) {
        return number(value, 4);
    }

    /** °C, see {@link BodyReader#temperature}. */
    BodyWriter temperature(int celsius) {
        if (celsius < BodyReader.FIRST_BELOW_ZERO - 256 || celsius >= BodyReader.FIRST_BELOW_ZERO) {
            throw new IllegalArgumentException("no temperature of this protocol: " + celsius);
        }
        return u8(celsius & 0xFF);
    }

    /** Padded with zeros. */
    BodyWriter text(String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > length) {
            throw new IllegalArgumentException(
                    "must not exceed %d characters: %s".formatted(length, text));
        }
        out.writeBytes(Arrays.copyOf(bytes, length));
        return this;
    }

    BodyWriter imei(String imei) {
        return text(Imei.require(imei), Imei.SIZE);
    }

    BodyWriter zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    Frame frame(int command) {
        return new Frame(command, 0, out.toByteArray());
    }

    private BodyWriter number(long value, int length) {
        if (value < 0 || value >> (8 * length) != 0) {
            throw new IllegalArgumentException(
                    "does not fit %d bytes: %d".formatted(length, value));
        }
        for (int i = 0; i < length; i++) {
            out.write((int) (value >> (8 * i)));
        }
        return this;
    }
}
