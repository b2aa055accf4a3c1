package org.citywall.gateway.oncall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/**
 * Reads a calendar (RFC 5545) into a rota: events that repeat become layers, the others overrides.
 * What cannot be told exactly in that way is refused with the event and its property.
 */
final class CalendarReader {
    /** Characters of a calendar. */
    static final int MAX_TEXT = 500_000;

    private static final int MAX_EVENTS = 2_000;
    private static final int MAX_UID = 255;
    private static final int MAX_REASON = 200;
    private static final int MAX_LAYERS = 20;
    private static final List<String> UNFIT = List.of("RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID");

    private final Roster roster;
    private final Rota rota;
    private final String by;
    private final Instant at;

    CalendarReader(Roster roster, Rota rota, String by, Instant at) {
        this.roster = roster;
        this.rota = rota;
        this.by = by;
        this.at = at;
    }

    /** All of it, or a {@link Refusal} that names what does not fit. */
    CalendarImport read(String text) {
        List<Layer> layers = new ArrayList<>();
        List<RosterBook.Imported> overrides = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        List<VEvent> events = events(text);
        for (int i = 0; i < events.size(); i++) {
            VEvent event = events.get(i);
            if ("CANCELLED".equalsIgnoreCase(value(event, "STATUS"))) {
                continue;
            }
            String path = "/ics/VEVENT/" + i + "/";
            String uid = uid(event, path);
            if (!uids.add(uid)) {
                throw RosterBody.fault(path + "UID", "stands there twice");
            }
            if (event.getProperties(Property.RRULE).isEmpty()) {
                overrides.add(new RosterBook.Imported(uid, override(event, path)));
            } else {
                layers.add(layer(event, uid, path));
            }
        }
        CalendarImport found = new CalendarImport(layers, overrides);
        if (found.into(rota).layers().size() > MAX_LAYERS) {
            throw RosterBody.fault("/ics", "a rota has at most " + MAX_LAYERS + " layers");
        }
        return found;
    }

    private static List<VEvent> events(String text) {
        Calendar calendar;
        try {
            calendar = new CalendarBuilder().build(new StringReader(text));
        } catch (ParserException e) {
            throw RosterBody.fault("/ics", "is no calendar; see line " + e.getLineNo());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw RosterBody.fault("/ics", "is no calendar: " + e.getMessage());
        }
        List<CalendarComponent> found = calendar.getComponents(Component.VEVENT);
        if (found.isEmpty() || found.size() > MAX_EVENTS) {
            throw RosterBody.fault("/ics", "must have 1 to " + MAX_EVENTS + " events");
        }
        return found.stream().map(VEvent.class::cast).toList();
    }

    private static String uid(VEvent event, String path) {
        String uid = value(event, Property.UID);
        if (uid == null || uid.isBlank() || uid.length() > MAX_UID || !PlainText.isPlain(uid)) {
            throw RosterBody.fault(path + "UID", "must be a text of 1 to " + MAX_UID);
        }
        return uid;
    }

    private Substitution override(VEvent event, String path) {
        refuseUnfit(event, path);
        LocalOrNot start = start(event, path);
        Instant end = end(event, start, path).instant();
        if (!end.isAfter(start.instant())) {
            throw RosterBody.fault(path + "DTEND", "must be after DTSTART");
        }
        if (Duration.between(start.instant(), end).toDays() > RosterBody.MAX_DAYS) {
            throw RosterBody.fault(
                    path + "DTEND", "must be at most " + RosterBody.MAX_DAYS + " days later");
        }
        String words = value(event, Property.DESCRIPTION);
        String reason = words == null || words.isBlank() ? "日历导入" : PlainText.storable(words);
        return new Substitution(
                UUID.randomUUID(),
                start.instant(),
                end,
                people(event, path),
                reason.substring(0, Math.min(reason.length(), MAX_REASON)),
                by,
                at);
    }

