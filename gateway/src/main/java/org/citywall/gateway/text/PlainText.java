package org.citywall.gateway.text;

/**
 * Text that every part behind the gateway can carry: PostgreSQL stores no NUL, UTF-8 knows no half
 * of a surrogate pair, and no screen shows the other control characters.
 */
public final class PlainText {
    /** What is wrong with a text that is not plain, for the sender. */
    public static final String RULE = "must not contain control characters or unpaired surrogates";

    private static final char REPLACEMENT = '\ufffd';

    private PlainText() {}

    /** Whether all is whole characters and, below the space, only tab and line ends. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isControl = c < ' ' && c != '\t' && c != '\n' && c != '\r';
            if (isControl || isUnpaired(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** The text with U+FFFD for what cannot be stored; null stays null. */
    public static String storable(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder storable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || isUnpaired(text, i)) {
                storable.setCharAt(i, REPLACEMENT);
            }
        }
        return storable.toString();
    }

    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
