package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.citywall.gateway.text.PlainText;

/** Fields of an event's data; a fault names its field by its JSON pointer. */
public class Fields {
    /** How a time must look. */
    static final String TIME = "a time like 2026-01-31T08:00:00+08:00";

    private final JsonNode data;
    private final String pointer;

    /** Reads this object; the pointer is that of it in what the sender sent. */
    public Fields(JsonNode data, String pointer) {
        this.data = data;
        this.pointer = pointer;
    }

    /** A text that must be there. */
    public String required(String name, int max) throws FieldFault {
        JsonNode value = data.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new FieldFault(pointer + "/" + name, "is missing");
        }
        String text = text(name, max);
        if (text == null || text.isBlank()) {
            throw new FieldFault(pointer + "/" + name, "must not be empty");
        }
        return text;
    }

    /** A text, or null. */
    public String text(String name, int max) throws FieldFault {
        JsonNode value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            fault(name, "must be a text");
            return null;
        }
        if (value.textValue().length() > max) {
            fault(name, "must not exceed %d characters".formatted(max));
            return null;
        }
        if (!PlainText.isPlain(value.textValue())) {
            fault(name, PlainText.RULE);
            return null;
        }
        return value.textValue();
    }

    /** A whole number from 0, or null. */
    public Integer integer(String name, int max) throws FieldFault {
        JsonNode value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        boolean fits = value.canConvertToInt() && value.isIntegralNumber();
        if (fits && value.intValue() >= 0 && value.intValue() <= max) {
            return value.intValue();
        }
        fault(name, "must be a whole number from 0 to %d".formatted(max));
        return null;
    }

    /** A number, or null. */
    public Double number(String name) throws FieldFault {
        JsonNode value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        fault(name, "must be a number");
        return null;
    }

    /** A time, or null. */
    public Instant time(String name) throws FieldFault {
        JsonNode value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return OffsetDateTime.parse(value.textValue()).toInstant();
            }
        } catch (DateTimeException e) {
            // answered below
        }
        fault(name, "must be " + TIME);
        return null;
    }

    /** Says what is wrong with a field. */
    protected void fault(String name, String detail) throws FieldFault {
        throw new FieldFault(pointer + "/" + name, detail);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
