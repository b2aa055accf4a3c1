package org.citywall.gateway.ingest.mqtt;

import java.util.Optional;

/** Topics on which chargers get orders and answer them. */
final class ChargerTopics {
    private static final String PREFIX = "citywall/v1/charger/";
    private static final String COMMANDS = "/cmd";
    private static final String RESULTS = "/cmd/result";

    private ChargerTopics() {}

    /** Where a charger hears its orders. */
    static String commands(String deviceId) {
        return PREFIX + deviceId + COMMANDS;
    }

    /** The charger whose orders come there; none for any other topic, or one with wildcards. */
    static Optional<String> ofCommands(String topic) {
        return device(topic, COMMANDS);
    }

    /** The charger that answers there. */
    static Optional<String> ofResults(String topic) {
        return device(topic, RESULTS);
    }

    private static Optional<String> device(String topic, String end) {
        if (!topic.startsWith(PREFIX)
                || !topic.endsWith(end)
                || topic.length() <= PREFIX.length() + end.length()) {
            return Optional.empty();
        }
        String device = topic.substring(PREFIX.length(), topic.length() - end.length());
        boolean isPlain = device.chars().noneMatch(c -> c == '/' || c == '+' || c == '#');
        return isPlain ? Optional.of(device) : Optional.empty();
    }
}
