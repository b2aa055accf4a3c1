package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.gateway.http.Problem;

/** Whether rules can be judged by: first their form, by a JSON Schema, then what they say. */
final class AlertRulesCheck {
    private static final String SCHEMA = "/schemas/alert-rules.json";
    private static final int MOST_FAULTS = 50;

    private final Schema schema;

    /** Reads the schema. */
    AlertRulesCheck() {
        try (InputStream in = AlertRulesCheck.class.getResourceAsStream(SCHEMA)) {
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the form of a body; empty: nothing. */
    List<RulesFault> form(String body) {
        return schema.validate(body, InputFormat.JSON).stream()
                .limit(MOST_FAULTS)
                .map(
                        error ->
                                new RulesFault(
                                        error.getInstanceLocation().toString(), error.getMessage()))
                .toList();
    }

    /** What is wrong with rules whose form is right; empty: nothing. */
    static List<RulesFault> sense(AlertRules rules) {
        return AlertRulesReader.check(rules).stream()
                .limit(MOST_FAULTS)
                .map(fault -> new RulesFault(pointer(fault.path()), fault.detail()))
                .toList();
    }

    /** {@code groups[2].by[0]} as a JSON pointer. */
    static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace("]", "").replaceAll("[\\[.]", "/");
    }

    /** All that is wrong at once: who writes rules corrects them in one go. */
    static void refuse(HttpServerResponse response, List<RulesFault> faults) {
        if (response.ended() || response.closed()) {
            return;
        }
        RulesFault first = faults.get(0);
        ObjectNode problem =
                Problem.ofField(400, "bad rules", first.path(), first.detail()).toJson();
        ArrayNode all = problem.putArray("errors");
        faults.forEach(
                each -> all.addObject().put("path", each.path()).put("detail", each.detail()));
        response.setStatusCode(400)
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Json.bytes(problem)));
    }
}
