package org.citywall.contracts.ebike;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Writes a number that has one decimal, as the samples of a curve have. The page of a site is sixty
 * of them per port, and the general way of finding the shortest digits of a double costs more than
 * all the rest of the page.
 */
final class Tenths extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;
    private static final long MOST = 10_000_000;

    /** Of the greatest number below, 999999.9. */
    private static final int MOST_CHARS = 8;

    Tenths() {
        super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        long tenths = Math.round(value * 10);
        if (tenths / 10.0 == value && tenths > 0 && tenths < MOST) {
            write((int) tenths, out);
        } else {
            out.writeNumber(value);
        }
    }

    private static void write(int tenths, JsonGenerator out) throws IOException {
        char[] digits = new char[MOST_CHARS];
        int at = MOST_CHARS;
        digits[--at] = (char) ('0' + tenths % 10);
        digits[--at] = '.';
        int rest = tenths / 10;
        do {
            digits[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.writeNumber(digits, at, MOST_CHARS - at);
    }
}
