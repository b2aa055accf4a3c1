package org.citywall.contracts.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.citywall.contracts.Nullable;

/**
 * One environment variable. A variable that is absent or blank has its default; a wrong one is an
 * error that names it, because a threshold that silently falls back is a threshold nobody knows.
 *
 * @param name of the variable
 * @param type unit and range in words, for docs/config.md
 * @param byDefault as it would be written in the environment; null: the variable must be set
 * @param meaning what it does and why its default is what it is, for docs/config.md
 * @param parser throws {@link IllegalArgumentException} whose message goes on after the name
 */
public record Setting<T>(
        String name,
        String type,
        @Nullable String byDefault,
        String meaning,
        Function<String, T> parser) {

    /** Words that are taken as they are. */
    public static Setting<String> text(String name, String byDefault, String meaning) {
        return new Setting<>(name, "text", byDefault, meaning, Function.identity());
    }

    /** Words without which nothing starts: a secret has no default. */
    public static Setting<String> required(String name, String meaning) {
        return new Setting<>(name, "text, required", null, meaning, Function.identity());
    }

    /** {@code true} or {@code false}, false by default. */
    public static Setting<Boolean> flag(String name, String meaning) {
        return new Setting<>(name, "true or false", "false", meaning, Setting::parseFlag);
    }

    /** A whole number of some unit. */
    public static Setting<Integer> whole(
            String name, String unit, int byDefault, int least, int most, String meaning) {
        return new Setting<>(
                name,
                String.format(Locale.ROOT, "%s, %,d to %,d", unit, least, most),
                Integer.toString(byDefault),
                meaning,
                text -> (int) parseWhole(text, least, most));
    }

    /** A number of some unit, with or without decimals. */
    public static Setting<Double> decimal(
            String name, String unit, double byDefault, double least, double most, String meaning) {
        return new Setting<>(
                name,
                "%s, %s to %s".formatted(unit, plain(least), plain(most)),
                plain(byDefault),
                meaning,
                text -> parseDecimal(text, least, most));
    }

    /** A whole number of a unit of time; the name should end with the unit. */
    public static Setting<Duration> duration(
            String name,
            ChronoUnit unit,
            Duration byDefault,
            long least,
            long most,
            String meaning) {
        return new Setting<>(
                name,
                String.format(Locale.ROOT, "%s, %,d to %,d", symbol(unit), least, most),
                Long.toString(byDefault.dividedBy(unit.getDuration())),
                meaning,
                text -> Duration.of(parseWhole(text, least, most), unit));
    }

    /**
     * The value in this environment.
     *
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    public T in(Map<String, String> env) {
        String given = env.get(name);
        boolean absent = given == null || given.isBlank();
        if (absent && byDefault == null) {
            throw new IllegalArgumentException(name + " must be set: it has no default");
        }
        try {
            return parser.apply(absent ? byDefault : given.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    private static long parseWhole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number: " + text, e);
        }
        throw new IllegalArgumentException(
                "must be between %d and %d: %s".formatted(least, most, text));
    }

    /** Unlike {@link Double#parseDouble} this takes no NaN, no infinity and no letter behind. */
    private static double parseDecimal(String text, double least, double most) {
        double value;
        try {
            value = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number: " + text, e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "must be between %s and %s: %s".formatted(plain(least), plain(most), text));
        }
        return value;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static boolean parseFlag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("must be true or false: " + text);
    }

    private static String symbol(ChronoUnit unit) {
        return switch (unit) {
            case MILLIS -> "ms";
            case SECONDS -> "s";
            default -> unit.toString().toLowerCase(Locale.ROOT);
        };
    }
}
