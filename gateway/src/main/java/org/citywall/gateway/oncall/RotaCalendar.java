package org.citywall.gateway.oncall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;

/**
 * The shifts of a rota as a calendar (RFC 5545), an event each; a gap is none. Labels are for
 * people, {@code X-CITYWALL-PEOPLE} has the names by which they come back.
 */
final class RotaCalendar {
    static final String PEOPLE = "X-CITYWALL-PEOPLE";
    private static final String PRODUCT = "-//Citywall//On call//ZH";

    private RotaCalendar() {}

    /** Shifts of [from, to). */
    static String write(Roster roster, Rota rota, Instant from, Instant to, Instant now) {
        Calendar calendar = new Calendar().withProdId(PRODUCT).withDefaults().getFluentTarget();
        calendar.add(new XProperty("X-WR-CALNAME", rota.name()));
        for (Shift shift : OnCall.timeline(roster, rota, from, to)) {
            if (!shift.answer().isGap()) {
                calendar.add(event(roster, rota, shift, now));
            }
        }
        StringWriter text = new StringWriter();
        try {
            // Without events a calendar is not valid to the letter, and still says what is so.
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static VEvent event(Roster roster, Rota rota, Shift shift, Instant now) {
        VEvent event = new VEvent(false);
        String key = rota.name() + ' ' + shift.from();
        event.add(new DtStamp(now));
        event.add(new Uid(UUID.nameUUIDFromBytes(key.getBytes(UTF_8)) + "@citywall"));
        event.add(new DtStart<>(shift.from()));
        event.add(new DtEnd<>(shift.to()));
        event.add(new Summary(names(shift, roster, true)));
        event.add(new Description(shift.answer().reason()));
        event.add(new XProperty(PEOPLE, names(shift, roster, false)));
        return event;
    }

    private static String names(Shift shift, Roster roster, boolean labels) {
        return String.join(
                "、", // A comma would be escaped, and not all read it back.
                shift.answer().people().stream()
                        .map(Duty::person)
                        .map(name -> labels ? roster.people().get(name).label() : name)
                        .toList());
    }
}
