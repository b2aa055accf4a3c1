package org.citywall.gateway.notify.sms;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.Pace;

/**
 * How a city's SMS gateway is spoken to, as the operator wrote it into a file. Such gateways have
 * little in common, so it is data: templates of the request, and what its answer means.
 *
 * @param method GET or POST
 * @param url template; its host is fixed
 * @param headers name → template
 * @param body template; empty: none
 * @param most characters of the text
 * @param statuses that mean taken, if the code allows it too
 * @param code where the answer's JSON says how it went
 * @param taken codes that mean taken; empty: the status alone decides
 * @param again codes that may pass
 * @param tooFast codes of the gateway's limit
 * @param pause how long it takes nothing after that
 * @param paces how fast one phone may be sent to; what is faster waits or is merged
 */
public record SmsGateway(
        HttpMethod method,
        Template url,
        Map<String, Template> headers,
        Template body,
        int most,
        Set<Integer> statuses,
        JsonPointer code,
        Set<String> taken,
        Set<String> again,
        Set<String> tooFast,
        Duration pause,
        List<Pace> paces) {
    private static final int MOST_CHARACTERS = 500;
    private static final int DEFAULT_CHARACTERS = 210;
    private static final int LEAST_CHARACTERS = 20;
    private static final int DEFAULT_PAUSE_S = 60;
    private static final int MOST_PAUSE_S = 3_600;
    private static final int MOST_STATUS = 299;
    private static final int OK = 200;

    private static final Set<String> FIELDS =
            Set.of("method", "url", "headers", "body", "mostCharacters", "paces", "answer");
    private static final Set<String> PACE = Set.of("most", "perS");
    private static final int MOST_MESSAGES = 1_000;
    private static final int DAY_S = 86_400;

    private static final Set<String> ANSWER =
            Set.of("statuses", "code", "taken", "again", "tooFast", "pauseS");

    /**
     * What stands in a file.
     *
     * @throws IllegalArgumentException naming the field and what is wrong with it, but nothing that
     *     stands there: the file holds a password
     */
    public static SmsGateway read(Path file) {
        try {
            return of(Json.mapper().readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is not JSON: " + file, e.getCause());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + file, e);
        }
    }

    static SmsGateway of(JsonNode tree) {
        if (tree == null || !tree.isObject()) {
            throw fault("", "must be an object");
        }
        known(tree, "", FIELDS);
        String method = text(tree, "/method", "POST");
        if (!method.equals("POST") && !method.equals("GET")) {
            throw fault("/method", "must be GET or POST");
        }
        Map<String, Template> headers = headers(tree.path("headers"));
        Template body =
                template("/body", text(tree, "/body", ""), Template.Escape.forType(type(headers)));
        if (method.equals("GET") && !body.isEmpty()) {
            throw fault("/body", "must be absent with GET");
        }
        JsonNode answer = tree.path("answer");
        known(answer, "/answer", ANSWER);
        JsonPointer code = pointer(text(tree, "/answer/code", ""));
        Set<String> taken = texts(tree, "/answer/taken");
        if (code.matches() != taken.isEmpty()) {
            throw fault("/answer/taken", "and /answer/code must be given together, or neither");
        }
        return new SmsGateway(
                HttpMethod.valueOf(method),
                url(text(tree, "/url", "")),
                headers,
                body,
                whole(tree, "/mostCharacters", DEFAULT_CHARACTERS, MOST_CHARACTERS),
                statuses(tree),
                code,
                taken,
                texts(tree, "/answer/again"),
                texts(tree, "/answer/tooFast"),
                Duration.ofSeconds(whole(tree, "/answer/pauseS", DEFAULT_PAUSE_S, MOST_PAUSE_S)),
                paces(tree));
    }

    /** As carriers limit what one phone gets: so many in so many seconds, each of the limits. */
    private static List<Pace> paces(JsonNode tree) {
        JsonNode paces = tree.path("paces");
        if (!paces.isMissingNode() && !paces.isArray()) {
            throw fault("/paces", "must be an array");
        }
        List<Pace> all = new ArrayList<>();
        for (JsonNode pace : paces) {
            String path = "/paces/" + all.size();
            known(pace, path, PACE);
            for (String field : PACE) {
                if (!pace.has(field)) {
                    throw fault(path + "/" + field, "must be given");
                }
            }
            all.add(
                    new Pace(
                            whole(tree, path + "/most", 1, MOST_MESSAGES),
                            Duration.ofSeconds(whole(tree, path + "/perS", 1, DAY_S))));
        }
        return List.copyOf(all);
    }

    private static String type(Map<String, Template> headers) {
        return headers.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("content-type"))
                .map(each -> each.getValue().text())
                .findFirst()
                .orElse("");
    }

    /** Whoever names a phone must not choose the host. */
    private static Template url(String url) {
        if (!url.matches("https?://[^/?#{}@]+([/?].*)?")) {
            throw fault("/url", "must begin with http:// or https:// and a host");
        }
        return template("/url", url, Template.Escape.URL);
    }

    private static Map<String, Template> headers(JsonNode headers) {
        if (!headers.isMissingNode() && !headers.isObject()) {
            throw fault("/headers", "must be an object");
        }
        Map<String, Template> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : headers.properties()) {
            String path = "/headers/" + each.getKey();
            if (!each.getKey().matches("[A-Za-z0-9-]+") || !each.getValue().isTextual()) {
                throw fault(path, "must be a header with a text");
            }
            all.put(
                    each.getKey(),
                    template(path, each.getValue().textValue(), Template.Escape.URL));
        }
        return Map.copyOf(all);
    }

    private static Template template(String path, String text, Template.Escape escape) {
        try {
            return new Template(text, escape);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " " + e.getMessage(), e);
        }
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("/answer/code must be a JSON pointer", e);
        }
    }

    private static Set<Integer> statuses(JsonNode tree) {
        Set<Integer> all = new HashSet<>();
        for (JsonNode each : list(tree, "/answer/statuses")) {
            if (!each.canConvertToInt() || each.intValue() < OK || each.intValue() > MOST_STATUS) {
                throw fault("/answer/statuses", "must be numbers from 200 to 299");
            }
            all.add(each.intValue());
        }
        return all.isEmpty() ? Set.of(OK) : Set.copyOf(all);
    }

    private static Set<String> texts(JsonNode tree, String path) {
        Set<String> all = new HashSet<>();
        for (JsonNode each : list(tree, path)) {
            if (!each.isValueNode() || each.isNull()) {
                throw fault(path, "must be a list of texts, numbers or flags");
            }
            all.add(each.asText());
        }
        return Set.copyOf(all);
    }

    private static List<JsonNode> list(JsonNode tree, String path) {
        JsonNode list = tree.at(path);
        if (!list.isMissingNode() && !list.isArray()) {
            throw fault(path, "must be a list");
        }
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }

    private static int whole(JsonNode tree, String path, int byDefault, int most) {
        JsonNode value = tree.at(path);
        int least = byDefault == DEFAULT_CHARACTERS ? LEAST_CHARACTERS : 1;
        if (value.isMissingNode()) {
            return byDefault;
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw fault(path, "must be between %d and %d".formatted(least, most));
        }
        return value.intValue();
    }

    private static String text(JsonNode tree, String path, String byDefault) {
        JsonNode value = tree.at(path);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw fault(path, "must be a text");
        }
        return value.isMissingNode() ? byDefault : value.textValue();
    }

    private static void known(JsonNode tree, String path, Set<String> fields) {
        tree.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!fields.contains(name)) {
                                throw fault(path + "/" + name, "is not known");
                            }
                        });
    }

    private static IllegalArgumentException fault(String path, String detail) {
        return new IllegalArgumentException((path + " " + detail).strip());
    }

    /** Its templates hold passwords. */
    @Override
    public String toString() {
        return "SmsGateway";
    }
}
