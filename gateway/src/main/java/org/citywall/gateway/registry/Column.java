package org.citywall.gateway.registry;

import java.util.List;
import java.util.function.Function;

/**
 * One column of an import.
 *
 * @param name in CSV and JSON
 * @param sql name in the table
 * @param type SQL type
 * @param required an empty value is an error
 * @param fault what is wrong with a value, or null
 */
record Column(
        String name, String sql, String type, boolean required, Function<String, String> fault) {
    private static final int MAX_TEXT = 200;
    private static final int MAX_ID = 64;

    static Column text(String name, String sql, boolean required) {
        return new Column(name, sql, "text", required, Column::textFault);
    }

    /** As long as a point may be in an event. */
    static Column shortText(String name, String sql, boolean required) {
        return new Column(
                name,
                sql,
                "text",
                required,
                value ->
                        value.length() > MAX_ID
                                ? "must not exceed %d characters".formatted(MAX_ID)
                                : null);
    }

    static Column id(String name, String sql, boolean required) {
        return new Column(name, sql, "text", required, Column::idFault);
    }

    static Column path(String name, String sql, boolean required) {
        return new Column(name, sql, "text", required, Column::pathFault);
    }

    static Column degrees(String name, double limit) {
        return new Column(name, name, "float8", true, value -> degreesFault(value, limit));
    }

    static Column whole(String name, String sql, boolean required, int least, int most) {
        return new Column(name, sql, "integer", required, value -> wholeFault(value, least, most));
    }

    /** One of these words. */
    static Column word(String name, String sql, boolean required, String... words) {
        return new Column(
                name,
                sql,
                "text",
                required,
                value ->
                        List.of(words).contains(value)
                                ? null
                                : "must be " + String.join(" or ", words));
    }

    static Column checked(String name, String sql, Function<String, String> fault) {
        return new Column(name, sql, "text", true, fault);
    }

    private static String textFault(String value) {
        return value.length() > MAX_TEXT
                ? "must not exceed %d characters".formatted(MAX_TEXT)
                : null;
    }

    /** Ids stand in MQTT topics and URLs, so they have neither slash nor wildcard. */
    private static String idFault(String value) {
        boolean fits =
                value.length() <= MAX_ID && value.codePoints().allMatch(Column::isIdCharacter);
        return fits ? null : "must be letters, digits and . _ : - only, at most " + MAX_ID;
    }

    private static boolean isIdCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == ':' || c == '-';
    }

    private static String pathFault(String value) {
        for (String part : value.split("/", -1)) {
            if (part.isEmpty() || idFault(part) != null) {
                return "must be ids joined by single slashes";
            }
        }
        return null;
    }

    private static String wholeFault(String value, int least, int most) {
        try {
            int whole = Integer.parseInt(value);
            if (whole >= least && whole <= most) {
                return null;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        return "must be a whole number from %d to %d".formatted(least, most);
    }

    private static String degreesFault(String value, double limit) {
        try {
            double degrees = Double.parseDouble(value);
            if (Math.abs(degrees) <= limit) {
                return null;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        return "must be degrees from -%.0f to %.0f".formatted(limit, limit);
    }
}
