package org.citywall.gateway.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads what people say of who is on call; a {@link Refusal} names the field at fault. */
final class RosterBody {
    /** Characters of a name. */
    static final int MAX_NAME = 100;

    private static final int MAX_TEXT = 200;
    private static final int MAX_LIST = 100;
    private static final int MAX_LAYERS = 20;

    /** Turns of a layer: a calendar that repeats after a leap year has as many days. */
    static final int MAX_TURNS = 366;

    /** People or teams of a turn, or of an override. */
    static final int MAX_PEOPLE = 20;

    /** Days of a shift, and of an override. */
    static final int MAX_DAYS = 366;

    private RosterBody() {}

    static Person person(String name, JsonNode body) {
        JsonNode until = body.path("until");
        return new Person(
                name(name, "name"),
                text(body.path("label"), "/label", MAX_NAME),
                isAbsent(body.path("deputy")) ? null : text(body.path("deputy"), "/deputy", 100),
                isAbsent(until) ? null : instant(until, "/until"),
                list(body.path("absences"), "/absences", MAX_LIST, RosterBody::absence));
    }

    private static Absence absence(At each) {
        Instant from = instant(each.node.path("from"), each.path + "/from");
        Instant to = instant(each.node.path("to"), each.path + "/to");
        if (!to.isAfter(from)) {
            throw fault(each.path + "/to", "must be after from");
        }
        return new Absence(
                from, to, text(each.node.path("reason"), each.path + "/reason", MAX_TEXT));
    }

    static Team team(String name, JsonNode body) {
        List<String> members = names(body.path("members"), "/members", MAX_LIST);
        if (members.isEmpty()) {
            throw fault("/members", "must be a list of 1 to " + MAX_LIST);
        }
        return new Team(name(name, "name"), members);
    }

    /** A rota without overrides. */
    static Rota rota(String name, JsonNode body, ZoneId city) {
        if (name.endsWith(".ics")) {
            throw fault("name", "must not end with .ics");
        }
        JsonNode place = body.path("place");
        return new Rota(
                name(name, "name"),
                text(body.path("post"), "/post", MAX_NAME),
                isAbsent(place) || place.asText("-").isEmpty()
                        ? ""
                        : text(place, "/place", MAX_TEXT),
                isAbsent(body.path("zone")) ? city : zone(body.path("zone")),
                list(body.path("layers"), "/layers", MAX_LAYERS, RosterBody::layer),
                List.of());
    }

    private static Layer layer(At each) {
        JsonNode node = each.node;
        String path = each.path;
        LocalDate start =
                parsed(
                        node.path("start"),
                        path + "/start",
                        "a day like 2026-11-02",
                        LocalDate::parse);
        LocalDate end =
                isAbsent(node.path("end"))
                        ? null
                        : parsed(
                                node.path("end"),
                                path + "/end",
                                "a day like 2026-11-02",
                                LocalDate::parse);
        if (end != null && !end.isAfter(start)) {
            throw fault(path + "/end", "must be after start");
        }
        return new Layer(
                text(node.path("name"), path + "/name", MAX_NAME),
                start,
                end,
                time(node.path("handOver"), path + "/handOver"),
                days(node.path("days"), path + "/days"),
                list(
                        node.path("turns"),
                        path + "/turns",
                        MAX_TURNS,
                        turn -> names(turn.node, turn.path, MAX_PEOPLE)),
                hours(node.path("hours"), path + "/hours"),
                weekdays(node.path("weekdays"), path + "/weekdays"),
                on(node.path("on"), path + "/on"));
    }

