package org.citywall.gateway.notify.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.notify.Pace;
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

/** SMS gateways of several kinds on a real socket. */
@Timeout(60)
class SmsIT {
    private static final String PHONE = "13812341234";

    private static final String JSON_GATEWAY =
            """
            {"url": "%s/send?to={{phone}}", "headers": {"Authorization": "Bearer t0k3n"},
             "body": "{\\"mobile\\":\\"{{phone}}\\",\\"content\\":\\"{{text}}\\",\\"ref\\":\\"{{id}}\\"}",
             "answer": {"code": "/result/code", "taken": ["0", "OK"], "again": ["busy"],
                        "tooFast": ["isv.BUSINESS_LIMIT_CONTROL"], "pauseS": 30}}
            """;

    private static final String FORM_GATEWAY =
            """
            {"url": "%s/form", "headers": {"Content-Type": "application/x-www-form-urlencoded"},
             "body": "m={{phone}}&l={{level}}&t={{title}}&n={{number}}&p={{place}}&s={{since}}",
             "answer": {"statuses": [201, 202]}}
            """;

    private record Received(String method, String uri, String authorization, String body) {}

    private static Vertx vertx;
    private static HttpServer server;
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static volatile Map.Entry<Integer, String> answer;
    private final TestClock clock = new TestClock();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server =
                TicketRig.await(
                        vertx.createHttpServer()
                                .requestHandler(SmsIT::take)
                                .listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        TicketRig.await(vertx.close());
    }

    @BeforeEach
    void empty() {
        RECEIVED.clear();
        answer = Map.entry(200, "{\"result\":{\"code\":0}}");
    }

