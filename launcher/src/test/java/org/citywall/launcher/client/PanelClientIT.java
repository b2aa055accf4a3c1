package org.citywall.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Fault;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.launcher.demo.devices.TinyCentre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PanelClientIT {
    private final List<Frame> orders = new CopyOnWriteArrayList<>();

    @Test
    void eachFrameGetsTheAnswerOfItsSerial() throws Exception {
        try (TinyCentre centre =
                        new TinyCentre(
                                source -> Checksum.SUM,
                                frame -> frame.serial() == 2 ? Commands.DENY : Commands.CONFIRM);
                PanelClient client = connect(centre)) {
            CompletableFuture<Frame> first = client.send(frame(1), 1);
            CompletableFuture<Frame> second = client.send(frame(2));
            CompletableFuture<Frame> again = client.send(frame(2));

            assertThat(first.get(5, TimeUnit.SECONDS).command()).isEqualTo(Commands.CONFIRM);
            assertThat(second.get(5, TimeUnit.SECONDS).command()).isEqualTo(Commands.DENY);
            assertThat(again.get(5, TimeUnit.SECONDS).serial()).isEqualTo(2);
        }
    }

    @Test
    void hearsOrdersAndSendsAnyBytes() throws Exception {
        try (TinyCentre centre = new TinyCentre(source -> Checksum.SUM, frame -> null);
                PanelClient client = connect(centre)) {
            client.write("@?no frame".getBytes(StandardCharsets.US_ASCII), 3);
            client.reply(frame(7));
            await().until(() -> centre.frames.size() == 1);
            assertThat(centre.faults.get(0).fault()).isEqualTo(Fault.GARBAGE);

            Frame order = new Frame(9, 1, 1, new PanelTime(0), 2, 1, Commands.CONTROL, new byte[0]);
            centre.order(order);
            await().until(() -> orders.equals(List.of(order)));
        }
    }

    @Test
    void aLostConnectionFailsWhatIsUnanswered() throws Exception {
        try (TinyCentre centre = new TinyCentre(source -> Checksum.SUM, frame -> null);
                PanelClient client = connect(centre)) {
            CompletableFuture<Frame> never = client.send(frame(1));
            await().until(() -> centre.frames.size() == 1);
            centre.hangUp();

            client.closed().get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> never.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
            assertThatThrownBy(() -> client.send(frame(2)).get(5, TimeUnit.SECONDS))
                    .hasMessageContaining("closed");
        }
    }

    private PanelClient connect(TinyCentre centre) throws Exception {
        return PanelClient.connect(centre.address(), Checksum.SUM, orders::add)
                .get(5, TimeUnit.SECONDS);
    }

    private static Frame frame(int serial) {
        return new Frame(serial, 1, 1, new PanelTime(0), 1, 2, Commands.SEND, new byte[] {21});
    }
}
