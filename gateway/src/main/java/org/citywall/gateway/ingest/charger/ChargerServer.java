package org.citywall.gateway.ingest.charger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.line.LineServer;

/**
 * Ingest of chargers that speak {@code 5A A5} over TCP (docs/domain/charger-tcp.md). A charger is
 * who its IMEI says, and the port belongs into a network of its own.
 */
public final class ChargerServer {
    /** In metrics, sources and the record of refusals. */
    public static final String PROTOCOL = "charger-tcp";

    private final LineServer server;
    private final Map<String, ChargerConnection> current = new ConcurrentHashMap<>();

    /** Hands readings to this ingest, and connections to these orders. */
    public ChargerServer(
            Vertx vertx,
            Ingest ingest,
            RejectedLog rejected,
            ChargerOrders orders,
            IngestMeters meters,
            Clock clock,
            ChargerOptions options) {
        ChargerLimits limits = options.limits();
        ChargerFrames frames =
                new ChargerFrames(
                        ingest, new ChargerRejects(rejected), new RunningOrders(), meters, limits);
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
                                new ChargerConnection(
                                        vertx, socket, frames, orders, meters, clock, limits,
                                        current),
                        meters,
                        clock);
    }

    /** Opens the port. */
    public Future<Void> start() {
        return server.start();
    }

    /** Closes the port and all connections; chargers send again what was not answered. */
    public Future<Void> stop() {
        return server.stop();
    }

    /** The port that was opened. */
    public int actualPort() {
        return server.actualPort();
    }
}