    private Layer layer(VEvent event, String uid, String path) {
        refuseUnfit(event, path);
        if (event.getProperties(Property.RRULE).size() > 1) {
            throw RosterBody.fault(path + "RRULE", "must not stand there twice");
        }
        LocalOrNot start = start(event, path);
        LocalOrNot end = end(event, start, path);
        if (!start.isOfRota()) {
            throw RosterBody.fault(
                    path + "DTSTART",
                    "repeats in another time zone than the rota's, " + rota.zone().getId());
        }
        List<String> people = people(event, path);
        String name =
                String.join("、", people)
                        + " · "
                        + UUID.nameUUIDFromBytes(uid.getBytes(UTF_8)).toString().substring(0, 8);
        LocalDateTime local = LocalDateTime.ofInstant(end.instant(), rota.zone());
        return new CalendarRule(event, path, rota.zone())
                .layer(
                        name.length() > RosterBody.MAX_NAME
                                ? name.substring(name.length() - RosterBody.MAX_NAME)
                                : name,
                        people,
                        start.local(),
                        local);
    }

    private static void refuseUnfit(VEvent event, String path) {
        for (String property : UNFIT) {
            if (!event.getProperties(property).isEmpty()) {
                throw RosterBody.fault(path + property, "cannot be told as a layer or override");
            }
        }
    }

    /**
     * A time of a calendar.
     *
     * @param local in the zone of the rota
     * @param isOfRota whether it is a local time of the rota
     * @param isDay a day without time of day
     */
    private record LocalOrNot(
            Instant instant, LocalDateTime local, boolean isOfRota, boolean isDay) {}

    private LocalOrNot start(VEvent event, String path) {
        return time(event, Property.DTSTART)
                .orElseThrow(() -> RosterBody.fault(path + Property.DTSTART, "is missing"));
    }

    private LocalOrNot end(VEvent event, LocalOrNot start, String path) {
        Optional<LocalOrNot> end = time(event, Property.DTEND);
        if (end.isPresent()) {
            return end.get();
        }
        Optional<net.fortuna.ical4j.model.property.Duration> duration =
                event.getProperty(Property.DURATION);
        if (duration.isPresent()) {
            return of(start.local().atZone(rota.zone()).plus(duration.get().getDuration()), null);
        }
        if (start.isDay()) {
            return of(start.local().toLocalDate().plusDays(1), null);
        }
        throw RosterBody.fault(path + Property.DTEND, "is missing");
    }

    private Optional<LocalOrNot> time(VEvent event, String property) {
        Optional<DateProperty<Temporal>> found = event.getProperty(property);
        return found.map(
                date ->
                        of(
                                date.getDate(),
                                date.getParameter("TZID")
                                        .map(each -> each.getValue())
                                        .orElse(null)));
    }

    private LocalOrNot of(Temporal time, @Nullable String zone) {
        if (time instanceof LocalDate day) {
            Instant begin = day.atStartOfDay(rota.zone()).toInstant();
            return new LocalOrNot(begin, day.atStartOfDay(), true, true);
        }
        if (time instanceof LocalDateTime local) {
            return new LocalOrNot(local.atZone(rota.zone()).toInstant(), local, true, false);
        }
        Instant instant =
                time instanceof ZonedDateTime zoned ? zoned.toInstant() : Instant.from(time);
        return new LocalOrNot(
                instant,
                LocalDateTime.ofInstant(instant, rota.zone()),
                rota.zone().getId().equals(zone),
                false);
    }

    private List<String> people(VEvent event, String path) {
        String named = value(event, RotaCalendar.PEOPLE);
        String property = named == null ? Property.SUMMARY : RotaCalendar.PEOPLE;
        String text = named == null ? value(event, Property.SUMMARY) : named;
        Set<String> people = new LinkedHashSet<>();
        for (String each : (text == null ? "" : text).split("[,、;；]", -1)) {
            people.add(
                    known(each.strip())
                            .orElseThrow(
                                    () ->
                                            RosterBody.fault(
                                                    path + property,
                                                    "must name people or teams whom we know: "
                                                            + each.strip())));
        }
        if (people.size() > RosterBody.MAX_PEOPLE) {
            throw RosterBody.fault(path + property, "names too many");
        }
        return List.copyOf(people);
    }

    /** By name, or by a label that only one has. */
    private Optional<String> known(String word) {
        if (roster.knows(word)) {
            return Optional.of(word);
        }
        List<String> labelled =
                roster.people().values().stream()
                        .filter(person -> person.label().equals(word))
                        .map(Person::name)
                        .toList();
        return labelled.size() == 1 ? Optional.of(labelled.get(0)) : Optional.empty();
    }

    @Nullable
    private static String value(VEvent event, String property) {
        Optional<Property> found = event.getProperty(property);
        return found.map(Property::getValue).orElse(null);
    }
}
