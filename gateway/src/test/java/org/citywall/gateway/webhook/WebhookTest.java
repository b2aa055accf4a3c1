package org.citywall.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200,TAKEN",
        "202,TAKEN",
        "204,TAKEN",
        "301,NEVER",
        "307,NEVER",
        "400,NEVER",
        "401,NEVER",
        "410,NEVER",
        "408,AGAIN",
        "429,AGAIN",
        "500,AGAIN",
        "503,AGAIN"
    })
    void theStatusDecides(int status, DeliveryTry.End end) {
        assertThat(DeliveryTry.of(status, null, NOW).end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"1,0,2", "1,1,1", "3,0,8", "3,1,4", "30,0,600", "30,1,300"})
    void pausesDoubleUpToTenMinutesAndARandomHalfIsLeftOut(int attempts, double random, int s) {
        assertThat(DeliveryTry.of(503, null, NOW).nextAt(attempts, random, NOW))
                .isEqualTo(NOW.plusSeconds(s));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                "1|2",
                "99999|3600",
                "Sun, 01 Mar 2026 08:05:00 GMT|300",
                "soon|2",
                "-5|2",
            })
    void theOtherSideMayAskForMoreTimeButNotForMoreThanAnHour(String header, int seconds) {
        assertThat(DeliveryTry.of(429, header, NOW).nextAt(1, 0, NOW))
                .isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void theSignatureIsTheHmacOfTimeAndBody() {
        // echo -n '1772352000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(Signature.of("0123456789abcdef", NOW, "{\"a\":1}".getBytes(UTF_8)))
                .isEqualTo(
                        "t=1772352000,v1=071ff4cbef79b799f18f788eae0a1f34247d9b580424a9928fb20d26d4c32f85");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
                "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1",
                "fc00::1", "fd12::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"
            })
    void theseAddressesAreNotPublic(String address) throws Exception {
        assertThat(WebhookTarget.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:4860::1"})
    void theseAre(String address) throws Exception {
        assertThat(WebhookTarget.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/",
                "file:///etc/passwd",
                "http:///x",
                "//a/x",
                "a",
                "http://u:p@a/",
                "http://a/#f",
                "http://a:0/",
                "http://a b/",
                "http://other.example/"
            })
    void aUrlThatMayNotBeUsedIsRefused(String url) {
        WebhookOptions options = new WebhookOptions(Duration.ofSeconds(1), Set.of("a"), false);
        assertThatThrownBy(() -> WebhookTarget.of(url, options))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUrlIsTakenApart() {
        WebhookTarget target =
                WebhookTarget.of(
                        "https://[2001:db8::1]/in?a=%20b",
                        WebhookOptions.within(Duration.ofSeconds(1)));
        assertThat(target.host()).isEqualTo("2001:db8::1");
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.path()).isEqualTo("/in?a=%20b");
        assertThat(
                        WebhookTarget.of("http://a", WebhookOptions.within(Duration.ofSeconds(1)))
                                .path())
                .isEqualTo("/");
    }
}
