package org.citywall.gateway.ingest.charger.codec;

/** Places of the bytes around a body. */
final class Shell {
    static final byte START_1 = 0x5A;
    static final byte START_2 = (byte) 0xA5;

    /** Two bytes, little-endian: how many follow, from command to checksum. */
    static final int LENGTH_AT = 2;

    static final int COMMAND_AT = 4;
    static final int RESULT_AT = 5;
    static final int BODY_AT = 6;

    /** Command, result and checksum. */
    static final int AROUND_BODY = 3;

    /** Longest frame, in bytes. */
    static final int MAX = COMMAND_AT + AROUND_BODY + Frame.BODY_MAX;

    private Shell() {}

    /** The sum of these bytes, modulo 256. */
    static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i];
        }
        return sum & 0xFF;
    }
}
