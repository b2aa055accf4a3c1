package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;

/**
 * Cases and their story as they are shown. Of a secret case, who may not reveal sees what must be
 * done and by when, and of the matter its category and its cell alone.
 */
final class TicketView {
    private static final List<String> OF_THE_MATTER =
            List.of("category", "categoryName", "classId");
    private static final List<String> OF_THE_PLACE = List.of("place", "placeName");
    private static final List<String> HIDDEN =
            List.of("links", "proof", "rating", "outcome", "conflicts", "mergedInto");

    private TicketView() {}

    /** Whether the originals of what names people may be asked for. */
    static boolean mayReveal(Principal who) {
        return who.may(Role.SHIFT_LEAD);
    }

    /** Whether all but category and cell is to be left out. */
    static boolean isReduced(Row ticket, Principal who) {
        return ticket.getBoolean("secret") && !mayReveal(who);
    }

    /** The case; {@code withText} adds the complaint to its title. */
    static ObjectNode of(Row row, Principal who, boolean withText) {
        ObjectNode ticket = Rows.tree(row, "body");
        ObjectNode content = (ObjectNode) ticket.get("content");
        if (isReduced(row, who)) {
            content.retain(OF_THE_MATTER);
            content.put("secret", true);
            ((ObjectNode) ticket.get("spot")).retain(OF_THE_PLACE);
            ticket.remove(HIDDEN);
            return ticket;
        }
        if (row.getString("title") != null) {
            content.put("title", row.getString("title"));
        }
        if (withText && row.getString("text") != null) {
            content.put("text", row.getString("text"));
        }
        return ticket;
    }

    /** A line of the story. */
    static ObjectNode step(Row row, boolean isReduced) {
        ObjectNode step = Rows.tree(row, "body");
        if (isReduced) {
            step.remove(List.of("reason", "by"));
        }
        return step;
    }

    /** What a department was told, and whether its system took it. */
    static ObjectNode order(Row row, boolean isReduced) {
        ObjectNode order = Rows.tree(row, "body");
        if (isReduced) {
            order.remove(List.of("title", "ref", "reason"));
        }
        order.put("state", row.getString("state")).put("attempts", row.getInteger("attempts"));
        if (row.getString("said") != null) {
            order.put("said", row.getString("said"));
        }
        if (row.getOffsetDateTime("settled_at") != null) {
            order.put("settledAt", Json.time(row.getOffsetDateTime("settled_at").toInstant()));
        }
        if (row.getString("state").equals("waiting")) {
            order.put("nextAt", Json.time(row.getOffsetDateTime("next_at").toInstant()));
        }
        return order;
    }
}
