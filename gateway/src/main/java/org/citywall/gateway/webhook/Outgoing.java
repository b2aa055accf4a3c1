package org.citywall.gateway.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * A request as it goes out.
 *
 * @param headers those of the request when it leaves at this time: a signature may hold it
 */
public record Outgoing(
        HttpMethod method,
        String url,
        Buffer body,
        Function<Instant, Map<String, String>> headers) {
    /** A body of this media type. */
    public static Outgoing post(String url, String mediaType, byte[] body) {
        return new Outgoing(
                HttpMethod.POST,
                url,
                Buffer.buffer(body),
                leftAt -> Map.of("content-type", mediaType));
    }
}
