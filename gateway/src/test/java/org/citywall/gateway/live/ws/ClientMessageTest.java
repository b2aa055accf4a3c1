package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {
    @Test
    void subscriptionNamesTopicsPlaceAndResumePoint() {
        var message =
                (ClientMessage.Subscribe)
                        ClientMessage.read(
                                """
                                {"op":"subscribe","topics":["alerts","devices"],"place":"d/s",
                                 "resume":{"epoch":"e","offset":"1-0","offsets":{"devices":"2-0"}}}
                                """);

        assertThat(message.topics()).containsExactly("alerts", "devices");
        assertThat(message.place()).isEqualTo("d/s");
        assertThat(message.offsetOf("alerts")).isEqualTo("1-0");
        assertThat(message.offsetOf("devices")).isEqualTo("2-0");
    }

    @Test
    void resumePointThatMakesNoSenseIsNone() {
        var message =
                (ClientMessage.Subscribe)
                        ClientMessage.read(
                                """
                                {"op":"subscribe","topics":["alerts"],"resume":{"offset":"x\\"y"}}
                                """);

        assertThat(message.offsetOf("alerts")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"op\":\"fly\"}",
                "{\"op\":\"auth\"}",
                "{\"op\":\"auth\",\"token\":5}",
                "{\"op\":\"subscribe\"}",
                "{\"op\":\"subscribe\",\"topics\":[]}",
                "{\"op\":\"subscribe\",\"topics\":[\"<b>\"]}",
                "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"place\":7}"
            })
    void badMessageIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientMessage.read(text));
    }

    @Test
    void rateAllowsABurstAndThenASteadyFlow() {
        MessageRate rate = new MessageRate(3, 10, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take(0)).isTrue();
        }
        assertThat(rate.take(0)).isFalse();
        assertThat(rate.take(100)).isTrue();
        assertThat(rate.take(100)).isFalse();
    }
}
