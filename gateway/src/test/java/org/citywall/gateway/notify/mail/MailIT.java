package org.citywall.gateway.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail to a server on a real socket. */
@Timeout(60)
class MailIT {
    private static final String TO = "li@duty.example";

    private static Vertx vertx;
    private final TestClock clock = new TestClock();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        TicketRig.await(vertx.close());
    }

    private static MailOptions options(int port, MailOptions.Tls tls, String user, String word) {
        return new MailOptions(
                "127.0.0.1", port, tls, "citywall@wall.example", user, word, Duration.ofSeconds(2));
    }

    private DeliveryTry send(MailOptions options) {
        return TicketRig.await(
                new MailChannel(vertx, options, clock).send(Messages.page(), TO, null));
    }

    private static MailOptions open(FakeSmtp smtp) {
        return options(smtp.port(), MailOptions.Tls.NONE, "", "");
    }

    @Test
    void aPageArrivesWithLevelAndNumberInItsSubject() {
        FakeSmtp smtp = new FakeSmtp(vertx, true);
        MailOptions options =
                options(smtp.port(), MailOptions.Tls.NONE, FakeSmtp.USER, FakeSmtp.PASSWORD);
        DeliveryTry tried = send(options);
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
        assertThat(tried.leftAt()).isEqualTo(clock.instant());
        assertThat(smtp.mails).hasSize(1);
        FakeSmtp.Mail mail = smtp.mails.get(0);
        assertThat(mail.from()).isEqualTo("citywall@wall.example");
        assertThat(mail.to()).isEqualTo(TO);
        assertThat(FakeSmtp.words(mail.headers().get("subject"))).isEqualTo("红色告警：火警（A-1）");
        assertThat(mail.headers())
                .containsEntry("message-id", "<p1@wall.example>")
                .containsEntry("auto-submitted", "auto-generated");
        assertThat(mail.body())
                .startsWith("红色告警：火警（A-1）")
                .contains("地点：云湾 一号楼", "https://wall.example/m?alert=A-1");
        assertThat(options.toString()).doesNotContain(FakeSmtp.PASSWORD);
    }

    @Test
    void aDigestHoldsEveryPage() {
        FakeSmtp smtp = new FakeSmtp(vertx, false);
        DeliveryTry tried =
                TicketRig.await(
                        new MailChannel(vertx, open(smtp), clock)
                                .send(Messages.digest(200), TO, null));
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
        assertThat(smtp.mails.get(0).body()).contains("A-0", "A-199");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT,421,AGAIN",
        "CONNECT,554,NEVER",
        "MAIL,451,AGAIN",
        "MAIL,553,NEVER",
        "RCPT,450,AGAIN",
        "RCPT,452,AGAIN",
        "RCPT,550,NEVER",
        "DATA,451,AGAIN",
        "END,452,AGAIN",
        "END,554,NEVER"
    })
    void repliesOf4yzMayPassAndThoseOf5yzWillNot(String command, int reply, End end) {
        FakeSmtp smtp = new FakeSmtp(vertx, false);
        smtp.replies.put(command, reply);
        DeliveryTry tried = send(open(smtp));
        assertThat(tried.end()).as(tried.said()).isEqualTo(end);
        assertThat(tried.said()).isEqualTo("SMTP " + reply);
        assertThat(tried.status()).isEqualTo(reply);
        assertThat(tried.reason()).isEqualTo(reply / 100 + "xx");
        assertThat(smtp.mails).isEmpty();
    }

    @Test
    void aWrongPasswordWillNeverDoAndIsNotSaid() {
        FakeSmtp smtp = new FakeSmtp(vertx, true);
        DeliveryTry tried =
                send(options(smtp.port(), MailOptions.Tls.NONE, FakeSmtp.USER, "wr0ng"));
        assertThat(tried.end()).isEqualTo(End.NEVER);
        assertThat(tried.said()).isEqualTo("SMTP 535");
        assertThat(smtp.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void withoutTheTlsThatIsDemandedNothingLeaves(MailOptions.Tls tls) {
        FakeSmtp smtp = new FakeSmtp(vertx, false);
        DeliveryTry tried = send(options(smtp.port(), tls, "", ""));
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.AGAIN);
        assertThat(smtp.mails).isEmpty();
    }

    @Test
    void anOutageMayPass() {
        FakeSmtp smtp = new FakeSmtp(vertx, false);
        MailOptions options = open(smtp);
        smtp.replies.put("RCPT", 0);
        assertThat(send(options).said()).isEqualTo("time-out");
        smtp.close();
        DeliveryTry refused = send(options);
        assertThat(refused.end()).isEqualTo(End.AGAIN);
        assertThat(refused.reason()).isEqualTo("connection");
    }

    @ParameterizedTest
    @CsvSource({
        "li,,address",
        "li@duty.example wang@duty.example,,address",
        "<li@duty.example>,,address",
        "li@duty.example,secret,secret"
    })
    void whatIsNoAddressIsRefusedByItsField(String address, String secret, String field) {
        MailChannel channel =
                new MailChannel(vertx, options(25, MailOptions.Tls.NONE, "", ""), clock);
        assertThatThrownBy(() -> channel.check(address, secret))
                .isInstanceOfSatisfying(
                        BadAddressException.class, bad -> assertThat(bad.field()).isEqualTo(field));
        assertThat(channel.shown(TO)).isEqualTo("l****@duty.example");
    }

    @Test
    void credentialsAreTwoLinesOfAFile(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("smtp"), "duty\np4ss word\n");
        assertThat(MailOptions.credentials(file)).isEqualTo(List.of("duty", "p4ss word"));
        Files.writeString(file, "duty\n");
        assertThatThrownBy(() -> MailOptions.credentials(file))
                .hasMessageStartingWith("must have two lines");
        assertThatThrownBy(() -> MailOptions.credentials(dir.resolve("none")))
                .hasMessageStartingWith("cannot be read");
    }
}
