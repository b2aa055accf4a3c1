package org.citywall.gateway.ingest.ticket.hook;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;

/**
 * A JSONata expression that makes events of a message. Runs within a time and a depth; may block
 * for that long, so not on an event loop. One at a time: the library keeps state in the expression.
 */
public final class Mapping {
    private static final int MOST_EVENTS = 1_000;

    private final @Nullable Jsonata expression;
    private final Duration time;
    private final int depth;

    /** Something that cannot be mapped, in words that may be shown: nothing of the message. */
    public static final class MappingException extends Exception {
        private static final long serialVersionUID = 1L;

        MappingException(String detail) {
            super(detail, null, false, false);
        }
    }

    private Mapping(@Nullable Jsonata expression, Duration time, int depth) {
        this.expression = expression;
        this.time = time;
        this.depth = depth;
    }

    /** Compiles the expression; without one a message is taken as it is. */
    public static Mapping of(@Nullable String text, Duration time, int depth)
            throws MappingException {
        try {
            return new Mapping(text == null ? null : Jsonata.jsonata(text), time, depth);
        } catch (JException e) {
            throw new MappingException(
                    "is no JSONata: %s at character %d".formatted(e.getError(), e.getLocation()));
        } catch (RuntimeException | StackOverflowError e) {
            throw new MappingException("is no JSONata");
        }
    }

    /** The events, each an object; none if the message says nothing of tickets. */
    public synchronized ArrayNode events(JsonNode message) throws MappingException {
        JsonNode result = expression == null ? message : evaluated(message);
        ArrayNode events = Json.mapper().createArrayNode();
        if (result.isArray()) {
            events.addAll((ArrayNode) result);
        } else if (!result.isNull() && !result.isMissingNode()) {
            events.add(result);
        }
        if (events.size() > MOST_EVENTS) {
            throw new MappingException("more than %d events come of it".formatted(MOST_EVENTS));
        }
        for (JsonNode event : events) {
            if (!(event instanceof ObjectNode)) {
                throw new MappingException("something comes of it that is no object");
            }
        }
        return events;
    }

    private JsonNode evaluated(JsonNode message) throws MappingException {
        Jsonata.Frame frame = expression.createFrame();
        frame.setRuntimeBounds(time.toMillis(), depth);
        try {
            Object input = Json.mapper().convertValue(message, Object.class);
            JsonNode result = Json.mapper().valueToTree(expression.evaluate(input, frame));
            return result == null ? Json.mapper().nullNode() : result;
        } catch (JException e) {
            throw new MappingException(
                    "stopped with %s at character %d".formatted(e.getError(), e.getLocation()));
        } catch (RuntimeException | StackOverflowError e) {
            // The library's words may quote the message.
            throw new MappingException("failed: " + e.getClass().getSimpleName());
        }
    }
}
