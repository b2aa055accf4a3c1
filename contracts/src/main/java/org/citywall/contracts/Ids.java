package org.citywall.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Deterministic identifiers: the same facts always give the same id, so that a replay after a
 * failure, on any machine, writes what it wrote before.
 *
 * <p>A group hash is also the Kafka key of {@code alert-inputs}. An alert id begins with it, so any
 * gateway can route a command from the alert id alone (docs/adr/0003-alert-ids-route.md).
 */
public final class Ids {
    /** Hex digits of one hash part: 64 bits, so a million ids collide with probability 3e-8. */
    public static final int PART_LENGTH = 16;

    private static final char SEPARATOR = '-';

    private Ids() {}

    /** Hash of a group key such as {@code fire/alarm/B-0042}. */
    public static String groupHash(String groupKey) {
        return hash(groupKey);
    }

    /** Id of the alert that the first detection of a group opens. */
    public static String alertId(String groupHash, String firstDetectionId) {
        return groupHash + SEPARATOR + hash(firstDetectionId);
    }

    /**
     * The group hash inside an alert id.
     *
     * @throws IllegalArgumentException if this is not an alert id
     */
    public static String groupHashOf(String alertId) {
        if (!isAlertId(alertId)) {
            throw new IllegalArgumentException("not an alert id: " + alertId);
        }
        return alertId.substring(0, PART_LENGTH);
    }

    /** Whether the text has the form of an alert id; says nothing about whether it exists. */
    public static boolean isAlertId(String text) {
        return text != null
                && text.length() == 2 * PART_LENGTH + 1
                && text.charAt(PART_LENGTH) == SEPARATOR
                && text.chars().allMatch(c -> c == SEPARATOR || HexFormat.isHexDigit(c));
    }

    /** A deterministic id from its parts; the parts' order matters. */
    public static String of(String... parts) {
        return hash(String.join("\u001f", parts));
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, PART_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
