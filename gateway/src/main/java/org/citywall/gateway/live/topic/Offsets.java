package org.citywall.gateway.live.topic;

/**
 * Order of offsets: the ids of Redis streams, {@code <milliseconds>-<number>}, or plain numbers.
 */
public final class Offsets {
    /** Before everything. */
    public static final String START = "0-0";

    private static final int MAX_LENGTH = 41;

    private Offsets() {}

    /** Whether the text, which may come from a client, is an offset. */
    public static boolean isOffset(String text) {
        return text != null
                && text.length() <= MAX_LENGTH
                && text.matches("[0-9]{1,19}(-[0-9]{1,19})?");
    }

    /** Negative, zero or positive as the first offset lies before, at or after the second. */
    public static int compare(String a, String b) {
        int major = Long.compareUnsigned(part(a, true), part(b, true));
        return major != 0 ? major : Long.compareUnsigned(part(a, false), part(b, false));
    }

    private static long part(String offset, boolean major) {
        int dash = offset.indexOf('-');
        if (dash < 0) {
            return major ? Long.parseUnsignedLong(offset) : 0;
        }
        return Long.parseUnsignedLong(
                major ? offset.substring(0, dash) : offset.substring(dash + 1));
    }
}
