package org.citywall.gateway.downlink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.Place;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.text.PlainText;

/** Reads a schedule that somebody adds; a {@link Refusal} names the field at fault. */
final class DutyScheduleBody {
    private static final int MAX_NAME = 64;
    private static final int MAX_TIMES = 24;
    private static final int MAX_SPREAD_MINUTES = 240;
    private static final int MAX_TIMEOUT_MINUTES = 60;
    private static final int DEFAULT_TIMEOUT_MINUTES = 10;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    private DutyScheduleBody() {}

    /**
     * The schedule, which runs from now on.
     *
     * @param who adds it
     * @param now when the gateway received it
     */
    static DutySchedule read(JsonNode body, RegistrySnapshot registry, Principal who, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new DutySchedule(
                UUID.randomUUID(),
                name(body),
                times(body.path("times")),
                whole(body, "spreadMinutes", 0, MAX_SPREAD_MINUTES, 0),
                whole(body, "timeoutMinutes", 1, MAX_TIMEOUT_MINUTES, DEFAULT_TIMEOUT_MINUTES),
                place(body.path("place"), registry, who),
                true,
                at,
                who.name(),
                at);
    }

    /** Whether a schedule is to run. */
    static boolean enabled(JsonNode body) {
        JsonNode value = body.path("enabled");
        if (!value.isBoolean()) {
            throw fault("/enabled", "must be true or false");
        }
        return value.booleanValue();
    }

    private static String name(JsonNode body) {
        String name = JsonBody.text(body, "name", 1, MAX_NAME).strip();
        if (name.isEmpty() || !PlainText.isPlain(name)) {
            throw fault("/name", name.isEmpty() ? "must not be blank" : PlainText.RULE);
        }
        return name;
    }

    private static List<LocalTime> times(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_TIMES) {
            throw fault("/times", "must be a list of 1 to %d times".formatted(MAX_TIMES));
        }
        TreeSet<LocalTime> times = new TreeSet<>();
        for (int i = 0; i < list.size(); i++) {
            String text = list.get(i).asText("");
            if (!TIME.matcher(text).matches()) {
                throw fault("/times/" + i, "must be a time like 09:00");
            }
            if (!times.add(LocalTime.parse(text))) {
                throw fault("/times/" + i, "stands there twice");
            }
        }
        return List.copyOf(times);
    }

    private static int whole(JsonNode body, String field, int least, int most, int byDefault) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return byDefault;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw fault("/" + field, "must be a whole number of %d to %d".formatted(least, most));
        }
        return value.intValue();
    }

    private static String place(JsonNode value, RegistrySnapshot registry, Principal who) {
        if (value.isMissingNode() || value.isNull()) {
            return who.place();
        }
        String place = value.asText("");
        if (!value.isTextual() || !isKnown(place, registry)) {
            throw fault("/place", "is no registered place");
        }
        if (!who.sees(place)) {
            throw new Refusal(
                    Problem.ofField(403, "forbidden", "/place", "lies outside of your place"));
        }
        return place;
    }

    /** A slip of the pen would check nobody, and nobody would notice. */
    private static boolean isKnown(String place, RegistrySnapshot registry) {
        return place.isEmpty()
                || registry.places().containsKey(place)
                || registry.sites().values().stream()
                        .anyMatch(site -> Place.within(site.place(), place));
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}
