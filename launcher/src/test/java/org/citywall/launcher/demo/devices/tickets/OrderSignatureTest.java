package org.citywall.launcher.demo.devices.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderSignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_352_000);
    private static final String SECRET = "a secret of departments";
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatWasSignedAShortTimeAgoIsGood() {
        String signed = OrderSignature.of(SECRET, NOW, BODY);

        assertThat(signed).startsWith("t=1772352000,v1=");
        assertThat(OrderSignature.isGood(signed, SECRET, NOW.plusSeconds(299), BODY)).isTrue();
        assertThat(OrderSignature.isGood(signed, SECRET, NOW.plusSeconds(301), BODY)).isFalse();
    }

    @Test
    void anotherSecretBodyOrTimeIsNot() {
        String signed = OrderSignature.of(SECRET, NOW, BODY);

        assertThat(OrderSignature.isGood(signed, "another secret", NOW, BODY)).isFalse();
        assertThat(OrderSignature.isGood(signed, SECRET, NOW, new byte[] {1})).isFalse();
        assertThat(OrderSignature.isGood(signed.replace("2000,", "2001,"), SECRET, NOW, BODY))
                .isFalse();
        assertThat(OrderSignature.isGood(null, SECRET, NOW, BODY)).isFalse();
        assertThat(OrderSignature.isGood("t=1,v1=zz", SECRET, NOW, BODY)).isFalse();
    }
}
