package org.citywall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.function.Consumer;
import org.citywall.contracts.Json;

/** Small JSON bodies of the REST interface. */
public final class JsonBody {
    private static final int MAX_BYTES = 64 << 10;

    private final Bodies bodies;
    private final int maxBytes;

    /** Reads through these limits. */
    public JsonBody(Bodies bodies) {
        this(bodies, MAX_BYTES);
    }

    private JsonBody(Bodies bodies, int maxBytes) {
        this.bodies = bodies;
        this.maxBytes = maxBytes;
    }

    /** The same for bodies of up to so many bytes. */
    public JsonBody upTo(int bytes) {
        return new JsonBody(bodies, bytes);
    }

    /** Reads the JSON object and hands it on; what goes wrong, in there too, is answered. */
    public void read(RoutingContext context, Consumer<JsonNode> handler) {
        bodies.read(context.request(), maxBytes)
                .onFailure(
                        error -> {
                            if (error instanceof Refusal refusal) {
                                Bodies.refuse(context.request(), refusal.problem());
                            }
                        })
                .onSuccess(
                        body -> {
                            try {
                                handler.accept(object(body.getBytes()));
                            } catch (Refusal e) {
                                Answers.failure(context, e);
                            }
                        });
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // answered below, like JSON that is no object
        }
        throw new Refusal(Problem.of(400, "invalid json", "the body must be a JSON object"));
    }

    /** A text field; refuses with 400 if it is missing or its length does not fit. */
    public static String text(JsonNode body, String field, int min, int max) {
        JsonNode value = body.path(field);
        if (!value.isTextual()
                || value.textValue().length() < min
                || value.textValue().length() > max) {
            throw new Refusal(
                    Problem.ofField(
                            400,
                            "bad field",
                            "/" + field,
                            "must be a text of %d to %d characters".formatted(min, max)));
        }
        return value.textValue();
    }
}
