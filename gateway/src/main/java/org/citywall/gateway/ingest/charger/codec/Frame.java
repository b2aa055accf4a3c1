package org.citywall.gateway.ingest.charger.codec;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame, without its shell.
 *
 * @param command see {@link Commands}
 * @param result byte behind the command; 0 in every published sample, and ignored
 * @param body the IMEI, if the sender repeats it, and the data; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below
public record Frame(int command, int result, byte[] body) {
    /**
     * Longest body, in bytes: live data of 58 ports. The largest charger that we know of has 20.
     */
    public static final int BODY_MAX = 1021;

    public Frame {
        requireByte(command, "command");
        requireByte(result, "result");
        if (body.length > BODY_MAX) {
            throw new IllegalArgumentException(
                    "the body must not exceed %d bytes: %d".formatted(BODY_MAX, body.length));
        }
    }

    private static void requireByte(int value, String name) {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException(name + " must be 0 to 255: " + value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && command == that.command
                && result == that.result
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * command + result) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "Frame[command=%02X, result=%02X, body=%s]"
                .formatted(command, result, HexFormat.of().formatHex(body));
    }
}
