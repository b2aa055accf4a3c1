package org.citywall.gateway.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.gateway.text.PlainText;

/**
 * Fields of one port of a charger's event: its own, and those that it shares with the other ports.
 * What cannot be taken is refused by the name of the field, or left out and named, so that one bad
 * value does not hide the others.
 */
final class PortFields {
    private static final int LAST_YEAR = 9_999;
    private static final int MAX_SHOWN = 32;
    private static final String NO_NUMBER = "不是有效数值";

    private final JsonNode own;
    private final String ownAt;
    private final JsonNode shared;
    private final String sharedAt;
    private final boolean isLenient;
    private final List<String> faults = new ArrayList<>();
    private final ObjectNode leftOut = Json.mapper().createObjectNode();

    /**
     * A measured value and what it can be at all.
     *
     * @param name of the field
     * @param unit for people
     * @param least that is possible
     * @param most that is possible
     * @param floor smaller ones are the drift of a meter and count as this
     * @param isRefused beyond it the sender has mixed up units: it is told; else left out
     */
    record Measure(
            String name, String unit, double least, double most, double floor, boolean isRefused) {}

    /**
     * @param shared null: there are none
     * @param isLenient leave out what would be refused: where nobody would learn of the refusal
     */
    PortFields(JsonNode own, String ownAt, JsonNode shared, String sharedAt, boolean isLenient) {
        this.own = own;
        this.ownAt = ownAt;
        this.shared = shared;
        this.sharedAt = sharedAt;
        this.isLenient = isLenient;
    }

    /** What was left out, in words. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** What was left out, as it stood there. */
    ObjectNode leftOut() {
        return leftOut;
    }

    /** Refused by everybody: without it the rest means nothing. */
    int port(int most) throws FieldFault {
        JsonNode value = node("port");
        if (value == null) {
            throw new FieldFault(pointer("port"), "is missing");
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 0
                || value.intValue() > most) {
            throw new FieldFault(
                    pointer("port"), "must be a whole number from 0 to %d".formatted(most));
        }
        return value.intValue();
    }

    Double measure(Measure measure) throws FieldFault {
        JsonNode value = node(measure.name());
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            leaveOut(measure.name(), value, NO_NUMBER);
            return null;
        }
        double number = value.doubleValue();
        if (number < measure.least() || number > measure.most()) {
            if (measure.isRefused() && !isLenient) {
                throw new FieldFault(
                        pointer(measure.name()),
                        "must be a number from %.0f to %.0f %s"
                                .formatted(measure.floor(), measure.most(), measure.unit()));
            }
            leaveOut(measure.name(), value, "不可能的数值");
            return null;
        }
        return Math.max(measure.floor(), number);
    }

    Integer whole(String name, int most) throws FieldFault {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            leaveOut(name, value, NO_NUMBER);
            return null;
        }
        double number = value.doubleValue();
        if (number >= 0 && number <= most && number == Math.rint(number)) {
            return (int) number;
        }
        refuse(name, value, "must be a whole number from 0 to %d".formatted(most));
        return null;
    }

    Boolean flag(String name) throws FieldFault {
        JsonNode value = node(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : value.booleanValue();
        }
        if (value.isIntegralNumber() && (value.asLong() == 0 || value.asLong() == 1)) {
            return value.asLong() == 1;
        }
        refuse(name, value, "must be true or false");
        return null;
    }

    /** A text, or a whole number as one. */
    String label(String name, int max) throws FieldFault {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        boolean fits =
                (value.isTextual() || value.isIntegralNumber())
                        && value.asText().length() <= max
                        && PlainText.isPlain(value.asText());
        if (fits) {
            return value.asText().isBlank() ? null : value.asText();
        }
        refuse(name, value, "must be a plain text of at most %d characters".formatted(max));
        return null;
    }

    /** The constant of this wire name; one that is unknown is refused. */
    <E extends Enum<E>> E word(String name, Map<String, E> words) throws FieldFault {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        E found = value.isTextual() ? words.get(value.textValue()) : null;
        if (found == null) {
            refuse(name, value, "must be one of " + String.join(", ", words.keySet()));
        }
        return found;
    }

    /** The same, but an unknown one becomes {@code other}, and is named. */
    <E extends Enum<E>> E wordOr(String name, Map<String, E> words, E other) {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        E found = value.isTextual() ? words.get(value.textValue()) : null;
        if (found == null) {
            leaveOut(name, value, "未知");
            return other;
        }
        return found;
    }

    Instant time(String name) throws FieldFault {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.isTextual()) {
                Instant time = OffsetDateTime.parse(value.textValue()).toInstant();
                int year = time.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 0 && year <= LAST_YEAR) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // answered below
        }
        refuse(name, value, "must be " + Fields.TIME);
        return null;
    }

    /** Constants by their wire names. */
    static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        return Stream.of(constants).collect(toUnmodifiableMap(PortFields::wire, word -> word));
    }

    static String wire(Enum<?> constant) {
        return Json.mapper().convertValue(constant, String.class);
    }

    private void refuse(String name, JsonNode value, String detail) throws FieldFault {
        if (!isLenient) {
            throw new FieldFault(pointer(name), detail);
        }
        leaveOut(name, value, "无法识别");
    }

    private void leaveOut(String name, JsonNode value, String why) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        String shown =
                PlainText.storable(
                        text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
        faults.add("%s：%s（%s）".formatted(name, why, shown));
        leftOut.put(name, shown);
    }

    private JsonNode node(String name) {
        JsonNode value = own.path(name);
        if (isAbsent(value) && shared != null) {
            value = shared.path(name);
        }
        return isAbsent(value) ? null : value;
    }

    private String pointer(String name) {
        boolean isShared = shared != null && isAbsent(own.path(name)) && shared.has(name);
        return (isShared ? sharedAt : ownAt) + "/" + name;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
