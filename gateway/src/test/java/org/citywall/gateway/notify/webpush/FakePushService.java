package org.citywall.gateway.notify.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.gateway.testing.TicketRig;

/**
 * A push service on a real socket that takes only what RFC 8030 and RFC 8292 demand: 400 for a
 * request that lacks something, 403 for a token that is not of the key, not for this service, or
 * not of this day.
 */
public final class FakePushService {
    private static final Pattern VAPID =
            Pattern.compile("vapid t=(([\\w-]+)\\.([\\w-]+))\\.([\\w-]+), ?k=([\\w-]+)");
    private static final long DAY_S = 86_400;

    /**
     * What was taken.
     *
     * @param path of the subscription
     */
    public record Taken(
            String path, String ttl, String urgency, String topic, JsonNode claims, Buffer body) {}

    /** In the order of arrival. */
    public final List<Taken> taken = new CopyOnWriteArrayList<>();

    /** Why it refused. */
    public final List<String> faults = new CopyOnWriteArrayList<>();

    /** What it answers, by path, instead of taking it. */
    public final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** How many requests came, by path. */
    public final Map<String, Integer> requests = new ConcurrentHashMap<>();

    private final Clock clock;
    private final int port;

    /** Listens on a free port. */
    public FakePushService(Vertx vertx, Clock clock) {
        this.clock = clock;
        this.port =
                TicketRig.await(
                                vertx.createHttpServer()
                                        .requestHandler(this::take)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
    }

    /** Where it is, as the token's audience must have it. */
    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** As at the beginning. */
    public void reset() {
        taken.clear();
        faults.clear();
        statuses.clear();
        requests.clear();
    }

    private void take(HttpServerRequest request) {
        requests.merge(request.path(), 1, Integer::sum);
        request.body()
                .onSuccess(
                        body -> {
                            int status = statuses.getOrDefault(request.path(), 0);
                            if (status == 429) {
                                request.response().putHeader("retry-after", "60");
                            }
                            request.response()
                                    .setStatusCode(status > 0 ? status : judge(request, body))
                                    .end();
                        });
    }

    private int judge(HttpServerRequest request, Buffer body) {
        try {
            JsonNode claims = claims(request.getHeader("authorization"));
            String fault = fault(request, body);
            if (claims == null || fault != null) {
                faults.add(fault == null ? "token" : fault);
                return claims == null ? 403 : 400;
            }
            taken.add(
                    new Taken(
                            request.path(),
                            request.getHeader("ttl"),
                            request.getHeader("urgency"),
                            request.getHeader("topic"),
                            claims,
                            body));
            return 201;
        } catch (GeneralSecurityException | RuntimeException e) {
            faults.add(e.toString());
            return 400;
        }
    }

    private static String fault(HttpServerRequest request, Buffer body) {
        if (!"aes128gcm".equals(request.getHeader("content-encoding"))) {
            return "encoding";
        }
        if (!String.valueOf(request.getHeader("ttl")).matches("[0-9]{1,9}")) {
            return "ttl";
        }
        if (!String.valueOf(request.getHeader("topic")).matches("[A-Za-z0-9_-]{1,32}")) {
            return "topic";
        }
        return body.length() > 4_096 ? "too large" : null;
    }

    /** Null: refused. */
    private JsonNode claims(String header) throws GeneralSecurityException {
        Matcher parts = VAPID.matcher(String.valueOf(header));
        if (!parts.matches()) {
            return null;
        }
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(FakeBrowser.key(Base64.getUrlDecoder().decode(parts.group(5))));
        signature.update(parts.group(1).getBytes(US_ASCII));
        JsonNode head = json(parts.group(2));
        JsonNode claims = json(parts.group(3));
        long left = claims.path("exp").asLong() - clock.instant().getEpochSecond();
        boolean isGood =
                signature.verify(Base64.getUrlDecoder().decode(parts.group(4)))
                        && head.path("alg").asText().equals("ES256")
                        && claims.path("aud").asText().equals(origin())
                        && left > 0
                        && left <= DAY_S;
        return isGood ? claims : null;
    }

    private static JsonNode json(String part) {
        return Json.read(new String(Base64.getUrlDecoder().decode(part), US_ASCII), JsonNode.class);
    }
}
