package org.citywall.gateway.ingest.ticket;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Fields;

/**
 * The data of {@code citywall.ticket.event.v1}, checked and as it came: nothing of it is masked, so
 * it goes nowhere but through {@link TicketPrivacy}.
 *
 * @param ref whose ticket
 * @param event what happened
 * @param classId class of the rules, or null
 * @param category code, or null
 * @param categoryName in words, or null
 * @param title a few words, or null
 * @param text the complaint, or null
 * @param place registry id of a site, or grid path, or null
 * @param lon degrees, WGS-84; null: unknown, as are 0 and 0 together
 * @param lat the same
 * @param address in words, or null
 * @param departments to whom it goes
 * @param lead which of them leads, or null
 * @param caller who called, or null
 * @param rating 1 to 5, or null
 * @param outcome of a check, or null
 * @param until new promise, or planned end; or null
 * @param other number of the same case elsewhere, or null
 * @param flag media or instructed, or null
 * @param proof of its end, or null
 * @param reason in words, or null
 * @param channel how it came, or null
 * @param secret the caller asked for secrecy
 * @param unrated its satisfaction is not counted
 * @param by who did it, or null
 * @param department which department acts, or null
 * @param occurredAt when it happened
 */
record TicketData(
        TicketRef ref,
        TicketEventKind event,
        @Nullable String classId,
        @Nullable String category,
        @Nullable String categoryName,
        @Nullable String title,
        @Nullable String text,
        @Nullable String place,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String address,
        List<String> departments,
        @Nullable String lead,
        @Nullable TicketCaller caller,
        @Nullable Integer rating,
        @Nullable VerifyOutcome outcome,
        @Nullable Instant until,
        @Nullable TicketRef other,
        @Nullable TicketFlag flag,
        @Nullable String proof,
        @Nullable String reason,
        @Nullable String channel,
        boolean secret,
        boolean unrated,
        @Nullable String by,
        @Nullable String department,
        Instant occurredAt) {
    /** Systems of Citywall itself: nobody else speaks for them. */
    static final Set<String> OWN = Set.of(TicketEvent.DESK, TicketEvent.RULES, TicketEvent.SENSORS);

    static final int MAX_SYSTEM = 64;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_WORD = 60;
    private static final int MAX_TITLE = 200;
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_DEPARTMENTS = 20;
    private static final int MAX_RATING = 5;
    private static final int LAST_YEAR = 9_999;
    private static final Map<String, TicketEventKind> KINDS =
            words(List.of(TicketEventKind.values()));
    private static final Map<String, VerifyOutcome> OUTCOMES =
            words(List.of(VerifyOutcome.values()));

    /** The others are found out by rules. */
    private static final Map<String, TicketFlag> FLAGS =
            words(List.of(TicketFlag.MEDIA, TicketFlag.INSTRUCTED));

    /** Reads and checks the data; the pointer is that of it in what the sender sent. */
    static TicketData read(JsonNode data, String pointer) throws FieldFault {
        if (data == null || !data.isObject()) {
            throw new FieldFault(pointer, "must be an object");
        }
        Fields fields = new Fields(data, pointer);
        TicketEventKind kind = word(fields, pointer, "event", KINDS, true);
        TicketData read =
                new TicketData(
                        ref(data, pointer),
                        kind,
                        fields.text("class", MAX_WORD),
                        fields.text("category", MAX_WORD),
                        fields.text("categoryName", MAX_WORD),
                        fields.text("title", MAX_TITLE),
                        fields.text("text", MAX_TEXT),
                        fields.text("place", MAX_TITLE),
                        coordinate(fields, data, pointer, "lon", 180),
                        coordinate(fields, data, pointer, "lat", 90),
                        fields.text("address", MAX_TITLE),
                        departments(data.path("departments"), pointer + "/departments"),
                        fields.text("lead", MAX_WORD),
                        TicketCaller.read(data, pointer),
                        rating(fields, pointer),
                        word(fields, pointer, "outcome", OUTCOMES, false),
                        time(fields, pointer, "until"),
                        other(data, pointer),
                        word(fields, pointer, "flag", FLAGS, false),
                        fields.text("proof", MAX_REASON),
                        fields.text("reason", MAX_REASON),
                        fields.text("channel", MAX_WORD),
                        flag(data, pointer, "secret"),
                        flag(data, pointer, "unrated"),
                        fields.text("by", MAX_WORD),
                        fields.text("department", MAX_WORD),
                        time(fields, pointer, "occurredAt"));
        read.check(pointer);
        return read;
    }

    /** What the kind of event cannot be without. */
    private void check(String pointer) throws FieldFault {
        need(occurredAt, pointer, "occurredAt");
        if ((lon == null) != (lat == null)) {
            throw new FieldFault(pointer + (lon == null ? "/lon" : "/lat"), "is missing");
        }
        switch (event) {
            case DISPATCHED ->
                    need(departments.isEmpty() ? null : departments, pointer, "departments");
            case RATED -> need(rating, pointer, "rating");
            case VERIFIED -> need(outcome, pointer, "outcome");
            case EXTENDED -> need(until, pointer, "until");
            case LINKED, MERGED -> need(other, pointer, "other");
            case FLAGGED -> need(flag, pointer, "flag");
            default -> {
                // every field may be missing
            }
        }
        if (ref.equals(other)) {
            throw new FieldFault(pointer + "/other", "is the ticket itself");
        }
        if (lead != null && !departments.isEmpty() && !departments.contains(lead)) {
            throw new FieldFault(pointer + "/lead", "is none of the departments");
        }
    }

    private static void need(@Nullable Object value, String pointer, String field)
            throws FieldFault {
        if (value == null) {
            throw new FieldFault(pointer + "/" + field, "is missing");
        }
    }

    private static TicketRef ref(JsonNode data, String pointer) throws FieldFault {
        Fields fields = new Fields(data, pointer);
        String system = fields.required("system", MAX_SYSTEM);
        if (!isSystem(system)) {
            throw new FieldFault(
                    pointer + "/system",
                    "must be of letters, digits, dots, dashes and underscores");
        }
        String number = fields.required("ticketId", MAX_NUMBER);
        if (number.matches("(?s).*[/@~\\p{Cntrl}].*")) {
            throw new FieldFault(pointer + "/ticketId", "must not contain / @ ~ or line ends");
        }
        return new TicketRef(system, number);
    }

    static boolean isSystem(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    }

    private static @Nullable TicketRef other(JsonNode data, String pointer) throws FieldFault {
        JsonNode other = data.path("other");
        if (other.isMissingNode() || other.isNull()) {
            return null;
        }
        if (!other.isObject()) {
            throw new FieldFault(pointer + "/other", "must be an object");
        }
        return ref(other, pointer + "/other");
    }

    /** (0, 0) is what systems write that do not know: it lies in the sea. */
    private static @Nullable Double coordinate(
            Fields fields, JsonNode data, String pointer, String name, int most) throws FieldFault {
        boolean isNowhere =
                data.path("lon").isNumber()
                        && data.path("lon").doubleValue() == 0
                        && data.path("lat").isNumber()
                        && data.path("lat").doubleValue() == 0;
        if (isNowhere) {
            return null;
        }
        Double value = fields.number(name);
        if (value != null && Math.abs(value) > most) {
            throw new FieldFault(
                    pointer + "/" + name, "must be between -%d and %d".formatted(most, most));
        }
        return value;
    }

    private static List<String> departments(JsonNode given, String pointer) throws FieldFault {
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MAX_DEPARTMENTS) {
            throw new FieldFault(
                    pointer, "must be an array of at most %d texts".formatted(MAX_DEPARTMENTS));
        }
        List<String> departments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            JsonNode one = Json.mapper().createObjectNode().set(Integer.toString(i), given.get(i));
            String name = new Fields(one, pointer).required(Integer.toString(i), MAX_WORD);
            if (!departments.contains(name)) {
                departments.add(name);
            }
        }
        return departments;
    }

    private static @Nullable Integer rating(Fields fields, String pointer) throws FieldFault {
        Integer rating = fields.integer("rating", MAX_RATING);
        if (rating != null && rating < 1) {
            throw new FieldFault(pointer + "/rating", "must be a whole number from 1 to 5");
        }
        return rating;
    }

    private static @Nullable Instant time(Fields fields, String pointer, String name)
            throws FieldFault {
        Instant time = fields.time(name);
        int year = time == null ? 0 : time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > LAST_YEAR) {
            throw new FieldFault(pointer + "/" + name, "lies outside of the years 0 to 9999");
        }
        return time;
    }

    private static boolean flag(JsonNode data, String pointer, String name) throws FieldFault {
        JsonNode value = data.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new FieldFault(pointer + "/" + name, "must be true or false");
        }
        return value.asBoolean(false);
    }

    private static <T> @Nullable T word(
            Fields fields, String pointer, String name, Map<String, T> words, boolean required)
            throws FieldFault {
        String text = required ? fields.required(name, MAX_WORD) : fields.text(name, MAX_WORD);
        if (text != null && !words.containsKey(text)) {
            throw new FieldFault(
                    pointer + "/" + name,
                    "must be one of "
                            + String.join(", ", words.keySet().stream().sorted().toList()));
        }
        return text == null ? null : words.get(text);
    }

    private static <T> Map<String, T> words(List<T> values) {
        return values.stream()
                .collect(
                        toUnmodifiableMap(
                                value -> Json.mapper().convertValue(value, String.class),
                                value -> value));
    }
}
