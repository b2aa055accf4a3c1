package org.citywall.gateway.notify.wecomapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's messages to an API on a real socket that gives out tokens and ends them. */
@Timeout(60)
class WeComAppIT {
    private static final String SECRET = "app-s3cret&=";

    private static Vertx vertx;
    private final TestClock clock = new TestClock();
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private volatile int good;
    private volatile int refusal;
    private volatile Integer tokenCode;
    private volatile String answer;
    private HttpServer server;
    private WeComAppChannel channel;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        TicketRig.await(vertx.close());
    }

    @BeforeEach
    void listen() {
        refusal = 42001;
        answer = "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"m1\"}";
        server =
                TicketRig.await(
                        vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
        WebhookOptions any = new WebhookOptions(Duration.ofSeconds(1), Set.of(), true);
        WeComApp app =
                new WeComApp("http://127.0.0.1:" + server.actualPort(), "ww1", 1_000_002, SECRET);
        channel = new WeComAppChannel(app, GuardedHttp.keepingAlive(vertx, any, clock, 4), clock);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end(reply(request, body)));
    }

    private String reply(HttpServerRequest request, Buffer body) {
        if (request.path().equals("/cgi-bin/gettoken")) {
            boolean isOurs =
                    "ww1".equals(request.getParam("corpid"))
                            && SECRET.equals(request.getParam("corpsecret"));
            if (tokenCode != null || !isOurs) {
                return "{\"errcode\":%d}".formatted(isOurs ? tokenCode : 40001);
            }
            good = tokens.incrementAndGet();
            return "{\"errcode\":0,\"access_token\":\"t&%d\",\"expires_in\":7200}".formatted(good);
        }
        if (!("t&" + good).equals(request.getParam("access_token"))) {
            return "{\"errcode\":%d}".formatted(refusal);
        }
        messages.add(Json.read(body.toString(), JsonNode.class));
        return answer;
    }

    private DeliveryTry send() {
        return TicketRig.await(channel.send(Messages.page(), "li", null));
    }

    @Test
    void onePersonGetsTheTextAndTheTokenIsKept() {
        for (int i = 0; i < 3; i++) {
            DeliveryTry tried = send();
            assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
            assertThat(tried.leftAt()).isEqualTo(clock.instant());
        }
        assertThat(tokens).hasValue(1);
        JsonNode message = messages.get(0);
        assertThat(message.path("touser").asText()).isEqualTo("li");
        assertThat(message.path("agentid").asInt()).isEqualTo(1_000_002);
        assertThat(message.path("msgtype").asText()).isEqualTo("text");
        assertThat(message.at("/text/content").asText()).startsWith("红色告警：火警（A-1）\n");

        clock.advance(Duration.ofMinutes(118));
        send();
        assertThat(tokens).as("before its end").hasValue(2);
    }

    @Test
    void whoAsksAtTheSameTimeSharesOneToken() {
        List<Future<DeliveryTry>> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(channel.send(Messages.page(), "li", null));
        }
        TicketRig.await(Future.all(all));
        assertThat(messages).hasSize(20);
        assertThat(tokens).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40014, 42001})
    void aTokenThatIsRefusedIsFetchedAnewOnce(int code) {
        refusal = code;
        send();
        good = -1; // ended early, as when another process fetches one
        assertThat(send().end()).isEqualTo(End.TAKEN);
        assertThat(tokens).hasValue(2);
        assertThat(messages).hasSize(2);

        answer = "{\"errcode\":%d}".formatted(code);
        DeliveryTry tried = send();
        assertThat(tried.end()).isEqualTo(End.NEVER);
        assertThat(tried.said()).isEqualTo("errcode " + code);
        assertThat(tokens).as("no more than once").hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"-1,AGAIN", "45009,AGAIN", "40001,NEVER", "60020,NEVER"})
    void withoutATokenNothingLeaves(int code, End end) {
        tokenCode = code;
        DeliveryTry tried = send();
        assertThat(tried.end()).isEqualTo(end);
        assertThat(tried.said()).isEqualTo("token: errcode " + code);
        assertThat(tried.leftAt()).isNull();
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errcode\":0,\"invaliduser\":\"li\"}|NEVER|no such user",
                "{\"errcode\":0,\"unlicenseduser\":\"li\"}|NEVER|no such user",
                "{\"errcode\":0,\"invaliduser\":\"\"}|TAKEN|HTTP 200",
                "{\"errcode\":81013}|NEVER|errcode 81013",
                "{\"errcode\":45009}|AGAIN|errcode 45009",
                "{\"errcode\":-1}|AGAIN|errcode -1",
            })
    void theAnswerDecides(String body, End end, String said) {
        answer = body;
        DeliveryTry tried = send();
        assertThat(tried.end()).isEqualTo(end);
        assertThat(tried.said()).isEqualTo(said);
    }

    @Test
    void anOutageMayPass() {
        send();
        TicketRig.await(server.close());
        assertThat(send().end()).isEqualTo(End.AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"@all,,address", "li|wang,,address", "李,,address", "li,secret,secret"})
    void whatIsNoSinglePersonIsRefusedByItsField(String address, String secret, String field) {
        assertThatThrownBy(() -> channel.check(address, secret))
                .isInstanceOfSatisfying(
                        BadAddressException.class, bad -> assertThat(bad.field()).isEqualTo(field));
        assertThat(channel.shown("zhang.san")).isEqualTo("z****");
    }
}
