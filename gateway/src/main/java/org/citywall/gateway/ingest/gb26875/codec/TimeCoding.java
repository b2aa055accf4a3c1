package org.citywall.gateway.ingest.gb26875.codec;

/**
 * How the bytes of a time are written. Both readings of the same bytes can look plausible, so it is
 * a property of the device, never guessed.
 */
public enum TimeCoding {
    /** The standard's: one binary number per byte. */
    BINARY,
    /** Some vendors': two decimal digits per byte. */
    BCD;

    /** The number 0 to 99 in this byte, or -1. */
    int read(int value) {
        if (this == BINARY) {
            return value <= 99 ? value : -1;
        }
        int tens = value >> 4;
        int ones = value & 0xF;
        return tens <= 9 && ones <= 9 ? tens * 10 + ones : -1;
    }

    /** The byte of this number 0 to 99. */
    int write(int number) {
        return this == BINARY ? number : ((number / 10) << 4) | (number % 10);
    }
}
