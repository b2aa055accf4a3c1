package org.citywall.gateway.ingest.charger.codec;

/** The number of a charger: 15 characters, in practice digits. */
final class Imei {
    static final int SIZE = 15;

    private Imei() {}

    /** Whether one can stand here. */
    static boolean isAt(byte[] bytes, int from) {
        if (bytes.length - from < SIZE) {
            return false;
        }
        for (int i = from; i < from + SIZE; i++) {
            if (!isPart((char) bytes[i])) {
                return false;
            }
        }
        return true;
    }

    static String require(String imei) {
        if (imei.length() != SIZE || !imei.chars().allMatch(c -> isPart((char) c))) {
            throw new IllegalArgumentException("an IMEI has 15 digits or letters: " + imei);
        }
        return imei;
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
