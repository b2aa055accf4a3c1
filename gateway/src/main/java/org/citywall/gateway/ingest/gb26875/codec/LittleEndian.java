package org.citywall.gateway.ingest.gb26875.codec;

/** Unsigned numbers of up to seven bytes, lowest byte first. */
final class LittleEndian {
    private LittleEndian() {}

    static long read(byte[] bytes, int offset, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[offset + i] & 0xFF);
        }
        return value;
    }

    static void write(long value, byte[] bytes, int offset, int size) {
        for (int i = 0; i < size; i++) {
            bytes[offset + i] = (byte) (value >> (8 * i));
        }
    }
}
