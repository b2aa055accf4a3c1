package org.citywall.gateway.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestPanel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PanelMemoryIT {
    private static final int PANELS = 1_000;
    private static final long BYTES_OF_ONE = 40_000;

    @Test
    void connectionCostsSoLittleThatTenThousandFitInto400Megabytes() throws Exception {
        Vertx vertx = Vertx.vertx();
        IngestMeters meters = new IngestMeters(new SimpleMeterRegistry());
        EventLog log = entry -> Future.succeededFuture();
        Clock clock = Clock.systemUTC();
        Ingest ingest = new Ingest(() -> RegistrySnapshot.EMPTY, log, press -> {}, meters, 1_000);
        PanelServer server =
                new PanelServer(
                        vertx,
                        () -> RegistrySnapshot.EMPTY,
                        ingest,
                        new RejectedLog(log),
                        new PanelOrders(
                                log, clock, "gw", new SimpleMeterRegistry(), Duration.ofDays(1)),
                        meters,
                        clock,
                        new PanelOptions("127.0.0.1", 0, 2, PanelLimits.defaults()));
        IngestRig.await(server.start());
        List<TestPanel> panels = new ArrayList<>();
        try {
            long before = used();
            for (int i = 0; i < PANELS; i++) {
                TestPanel panel = new TestPanel(server.actualPort(), i, clock.instant());
                panels.add(panel);
                panel.send(0, 2, panel.component(40, 2));
                panel.next();
            }
            // The test's own ends of the connections are counted too.
            assertThat((used() - before) / PANELS).isLessThan(BYTES_OF_ONE);
        } finally {
            for (TestPanel panel : panels) {
                panel.close();
            }
            IngestRig.await(vertx.close());
        }
    }

    private static long used() throws InterruptedException {
        System.gc();
        Thread.sleep(200);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory()
                - runtime.freeMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}