    private static void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            RECEIVED.add(
                                    new Received(
                                            request.method().name(),
                                            request.uri(),
                                            request.getHeader("authorization"),
                                            body.toString()));
                            if (answer.getKey() > 0) {
                                request.response()
                                        .setStatusCode(answer.getKey())
                                        .end(answer.getValue());
                            }
                        });
    }

    private static SmsGateway gateway(String template) {
        String url = "http://127.0.0.1:" + server.actualPort();
        return SmsGateway.of(Json.read(template.formatted(url), JsonNode.class));
    }

    private SmsChannel channel(String template) {
        WebhookOptions options = new WebhookOptions(Duration.ofSeconds(1), Set.of(), true);
        return new SmsChannel(
                gateway(template), GuardedHttp.keepingAlive(vertx, options, clock, 2));
    }

    private DeliveryTry send(String template) {
        return TicketRig.await(channel(template).send(Messages.page(), PHONE, null));
    }

    @Test
    void aGatewayOfJsonGetsTheTextAndTheKeyOfTheMessage() {
        DeliveryTry tried = send(JSON_GATEWAY);
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
        assertThat(tried.leftAt()).isEqualTo(clock.instant());
        Received received = RECEIVED.get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo("/send?to=" + PHONE);
        assertThat(received.authorization()).isEqualTo("Bearer t0k3n");
        JsonNode body = Json.read(received.body(), JsonNode.class);
        assertThat(body.path("mobile").asText()).isEqualTo(PHONE);
        assertThat(body.path("ref").asText()).isEqualTo("p1");
        assertThat(body.path("content").asText())
                .isEqualTo(
                        "红色告警：火警（A-1），云湾 一号楼，03-01 15:58 起" + " https://wall.example/m?alert=A-1");
    }

    @Test
    void aGatewayOfFormsGetsThePartsOfATemplate() {
        answer = Map.entry(202, "");
        assertThat(send(FORM_GATEWAY).end()).isEqualTo(End.TAKEN);
        assertThat(RECEIVED.get(0).body())
                .isEqualTo(
                        "m=13812341234&l=%E7%BA%A2%E8%89%B2&t=%E7%81%AB%E8%AD%A6&n=A-1"
                                + "&p=%E4%BA%91%E6%B9%BE%20%E4%B8%80%E5%8F%B7%E6%A5%BC"
                                + "&s=03-01%2015%3A58");
        answer = Map.entry(200, "");
        assertThat(send(FORM_GATEWAY).end()).as("it says 201 or 202").isEqualTo(End.NEVER);
    }

    @Test
    void aTitleCannotBreakOutOfTheTemplate() {
        String nasty = "\",\"mobile\":\"110\\&m=1";
        TicketRig.await(
                channel(JSON_GATEWAY)
                        .send(Messages.page(Messages.data().put("title", nasty)), PHONE, null));
        JsonNode body = Json.read(RECEIVED.get(0).body(), JsonNode.class);
        assertThat(body.path("mobile").asText()).isEqualTo(PHONE);
        assertThat(body.path("content").asText()).contains(nasty);
    }

    @Test
    void aDigestGoesAsItsSummary() {
        TicketRig.await(channel(JSON_GATEWAY).send(Messages.digest(12), PHONE, null));
        assertThat(RECEIVED.get(0).body()).contains("告警汇总：12 条，最高黄色");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"result\":{\"code\":\"OK\"}}|TAKEN|ok|HTTP 200",
                "200|{\"result\":{\"code\":\"busy\"}}|AGAIN|code|code busy",
                "200|{\"result\":{\"code\":\"isv.BUSINESS_LIMIT_CONTROL\"}}|AGAIN|rate|code isv.BUSINESS_LIMIT_CONTROL",
                "200|{\"result\":{\"code\":\"isv.MOBILE_NUMBER_ILLEGAL\"}}|NEVER|code|code isv.MOBILE_NUMBER_ILLEGAL",
                "200|{\"result\":{\"code\":\"to 13812341234 failed\"}}|NEVER|code|a code",
                "200|{\"code\":0}|AGAIN|code|no code in the answer",
                "200|<html>|AGAIN|code|no code in the answer",
                "401|{\"result\":{\"code\":0}}|NEVER|4xx|HTTP 401",
                "429|{\"result\":{\"code\":0}}|AGAIN|rate|HTTP 429",
                "503|down|AGAIN|5xx|HTTP 503",
                "0|none|AGAIN|time-out|time-out",
            })
    void theAnswerMeansWhatTheOperatorWrote(
            int status, String body, End end, String reason, String said) {
        answer = Map.entry(status, body);
        DeliveryTry tried = send(JSON_GATEWAY);
        assertThat(tried.end()).isEqualTo(end);
        assertThat(tried.reason()).isEqualTo(reason);
        assertThat(tried.said()).isEqualTo(said).doesNotContain(PHONE);
    }

    @Test
    void afterItsLimitTheGatewayIsLeftAloneForThePause() {
        answer = Map.entry(200, "{\"result\":{\"code\":\"isv.BUSINESS_LIMIT_CONTROL\"}}");
        assertThat(send(JSON_GATEWAY).retryAfter()).isEqualTo(clock.instant().plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "13812341234,138****1234",
        "+8613812341234,+86138****1234",
        "95598,****",
        "12345678,****",
        "123456789,1****6789"
    })
    void aNumberIsShownWithStars(String number, String shown) {
        assertThat(channel(JSON_GATEWAY).shown(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"110x,,address", "1381234 1234,,address", "13812341234,secret,secret"})
    void whatIsNoNumberIsRefusedByItsField(String address, String secret, String field) {
        assertThatThrownBy(() -> channel(JSON_GATEWAY).check(address, secret))
                .isInstanceOfSatisfying(
                        BadAddressException.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]|must be an object",
                "{\"uri\":\"http://a/\"}|/uri is not known",
                "{}|/url must begin with",
                "{\"url\":\"http://{{phone}}/\"}|/url must begin with",
                "{\"url\":\"http://a/{{password}}\"}|/url names {{password}}",
                "{\"url\":\"http://a/\",\"method\":\"PUT\"}|/method must be GET or POST",
                "{\"url\":\"http://a/\",\"method\":\"GET\",\"body\":\"x\"}|/body must be absent",
                "{\"url\":\"http://a/\",\"headers\":{\"A b\":\"\"}}|/headers/A b must be",
                "{\"url\":\"http://a/\",\"paces\":{}}|/paces must be an array",
                "{\"url\":\"http://a/\",\"paces\":[{\"most\":1}]}|/paces/0/perS must be given",
                "{\"url\":\"http://a/\",\"paces\":[{\"most\":0,\"perS\":1}]}|/paces/0/most must be between 1",
                "{\"url\":\"http://a/\",\"paces\":[{\"most\":1,\"perS\":1,\"x\":1}]}|/paces/0/x is not known",
                "{\"url\":\"http://a/\",\"mostCharacters\":5}|/mostCharacters must be between 20",
                "{\"url\":\"http://a/\",\"answer\":{\"statuses\":[500]}}|/answer/statuses must be",
                "{\"url\":\"http://a/\",\"answer\":{\"code\":\"/c\"}}|/answer/taken and",
                "{\"url\":\"http://a/\",\"answer\":{\"code\":\"c\",\"taken\":[0]}}|/answer/code must",
                "{\"url\":\"http://a/\",\"answer\":{\"again\":\"x\"}}|/answer/again must be a list",
            })
    void aFileThatIsWrongIsAnErrorThatNamesTheField(String given) {
        String[] parts = given.split("\\|", -1);
        assertThatThrownBy(() -> SmsGateway.of(Json.read(parts[0], JsonNode.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parts[1]);
    }

    @Test
    void whatTheFileHoldsIsNeverPrinted() {
        assertThat(gateway(JSON_GATEWAY).toString()).doesNotContain("t0k3n");
    }

    @Test
    void whatOnePhoneMayGetStandsInTheFile() {
        SmsGateway gateway =
                SmsGateway.of(
                        Json.read(
                                "{\"url\":\"http://a/\",\"paces\":[{\"most\":1,\"perS\":60},"
                                        + "{\"most\":5,\"perS\":3600}]}",
                                JsonNode.class));

        assertThat(gateway.paces())
                .containsExactly(Pace.perMinute(1), new Pace(5, Duration.ofHours(1)));
    }
}
