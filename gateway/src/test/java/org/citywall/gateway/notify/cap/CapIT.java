package org.citywall.gateway.notify.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.Signature;
import org.citywall.gateway.webhook.WebhookOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CAP documents to a receiver on a real socket, which takes none that breaks the standard. */
@Timeout(60)
class CapIT {
    private static final String SECRET = "0123456789abcdef";
    private static final WebhookOptions LOOPBACK =
            new WebhookOptions(Duration.ofSeconds(1), Set.of(), true);

    private record Received(String type, String key, String signature, String body) {}

    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static volatile int status;
    private static Vertx vertx;
    private static String address;
    private final TestClock clock = new TestClock();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        int port =
                TicketRig.await(
                                vertx.createHttpServer()
                                        .requestHandler(CapIT::take)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        address = "http://127.0.0.1:" + port + "/cap";
    }

    @AfterAll
    static void stop() {
        TicketRig.await(vertx.close());
    }

    @BeforeEach
    void empty() {
        RECEIVED.clear();
        status = 202;
    }

    private static void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            int answer = status;
                            try {
                                CapRules.check(body.toString(UTF_8));
                            } catch (AssertionError e) {
                                answer = 422;
                            }
                            RECEIVED.add(
                                    new Received(
                                            request.getHeader("content-type"),
                                            request.getHeader("Idempotency-Key"),
                                            request.getHeader(Signature.HEADER),
                                            body.toString(UTF_8)));
                            request.response().setStatusCode(answer).end();
                        });
    }

    private CapChannel channel() {
        return new CapChannel(
                GuardedHttp.keepingAlive(vertx, LOOPBACK, clock, 2),
                LOOPBACK,
                new CapOptions("wall.example", false));
    }

    private DeliveryTry send(Message message, String secret) {
        return TicketRig.await(channel().send(message, address, secret));
    }

    @Test
    void aDocumentArrivesUnderItsKeyAndSigned() {
        DeliveryTry tried = send(Messages.page(), SECRET);
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
        assertThat(tried.leftAt()).isEqualTo(clock.instant());
        Received received = RECEIVED.get(0);
        assertThat(received.type()).isEqualTo("application/cap+xml; charset=utf-8");
        assertThat(received.key()).isEqualTo("p1");
        assertThat(received.signature())
                .isEqualTo(Signature.of(SECRET, clock.instant(), received.body().getBytes(UTF_8)));
        send(Messages.page(), null);
        assertThat(RECEIVED.get(1).signature()).isNull();
    }

    @Test
    void aDigestWithADrillIsTakenWhenBothDocumentsAre() {
        Message digest = Messages.digest(3);
        ((ObjectNode) digest.data().at("/pages/1")).put("drill", true);
        assertThat(send(digest, null).end()).isEqualTo(End.TAKEN);
        assertThat(RECEIVED).extracting(Received::key).containsExactly("d1-Actual", "d1-Exercise");
        status = 503;
        assertThat(send(digest, null).end()).isEqualTo(End.AGAIN);
        assertThat(RECEIVED).as("the second was not begun").hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"200,TAKEN", "400,NEVER", "422,NEVER", "429,AGAIN", "500,AGAIN"})
    void theStatusDecides(int answer, End end) {
        status = answer;
        assertThat(send(Messages.page(), null).end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"ftp://a/,,address", "http://a/#b,,address", "http://a/,short,secret"})
    void whatCannotBeSentToIsRefusedByItsField(String to, String secret, String field) {
        assertThatThrownBy(() -> channel().check(to, secret))
                .isInstanceOfSatisfying(
                        BadAddressException.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }
}
