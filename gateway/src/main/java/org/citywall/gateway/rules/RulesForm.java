package org.citywall.gateway.rules;

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
import org.citywall.gateway.http.Problem;

/** The form of a text of rules, by a JSON Schema, and the answer to one that is wrong. */
public final class RulesForm {
    /** So many faults are told at once at most. */
    public static final int MOST_FAULTS = 50;

    private final Schema schema;

    /**
     * Reads the schema.
     *
     * @param resource where it lies, from the root
     */
    public RulesForm(String resource) {
        try (InputStream in = RulesForm.class.getResourceAsStream(resource)) {
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the form of a body; empty: nothing. */
    public List<RulesFault> faults(String body) {
        return schema.validate(body, InputFormat.JSON).stream()
                .limit(MOST_FAULTS)
                .map(
                        error ->
                                new RulesFault(
                                        error.getInstanceLocation().toString(), error.getMessage()))
                .toList();
    }

    /**
     * All that is wrong at once: who writes rules corrects them in one go.
     *
     * @param faults at least one
     */
    public static void refuse(HttpServerResponse response, List<RulesFault> faults) {
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
