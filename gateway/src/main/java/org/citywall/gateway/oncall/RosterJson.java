package org.citywall.gateway.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.WorkDays;
import org.citywall.contracts.ticket.WorkYear;

/** People, teams and rotas as they are stored and told. */
final class RosterJson {
    /**
     * All as one JSON object, the same for both drivers; the parameter is the time before which
     * overrides must have ended to be left out.
     */
    private static final String ALL =
            """
            SELECT jsonb_build_object(
                'people', (SELECT jsonb_object_agg(name, body) FROM oncall_person),
                'teams', (SELECT jsonb_object_agg(name, body) FROM oncall_team),
                'rotas', (SELECT jsonb_object_agg(name, body) FROM oncall_rota),
                'overrides', (SELECT jsonb_agg(to_jsonb(o)) FROM oncall_override AS o
                    WHERE o.to_at >= %s),
                'years', (SELECT rules->'calendar'->'years' FROM ticket_rules
                    ORDER BY version DESC LIMIT 1))::text
            """;

    /** For JDBC. */
    static final String BY_JDBC = ALL.formatted("?");

    /** For the client of Vert.x. */
    static final String BY_VERTX = ALL.formatted("$1");

    private RosterJson() {}

    /** What one of these statements found. */
    static Roster read(String text, ZoneId city) {
        JsonNode all = Json.read(text, JsonNode.class);
        Map<String, Person> people = new HashMap<>();
        all.path("people")
                .properties()
                .forEach(
                        each ->
                                people.put(
                                        each.getKey(),
                                        RosterBody.person(each.getKey(), each.getValue())));
        Map<String, Team> teams = new HashMap<>();
        all.path("teams")
                .properties()
                .forEach(
                        each ->
                                teams.put(
                                        each.getKey(),
                                        RosterBody.team(each.getKey(), each.getValue())));
        Map<String, List<Substitution>> overrides = new HashMap<>();
        for (JsonNode each : all.path("overrides")) {
            overrides
                    .computeIfAbsent(each.path("rota").asText(), rota -> new ArrayList<>())
                    .add(override(each));
        }
        Map<String, Rota> rotas = new HashMap<>();
        all.path("rotas")
                .properties()
                .forEach(
                        each -> {
                            Rota rota = RosterBody.rota(each.getKey(), each.getValue(), city);
                            rotas.put(
                                    rota.name(),
                                    with(rota, overrides.getOrDefault(rota.name(), List.of())));
                        });
        return new Roster(people, teams, rotas, calendar(all.path("years")));
    }

    static Rota with(Rota rota, List<Substitution> overrides) {
        return new Rota(
                rota.name(), rota.post(), rota.place(), rota.zone(), rota.layers(), overrides);
    }

    private static Substitution override(JsonNode row) {
        List<String> people = new ArrayList<>();
        row.path("people").forEach(name -> people.add(name.asText()));
        return new Substitution(
                UUID.fromString(row.path("id").asText()),
                time(row, "from_at"),
                time(row, "to_at"),
                people,
                row.path("reason").asText(),
                row.path("made_by").asText(),
                time(row, "made_at"));
    }

    private static Instant time(JsonNode row, String column) {
        return OffsetDateTime.parse(row.path(column).asText()).toInstant();
    }

    private static WorkDays calendar(JsonNode years) {
        if (!years.isArray()) {
            return WorkDays.WEEKDAYS;
        }
        List<WorkYear> known = new ArrayList<>();
        years.forEach(year -> known.add(Json.mapper().convertValue(year, WorkYear.class)));
        return new WorkDays(known);
    }

    static ObjectNode of(Person person) {
        ObjectNode json = Json.mapper().createObjectNode().put("label", person.label());
        if (person.deputy() != null) {
            json.put("deputy", person.deputy());
        }
        if (person.until() != null) {
            json.put("until", Json.time(person.until()));
        }
        ArrayNode absences = json.putArray("absences");
        for (Absence absence : person.absences()) {
            absences.addObject()
                    .put("from", Json.time(absence.from()))
                    .put("to", Json.time(absence.to()))
                    .put("reason", absence.reason());
        }
        return json;
    }

    static ObjectNode of(Team team) {
        ObjectNode json = Json.mapper().createObjectNode();
        team.members().forEach(json.putArray("members")::add);
        return json;
    }

    /** Without its overrides. */
    static ObjectNode of(Rota rota) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("post", rota.post()).put("place", rota.place()).put("zone", rota.zone().getId());
        ArrayNode layers = json.putArray("layers");
        rota.layers().forEach(layer -> layers.add(of(layer)));
        return json;
    }

    private static ObjectNode of(Layer layer) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("name", layer.name()).put("start", layer.start().toString());
        if (layer.end() != null) {
            json.put("end", layer.end().toString());
        }
        json.put("handOver", layer.handOver().toString()).put("days", layer.days());
        ArrayNode turns = json.putArray("turns");
        layer.turns().forEach(turn -> turn.forEach(turns.addArray()::add));
        if (layer.hours() != null) {
            json.putObject("hours")
                    .put("from", layer.hours().from().toString())
                    .put("to", layer.hours().to().toString());
        }
        ArrayNode weekdays = json.putArray("weekdays");
        layer.weekdays().stream().sorted().forEach(day -> weekdays.add(day.getValue()));
        return json.put("on", layer.on().wire());
    }

    static ObjectNode of(Substitution override) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", override.id().toString())
                .put("from", Json.time(override.from()))
                .put("to", Json.time(override.to()));
        override.people().forEach(json.putArray("people")::add);
        return json.put("reason", override.reason())
                .put("by", override.by())
                .put("at", Json.time(override.at()));
    }

    /** Who is on call; people with their labels. */
    static ObjectNode of(Answer answer, Roster roster) {
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode people = json.putArray("people");
        for (Duty duty : answer.people()) {
            ObjectNode one = people.addObject().put("name", duty.person());
            one.put("label", label(duty.person(), roster));
            if (duty.standsFor() != null) {
                one.put("standsFor", label(duty.standsFor(), roster));
            }
        }
        return json.put("source", answer.source().name().toLowerCase(Locale.ROOT))
                .put("by", answer.by())
                .put("reason", answer.reason());
    }

    static ObjectNode of(Shift shift, Roster roster) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("from", Json.time(shift.from())).put("to", Json.time(shift.to()));
        return json.setAll(of(shift.answer(), roster));
    }

    private static String label(String name, Roster roster) {
        Person person = roster.people().get(name);
        return person == null ? name : person.label();
    }

    /** What a page says of how it found its people; null: the page names them. */
    @Nullable
    static ObjectNode of(Reached reached, String asked) {
        if (reached.kind() == Reached.Kind.NAMED) {
            return null;
        }
        ObjectNode json = Json.mapper().createObjectNode().put("asked", asked);
        if (reached.rota() != null) {
            json.put("rota", reached.rota());
        }
        return json.put("gap", reached.kind() == Reached.Kind.GAP).put("reason", reached.reason());
    }
}
