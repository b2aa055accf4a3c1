package org.citywall.gateway.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketStep;

/**
 * Writes cases. The newest revision counts; title and text are those of the newest revision that
 * brought any, and a secret case has none. Each table takes the cases of a batch in one statement.
 */
public final class TicketStore implements Table<TicketStore.Told> {
    /** Cases of one statement: some MB at most. */
    private static final int MOST = 500;

    private final OwnConnection connection;

    /**
     * A change as it came.
     *
     * @param change what the stream told
     */
    public record Told(TicketChange change) {
        /** What a log may say of it. */
        @JsonValue
        TicketReading.Name name() {
            Ticket ticket = change.ticket();
            return new TicketReading.Name(ticket.id(), "rev " + ticket.rev());
        }
    }

    /** Connects when it first writes. */
    public TicketStore(String jdbcUrl, String user, String password) {
        connection = OwnConnection.discreet(jdbcUrl, user, password, "citywall-tickets");
    }

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public Told read(ConsumerRecord<byte[], byte[]> record) {
        TicketChange change = TicketReading.read(record, TicketChange.class);
        Ticket ticket = change.ticket();
        TicketReading.require(
                ticket != null
                        && ticket.id() != null
                        && ticket.state() != null
                        && ticket.content() != null
                        && ticket.spot() != null
                        && ticket.departments() != null
                        && ticket.clocks() != null
                        && ticket.links() != null
                        && change.steps() != null,
                "id, state, content, spot, departments, clocks, links or steps");
        TicketReading.require(
                ticket.createdAt() != null
                        && ticket.receivedAt() != null
                        && ticket.updatedAt() != null
                        && ticket.clocks().stream().allMatch(clock -> clock.dueAt() != null)
                        && ticket.departments().stream().allMatch(each -> each.name() != null)
                        && ticket.links().stream().allMatch(link -> link.ref() != null)
                        && change.steps().stream()
                                .allMatch(step -> step.id() != null && step.at() != null),
                "a time, a name or a number");
        return new Told(change);
    }

    @Override
    public void write(List<Told> rows) throws SQLException {
        connection.transact(
                db -> {
                    for (int from = 0; from < rows.size(); from += MOST) {
                        write(db, rows.subList(from, Math.min(from + MOST, rows.size())));
                    }
                });
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void write(Connection db, List<Told> rows) throws SQLException {
        ArrayNode cases = Json.mapper().createArrayNode();
        newest(rows)
                .forEach(
                        newest ->
                                cases.add(TicketRow.of(newest.ticket, newest.title, newest.text)));
        List<String> written = new ArrayList<>();
        try (PreparedStatement statement = db.prepareStatement(TicketSql.CASES)) {
            statement.setString(1, Json.string(cases));
            try (ResultSet taken = statement.executeQuery()) {
                while (taken.next()) {
                    written.add(taken.getString(1));
                }
            }
        }
        Array ids = db.createArrayOf("text", written.toArray());
        for (String sql : TicketSql.PARTS) {
            try (PreparedStatement statement = db.prepareStatement(sql)) {
                statement.setArray(1, ids);
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = db.prepareStatement(TicketSql.STEPS)) {
            statement.setString(1, Json.string(steps(rows)));
            statement.executeUpdate();
        }
    }

    /** The newest of each case in this batch: one statement takes no row twice. */
    private static List<Newest> newest(List<Told> rows) {
        Map<String, Newest> newest = new LinkedHashMap<>();
        for (Told told : rows) {
            Ticket ticket = told.change().ticket();
            newest.computeIfAbsent(ticket.id(), id -> new Newest()).add(ticket);
        }
        return List.copyOf(newest.values());
    }

    private static ArrayNode steps(List<Told> rows) {
        ArrayNode steps = Json.mapper().createArrayNode();
        for (Told told : rows) {
            for (TicketStep step : told.change().steps()) {
                ObjectNode row = steps.addObject();
                row.put("case_id", told.change().ticket().id());
                row.put("step_id", step.id());
                row.put("at", Json.time(step.at()));
                row.put("action", step.action());
                row.put("rev", step.rev());
                row.set("body", Json.mapper().valueToTree(step));
            }
        }
        return steps;
    }

    private static final class Newest {
        private @Nullable Ticket ticket;
        private @Nullable String title;
        private @Nullable String text;

        void add(Ticket told) {
            if (ticket == null || told.rev() > ticket.rev()) {
                ticket = told;
                title = either(told.content().title(), title);
                text = either(told.content().text(), text);
            }
        }

        private static @Nullable String either(@Nullable String told, @Nullable String before) {
            return told == null ? before : told;
        }
    }
}
