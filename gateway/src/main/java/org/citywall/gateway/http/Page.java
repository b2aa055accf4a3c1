package org.citywall.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.citywall.contracts.Json;

/**
 * One page of a list sorted by key: {@code {"items":[…],"nextCursor":…}}. The cursor is the last
 * key, so entries that come or go between two pages neither repeat nor hide others.
 *
 * @param after keys up to this were shown; empty for the first page
 * @param limit items on the page
 */
public record Page(String after, int limit) {
    /** Items on a page unless {@code limit} says otherwise. */
    public static final int DEFAULT_LIMIT = 500;

    /** The most that {@code limit} may ask for. */
    public static final int MAX_LIMIT = 5_000;

    /** Reads {@code limit} and {@code cursor}; a {@link Refusal} names the one that is wrong. */
    public static Page of(HttpServerRequest request) {
        return new Page(cursor(request.getParam("cursor")), limit(request.getParam("limit")));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number outside the range
        }
        throw new Refusal(
                Problem.ofField(400, "bad parameter", "limit", "must be 1 to " + MAX_LIMIT));
    }

    private static String cursor(String text) {
        try {
            return text == null ? "" : new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "cursor", "is not one that we gave"));
        }
    }

    /** The cursor that goes on after this key. */
    public static String cursorAfter(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    /** The page of those entries that the filter lets through. */
    public <T> ObjectNode of(
            NavigableMap<String, T> all, Predicate<T> filter, Function<T, ObjectNode> item) {
        ObjectNode page = Json.mapper().createObjectNode();
        var items = page.putArray("items");
        String last = after;
        for (var entry : all.tailMap(after, false).entrySet()) {
            if (!filter.test(entry.getValue())) {
                continue;
            }
            if (items.size() == limit) {
                return page.put("nextCursor", cursorAfter(last));
            }
            items.add(item.apply(entry.getValue()));
            last = entry.getKey();
        }
        return page;
    }
}
