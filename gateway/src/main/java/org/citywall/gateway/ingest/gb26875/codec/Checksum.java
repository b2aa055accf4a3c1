package org.citywall.gateway.ingest.gb26875.codec;

/** How the checksum byte over serial to unit is made; a property of the device, never guessed. */
public enum Checksum {
    /** The standard's: sum of the bytes modulo 256. */
    SUM,
    /** Some vendors': all bytes by exclusive or. */
    XOR;

    /** The checksum of these bytes, 0 to 255. */
    public int of(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = this == SUM ? value + bytes[i] : value ^ bytes[i];
        }
        return value & 0xFF;
    }
}
