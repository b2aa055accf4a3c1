package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.citywall.contracts.testing.TestPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir Path dir;

    @Test
    void keepsRecordsThroughAnOrderlyRestartEvenOnOtherPorts() throws Exception {
        EmbeddedKafka kafka = new EmbeddedKafka(dir, TestPorts.free());
        kafka.start();
        try {
            KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers());
            probe.createTopic();
            probe.produce("a", "b");
            assertThat(probe.consume(2)).containsExactly("a", "b");
        } finally {
            kafka.stop();
        }

        EmbeddedKafka again = new EmbeddedKafka(dir, TestPorts.free());
        again.start();
        try {
            KafkaProbe probe = new KafkaProbe(again.bootstrapServers());
            probe.produce("c");
            assertThat(probe.consume(3)).containsExactly("a", "b", "c");
        } finally {
            again.stop();
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedKafka kafka = new EmbeddedKafka(dir, taken.getLocalPort());
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (embedded Kafka)");
        }
    }
}
