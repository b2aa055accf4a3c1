package org.citywall.gateway.notify.wecomapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.robot.Codes;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Outgoing;

/**
 * The access token of an application, kept until shortly before its end: fetching it for each
 * message is forbidden (document/path/91039).
 */
final class AccessTokens {
    /** A token is not used in its last minutes: a message takes a while. */
    private static final int SPARE_S = 120;

    private final WeComApp app;
    private final GuardedHttp http;
    private final Codes codes;
    private final Clock clock;
    private final AtomicReference<Token> newest = new AtomicReference<>();
    private final AtomicReference<Future<Got>> fetching = new AtomicReference<>();

    private record Token(String text, Instant until) {}

    /**
     * A token, or why there is none.
     *
     * @param token null: there is none
     * @param tried how the fetching ended
     */
    record Got(@Nullable String token, DeliveryTry tried) {}

    AccessTokens(WeComApp app, GuardedHttp http, Codes codes, Clock clock) {
        this.app = app;
        this.http = http;
        this.codes = codes;
        this.clock = clock;
    }

    /** One that should be good; who asks while it is fetched gets the same. */
    Future<Got> get() {
        Token token = newest.get();
        if (token != null && token.until().isAfter(clock.instant())) {
            return Future.succeededFuture(
                    new Got(token.text(), DeliveryTry.meaning(End.TAKEN, 200, "kept")));
        }
        Future<Got> underWay = fetching.get();
        if (underWay != null && !underWay.isComplete()) {
            return underWay;
        }
        Future<Got> fetched = fetch();
        fetching.set(fetched);
        return fetched;
    }

    /** This one is good no more, unless there is a newer one already. */
    void refuse(String token) {
        newest.updateAndGet(kept -> kept != null && kept.text().equals(token) ? null : kept);
    }

    private Future<Got> fetch() {
        AtomicReference<Buffer> body = new AtomicReference<>();
        String url =
                app.url()
                        + "/cgi-bin/gettoken?corpid="
                        + URLEncoder.encode(app.corpId(), UTF_8)
                        + "&corpsecret="
                        + URLEncoder.encode(app.secret(), UTF_8);
        return http.send(
                        new Outgoing(HttpMethod.GET, url, Buffer.buffer(), leftAt -> Map.of()),
                        (answer, now) -> {
                            body.set(answer.body());
                            return codes.of(answer, now);
                        })
                .map(tried -> tried.end() == End.TAKEN ? kept(body.get(), tried) : none(tried));
    }

    private static Got none(DeliveryTry tried) {
        return new Got(
                null,
                new DeliveryTry(
                        tried.end(),
                        tried.status(),
                        "token: " + tried.said(),
                        tried.retryAfter(),
                        null)); // the message itself never left
    }

    private Got kept(Buffer body, DeliveryTry tried) {
        JsonNode answer = Json.read(body.getBytes(), JsonNode.class);
        String text = answer.path("access_token").asText();
        long seconds = answer.path("expires_in").asLong();
        if (text.isEmpty()) {
            return none(DeliveryTry.meaning(End.AGAIN, 200, "none in the answer"));
        }
        newest.set(new Token(text, clock.instant().plusSeconds(Math.max(0, seconds - SPARE_S))));
        return new Got(text, tried);
    }
}