    private static int days(JsonNode node, String path) {
        if (isAbsent(node)) {
            return 1;
        }
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > MAX_DAYS) {
            throw fault(path, "must be a whole number of 1 to " + MAX_DAYS);
        }
        return node.intValue();
    }

    @Nullable
    private static Hours hours(JsonNode node, String path) {
        return isAbsent(node)
                ? null
                : new Hours(
                        time(node.path("from"), path + "/from"),
                        time(node.path("to"), path + "/to"));
    }

    private static Set<DayOfWeek> weekdays(JsonNode node, String path) {
        if (isAbsent(node)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        List<DayOfWeek> days = list(node, path, 7, RosterBody::weekday);
        if (days.isEmpty()) {
            throw fault(path, "must be a list of 1 (Monday) to 7 (Sunday)");
        }
        return EnumSet.copyOf(days);
    }

    private static DayOfWeek weekday(At each) {
        if (!each.node.isInt() || each.node.intValue() < 1 || each.node.intValue() > 7) {
            throw fault(each.path, "must be 1 (Monday) to 7 (Sunday)");
        }
        return DayOfWeek.of(each.node.intValue());
    }

    private static DayKind on(JsonNode node, String path) {
        return isAbsent(node)
                ? DayKind.ALL
                : DayKind.of(node.asText())
                        .orElseThrow(() -> fault(path, "must be all, workdays or days-off"));
    }

    private static ZoneId zone(JsonNode node) {
        return parsed(node, "/zone", "a time zone like Asia/Shanghai", ZoneId::of);
    }

    static Substitution override(JsonNode body, UUID id, String by, Instant at) {
        Instant from = instant(body.path("from"), "/from");
        Instant to = instant(body.path("to"), "/to");
        List<String> people = names(body.path("people"), "/people", MAX_PEOPLE);
        if (people.isEmpty()) {
            throw fault("/people", "must be a list of 1 to " + MAX_PEOPLE);
        }
        if (!to.isAfter(from)) {
            throw fault("/to", "must be after from");
        }
        if (to.isAfter(from.plus(Duration.ofDays(MAX_DAYS)))) {
            throw fault("/to", "must be at most " + MAX_DAYS + " days after from");
        }
        return new Substitution(
                id, from, to, people, text(body.path("reason"), "/reason", MAX_TEXT), by, at);
    }

    private record At(JsonNode node, String path) {}

    private static <T> List<T> list(JsonNode list, String path, int most, Function<At, T> read) {
        if (isAbsent(list)) {
            return List.of();
        }
        if (!list.isArray() || list.size() > most) {
            throw fault(path, "must be a list of at most " + most);
        }
        List<T> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            found.add(read.apply(new At(list.get(i), path + "/" + i)));
        }
        return found;
    }

    private static List<String> names(JsonNode list, String path, int most) {
        if (!list.isArray()) {
            throw fault(path, "must be a list of at most " + most);
        }
        List<String> names = list(list, path, most, each -> text(each.node, each.path, MAX_NAME));
        if (new HashSet<>(names).size() < names.size()) {
            throw fault(path, "names somebody twice");
        }
        return names;
    }

    /** A name that lists of names can hold, as calendars write them. */
    private static String name(String name, String field) {
        boolean isName =
                !name.isBlank()
                        && name.length() <= MAX_NAME
                        && PlainText.isPlain(name)
                        && name.equals(name.strip())
                        && name.chars().noneMatch(c -> c < ' ' || ",、*/".indexOf(c) >= 0);
        if (!isName) {
            throw fault(
                    field, "must be a text of 1 to " + MAX_NAME + " characters without , 、 * or /");
        }
        return name;
    }

    private static String text(JsonNode node, String path, int most) {
        String text = node.textValue();
        if (text == null || text.isBlank() || text.length() > most || !PlainText.isPlain(text)) {
            throw fault(path, "must be a text of 1 to " + most + " characters");
        }
        return text;
    }

    private static LocalTime time(JsonNode node, String path) {
        LocalTime time = parsed(node, path, "a time like 08:30", LocalTime::parse);
        if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw fault(path, "must be a time like 08:30");
        }
        return time;
    }

    private static Instant instant(JsonNode node, String path) {
        return parsed(node, path, "a time like 2026-11-02T00:30:00Z", Instant::parse)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T parsed(
            JsonNode node, String path, String what, Function<String, T> parse) {
        try {
            return parse.apply(node.asText());
        } catch (DateTimeException e) {
            throw fault(path, "must be " + what);
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    static Refusal fault(String path, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", path, detail));
    }
}
