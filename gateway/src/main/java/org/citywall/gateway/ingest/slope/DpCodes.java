package org.citywall.gateway.ingest.slope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sensor codes of the dialect: kind of monitoring and its level, instrument, number. Makers differ
 * in the level ({@code L3_LD_1}, {@code L4_LD_1}), so only the instrument's two letters count.
 */
final class DpCodes {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d_([A-Z]{2})(?:_\\d+)?");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?\\d{1,18}(?:\\.\\d{1,18})?(?:[eE][-+]?\\d{1,3})?");
    private static final String STATION = "station";
    private static final String OTHER = "other";
    private static final Map<String, String> INSTRUMENTS =
            Map.ofEntries(
                    Map.entry("GP", "gnss"),
                    Map.entry("LF", "crack"),
                    Map.entry("QJ", "tilt"),
                    Map.entry("SW", "deep-displacement"),
                    Map.entry("YL", "rain"),
                    Map.entry("HS", "moisture"),
                    Map.entry("SY", "pore-pressure"),
                    Map.entry("DX", "water-level"),
                    Map.entry("DB", "water-level"),
                    Map.entry("ZT", STATION));

    /** Raw record of a GNSS solution. */
    private static final Set<String> RAW = Set.of("gpsInitial");

    private static final Set<String> GAPS = Set.of("", "nan", "inf", "infinity", "null", "none");

    private DpCodes() {}

    /** Wire name of the instrument behind a channel; {@code other} if the code is none we know. */
    static String instrument(String channel) {
        Matcher code = CODE.matcher(channel);
        return code.matches() ? INSTRUMENTS.getOrDefault(code.group(1), OTHER) : OTHER;
    }

    /** A number that was sent as a text is that number. */
    static JsonNode number(JsonNode sent) {
        if (!sent.isTextual()) {
            return sent;
        }
        String text = sent.textValue().strip();
        return NUMBER.matcher(text).matches() ? DoubleNode.valueOf(Double.parseDouble(text)) : sent;
    }

    /** Whether a text under this name is no lost measurement. */
    static boolean mayBeText(String channel, String name) {
        return RAW.contains(name) || instrument(channel).equals(STATION);
    }

    /** Whether the text stands for a number that is missing. */
    static boolean isGap(JsonNode text) {
        String word = text.textValue().strip().toLowerCase(Locale.ROOT);
        return GAPS.contains(word.startsWith("-") ? word.substring(1) : word);
    }
}
