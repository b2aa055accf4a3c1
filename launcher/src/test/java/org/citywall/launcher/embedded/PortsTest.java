package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void publishedPortsMoveByTheOffset() {
        assertThat(Ports.offset(0))
                .isEqualTo(
                        new Ports(
                                8080, 1883, 26875, 26885, 9464, 19092, 16379, 15432, 18081, 19464,
                                5173));
        assertThat(Ports.offset(1000).kafka()).isEqualTo(20092);
        assertThat(Ports.offset(1000).all()).hasSize(10);
    }

    @Test
    void offsetMustStayInTheRangeOfPorts() {
        assertThatThrownBy(() -> Ports.offset(40_000)).hasMessageContaining("between 0 and 38650");
        assertThatThrownBy(() -> Ports.offset(-1)).isInstanceOf(EmbeddedException.class);
    }

    @Test
    void takenPortIsNamedWithItsPurpose() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Ports.Use> uses =
                    List.of(
                            new Ports.Use(taken.getLocalPort(), "MQTT"),
                            new Ports.Use(Ports.freePort(), "embedded Kafka"));
            assertThatThrownBy(() -> Ports.requireFree(uses))
                    .hasMessageContaining("port " + taken.getLocalPort() + " (MQTT)")
                    .hasMessageContaining("--port-offset")
                    .hasMessageNotContaining("embedded Kafka");
        }
    }

    @Test
    void portOfAListenerThatEndedIsFree() {
        Ports.requireFree(List.of(new Ports.Use(Ports.freePort(), "whatever")));
    }
}
