package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Supplier;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.line.LineServer;
import org.citywall.gateway.registry.RegistrySnapshot;

/**
 * Ingest over GB/T 26875.3 on TCP (docs/domain/gb26875.md). The protocol has no log-in: a panel is
 * who its source address says, and the port belongs into a network of its own.
 */
public final class PanelServer {
    /** In metrics, sources and the record of refusals. */
    public static final String PROTOCOL = "gb26875";

    private final LineServer server;

    /** Hands signals to this ingest, and connections to these orders. */
    public PanelServer(
            Vertx vertx,
            Supplier<RegistrySnapshot> registry,
            Ingest ingest,
            RejectedLog rejected,
            PanelOrders orders,
            IngestMeters meters,
            Clock clock,
            PanelOptions options) {
        PanelRejects rejects = new PanelRejects(rejected);
        PanelLimits limits = options.limits();
        PanelFrames frames =
                new PanelFrames(registry, ingest, rejects, meters, limits.clockLimit());
        server =
                new LineServer(
                        vertx,
                        new LineServer.Options(
                                PROTOCOL,
                                options.host(),
                                options.port(),
                                options.instances(),
                                limits.maxConnections(),
                                limits.idle()),
                        socket ->
                                new PanelConnection(
                                        vertx, socket, frames, rejects, orders, meters, clock,
                                        limits),
                        meters,
                        clock);
    }

    /** Opens the port. */
    public Future<Void> start() {
        return server.start();
    }

    /** Closes the port and all connections; panels send again what was not confirmed. */
    public Future<Void> stop() {
        return server.stop();
    }

    /** The port that was opened. */
    public int actualPort() {
        return server.actualPort();
    }
}
