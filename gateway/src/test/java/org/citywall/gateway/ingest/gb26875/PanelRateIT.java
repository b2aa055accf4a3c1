package org.citywall.gateway.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.testing.FakeEventLog;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestPanel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PanelRateIT {
    /** 50 of 16 bytes in a frame: together the 16 KB that a big panel uploads after a power cut. */
    private static final int FRAMES = 20;

    private static final int OF_A_FRAME = 50;
    private static final Clock CLOCK = Clock.systemUTC();

    private final Vertx vertx = Vertx.vertx();
    private final FakeEventLog log = new FakeEventLog();

    private PanelServer server(PanelLimits limits) {
        IngestMeters meters = new IngestMeters(new SimpleMeterRegistry());
        Ingest ingest = new Ingest(() -> RegistrySnapshot.EMPTY, log, press -> {}, meters, 10_000);
        PanelServer server =
                new PanelServer(
                        vertx,
                        () -> RegistrySnapshot.EMPTY,
                        ingest,
                        new RejectedLog(log),
                        new PanelOrders(
                                log, CLOCK, "gw", new SimpleMeterRegistry(), Duration.ofDays(1)),
                        meters,
                        CLOCK,
                        new PanelOptions("127.0.0.1", 0, 1, limits));
        IngestRig.await(server.start());
        return server;
    }

    @AfterEach
    void stop() {
        IngestRig.await(vertx.close());
    }

    @Test
    void fireBehindAnUploadOfAllAnaloguesIsReadAtOnce() throws Exception {
        try (TestPanel panel = afterAnUpload(PanelLimits.defaults())) {
            panel.send(FRAMES + 1, 2, panel.component(40, 2));
            assertThat(panel.next().serial()).isEqualTo(FRAMES + 1);
        }
        assertThat(log.signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.ALARM);
        assertThat(log.rejected()).hasSize(FRAMES * OF_A_FRAME + 2);
    }

    @Test
    void connectionThatIsFasterThanItsLimitIsReadNoFaster() throws Exception {
        Duration minutes = Duration.ofMinutes(5);
        PanelLimits low = new PanelLimits(minutes, 10, 32, 50, minutes, minutes);
        try (TestPanel panel = afterAnUpload(low)) {
            panel.send(FRAMES + 1, 2, panel.component(40, 2));
            assertThat(panel.poll(1_500)).isNull();
        }
    }

    /** That and the heartbeat behind it are confirmed. */
    private TestPanel afterAnUpload(PanelLimits limits) throws Exception {
        TestPanel panel = new TestPanel(server(limits).actualPort(), 7, CLOCK.instant());
        ByteArrayOutputStream upload = new ByteArrayOutputStream();
        for (int serial = 0; serial < FRAMES; serial++) {
            Unit[] values = new Unit[OF_A_FRAME];
            for (int i = 0; i < OF_A_FRAME; i++) {
                values[i] = new Unit.ComponentAnalogue(1, 0, 30, serial, i, 3, 215, panel.time());
            }
            upload.write(panel.unit(serial, 3, values));
        }
        panel.raw(upload.toByteArray());
        for (int serial = 0; serial < FRAMES; serial++) {
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        }
        panel.heartbeat(FRAMES);
        assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        return panel;
    }
}
