package org.citywall.gateway.ingest.ticket.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.ticket.TicketIntake;

/** Proves a mapping by the examples beside it. */
final class Examples {
    private static final String TITLE = "failing example";

    private Examples() {}

    /**
     * Runs all.
     *
     * @throws Refusal with 422 that names the first example that fails, and where
     */
    static void check(String system, Mapping mapping, JsonNode examples)
            throws Mapping.MappingException {
        for (int i = 0; i < examples.size(); i++) {
            JsonNode example = examples.get(i);
            String pointer = "/examples/" + i;
            String name = example.path("name").asText();
            ArrayNode events;
            try {
                events = mapping.events(example.path("input"));
            } catch (Mapping.MappingException e) {
                throw refusal(
                        pointer + "/input", "%s: the mapping %s".formatted(name, e.getMessage()));
            }
            JsonNode expected = example.path("expect");
            JsonNode found = !expected.isArray() && events.size() == 1 ? events.get(0) : events;
            String path = difference(expected, found, "");
            if (path != null) {
                throw refusal(
                        pointer + "/expect" + path,
                        "%s: expected %s, but the mapping gives %s"
                                .formatted(name, expected.at(path), found.at(path)));
            }
            checkEvents(system, events, pointer, name);
        }
    }

    private static void checkEvents(String system, ArrayNode events, String pointer, String name) {
        for (int k = 0; k < events.size(); k++) {
            try {
                TicketIntake.check(data(system, (ObjectNode) events.get(k)), "");
            } catch (FieldFault e) {
                throw refusal(
                        pointer + "/expect" + (events.size() == 1 ? "" : "/" + k) + e.field(),
                        "%s: %s".formatted(name, e.getMessage()));
            }
        }
    }

    /** The data of an event of this system: it need not say who it is, and may be nobody else. */
    static ObjectNode data(String system, ObjectNode event) throws FieldFault {
        ObjectNode data = event.deepCopy();
        String named = data.path("system").asText(system);
        if (!named.equals(system)) {
            throw new FieldFault("/system", "is not the system of this hook");
        }
        data.put("system", system);
        data.remove("id");
        return data;
    }

    private static Refusal refusal(String field, String detail) {
        return new Refusal(Problem.ofField(422, TITLE, field, detail));
    }

    /** JSON pointer of the first difference; null if there is none. Numbers count by value. */
    static @Nullable String difference(JsonNode expected, JsonNode found, String path) {
        if (expected.isNumber() && found.isNumber()) {
            return expected.decimalValue().compareTo(found.decimalValue()) == 0 ? null : path;
        }
        if (expected.isObject() && found.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            names(expected, names);
            names(found, names);
            for (String name : names) {
                String at = path + "/" + name.replace("~", "~0").replace("/", "~1");
                String different = difference(expected.path(name), found.path(name), at);
                if (different != null) {
                    return different;
                }
            }
            return null;
        }
        if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                String different = difference(expected.path(i), found.path(i), path + "/" + i);
                if (different != null) {
                    return different;
                }
            }
            return null;
        }
        return expected.equals(found) ? null : path;
    }

    private static void names(JsonNode object, Set<String> names) {
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
    }

    /** What a mapping gives, with what is wrong with each event. */
    static ArrayNode shown(String system, ArrayNode events) {
        ArrayNode shown = Json.mapper().createArrayNode();
        for (JsonNode event : events) {
            ObjectNode one = shown.addObject();
            one.set("event", event);
            try {
                TicketIntake.check(data(system, (ObjectNode) event), "");
            } catch (FieldFault e) {
                one.put("field", e.field()).put("detail", e.getMessage());
            }
        }
        return shown;
    }
}
