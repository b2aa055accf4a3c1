package org.citywall.stream.slope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeReading;

/**
 * By which of its values a channel is judged: those that the national dialect names for its
 * instrument, never its battery or temperature. What is optional joins when it first comes.
 */
final class Components {
    private static final List<String> PLAIN = List.of("value");
    private static final List<String> SCALAR = List.of("scalar");

    private Components() {}

    /** The names of a channel by a reading of it; empty: the reading lacks what is needed. */
    static List<String> of(SlopeReading reading) {
        for (List<String> needed : choices(reading.instrument())) {
            if (reading.values().keySet().containsAll(needed)) {
                String more = optional(needed);
                return reading.values().containsKey(more) ? plus(needed, more) : needed;
            }
        }
        return List.of();
    }

    /** What a first reading must have, in words. */
    static String needed(SlopeInstrument instrument) {
        List<String> words = new ArrayList<>();
        choices(instrument).forEach(names -> words.add(String.join("、", names)));
        return String.join(" 或 ", words);
    }

    /** The optional one that this reading has and the channel is not known by yet; null: none. */
    static String missing(List<String> names, Map<String, Double> values) {
        String more = optional(names);
        return values.containsKey(more) ? more : null;
    }

    static List<String> plus(List<String> names, String more) {
        List<String> all = new ArrayList<>(names);
        all.add(more);
        return List.copyOf(all);
    }

    /** Whether the reading says what its channel is there for. */
    static boolean speak(SlopeChannel channel, SlopeReading reading) {
        Map<String, Double> values = reading.values();
        if (channel.motion() != null) {
            return values.keySet().containsAll(channel.motion().names());
        }
        return switch (channel.instrument()) {
            case GNSS, CRACK, TILT, DEEP_DISPLACEMENT -> !of(reading).isEmpty();
            case RAIN -> values.containsKey("value") || values.containsKey("totalValue");
            default -> !values.isEmpty();
        };
    }

    /** Whether what it is judged by is what it was: a temperature may change beside it. */
    static boolean same(SlopeChannel channel, SlopeReading reading) {
        if (channel.motion() == null) {
            return reading.values().equals(channel.values());
        }
        for (String name : channel.motion().names()) {
            if (!reading.values().get(name).equals(channel.values().get(name))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<String>> choices(SlopeInstrument instrument) {
        return switch (instrument) {
            case GNSS -> List.of(List.of("gpsTotalX", "gpsTotalY"));
            case TILT -> List.of(List.of("X", "Y"), List.of("angle"), PLAIN, SCALAR);
            case DEEP_DISPLACEMENT -> List.of(List.of("dispsX"), PLAIN, SCALAR);
            default -> List.of(PLAIN, SCALAR);
        };
    }

    private static String optional(List<String> names) {
        return switch (String.join(" ", names)) {
            case "gpsTotalX gpsTotalY" -> "gpsTotalZ";
            case "X Y" -> "Z";
            case "dispsX" -> "dispsY";
            default -> "";
        };
    }
}
