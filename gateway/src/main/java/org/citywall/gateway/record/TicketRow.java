package org.citywall.gateway.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketClock;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;

/** A case as a row of the table {@code ticket}, by the names of its columns. */
final class TicketRow {
    /** Stands for a case that owes nothing: it is the last of those that are due. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private TicketRow() {}

    static ObjectNode of(Ticket ticket, @Nullable String title, @Nullable String text) {
        ObjectNode row = Json.mapper().createObjectNode();
        TicketContent content = ticket.content();
        boolean secret = content.secret() || has(ticket, TicketFlag.SECRET);
        row.put("case_id", ticket.id()).put("rev", ticket.rev());
        row.put("state", TicketReading.wire(ticket.state())).put("open", !ticket.state().isEnd());
        ArrayNode flags = row.putArray("flags");
        orEmpty(ticket.flags()).forEach(flag -> flags.add(TicketReading.wire(flag)));
        row.put("class_id", content.classId()).put("category", content.category());
        row.put("category_name", content.categoryName());
        row.put("title", secret ? null : title).put("text", secret ? null : text);
        row.put("secret", secret).put("unrated", content.unrated());
        row.put("channel", content.channel());
        spot(row, ticket.spot());
        ArrayNode departments = row.putArray("departments");
        holders(ticket).forEach(departments::add);
        if (!ticket.links().isEmpty()) {
            TicketRef first = ticket.links().get(0).ref();
            row.put("system", first.system()).put("number", first.number());
        }
        row.put("tier", ticket.tier()).put("returns", ticket.returns());
        row.put("redos", ticket.redos()).put("rating", ticket.rating());
        row.put("outcome", TicketReading.wire(ticket.outcome()));
        row.put("merged_into", ticket.mergedInto());
        times(row, ticket);
        row.put("rules", ticket.rules()).put("replay", ticket.replay());
        row.set("body", body(ticket, secret));
        return row;
    }

    private static void spot(ObjectNode row, TicketSpot spot) {
        row.put("place", spot.place()).put("place_name", spot.placeName());
        boolean isKnown = spot.lon() != null && spot.lat() != null;
        row.put("lon", isKnown ? spot.lon() : null).put("lat", isKnown ? spot.lat() : null);
    }

    private static void times(ObjectNode row, Ticket ticket) {
        row.put("created_at", Json.time(ticket.createdAt()));
        row.put("received_at", Json.time(ticket.receivedAt()));
        row.put("updated_at", Json.time(ticket.updatedAt()));
        row.put("done_at", ticket.doneAt() == null ? null : Json.time(ticket.doneAt()));
        row.put("ended_at", ticket.endedAt() == null ? null : Json.time(ticket.endedAt()));
        row.put("due_at", Json.time(dueAt(ticket)));
    }

    /** When the first of what is still owed is due, kept or not. */
    static Instant dueAt(Ticket ticket) {
        return ticket.clocks().stream()
                .filter(TicketRow::isOwed)
                .map(TicketClock::dueAt)
                .min(Instant::compareTo)
                .filter(due -> !ticket.state().isEnd())
                .orElse(NEVER);
    }

    private static boolean isOwed(TicketClock clock) {
        return clock.endedAt() == null
                && (clock.state() == ClockState.RUNNING || clock.state() == ClockState.MISSED);
    }

    /** Who has it now. */
    private static Set<String> holders(Ticket ticket) {
        int round = ticket.departments().stream().mapToInt(TicketDepartment::round).max().orElse(0);
        Set<String> holders = new TreeSet<>();
        for (TicketDepartment each : ticket.departments()) {
            if (each.round() == round && each.returnedAt() == null) {
                holders.add(each.name());
            }
        }
        return holders;
    }

    /** Title and text stand in columns of their own, where a later revision does not wipe them. */
    private static ObjectNode body(Ticket ticket, boolean secret) {
        ObjectNode body = Json.mapper().valueToTree(ticket);
        if (body.path("content") instanceof ObjectNode content) {
            content.remove(List.of("title", "text"));
            if (secret) {
                content.remove(List.of("address"));
                content.put("secret", true);
            }
        }
        return body;
    }

    private static boolean has(Ticket ticket, TicketFlag flag) {
        return orEmpty(ticket.flags()).contains(flag);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
