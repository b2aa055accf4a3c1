package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest over GB/T 26875.3 on TCP (docs/domain/gb26875.md). The protocol has no log-in: a panel is
 * who its source address says, and the port belongs into a network of its own.
 */
public final class PanelServer {
    /** In metrics, sources and the record of refusals. */
    public static final String PROTOCOL = "gb26875";

    private static final Logger LOG = LoggerFactory.getLogger(PanelServer.class);
    private static final long SWEEP_MS = 250;

    /** Confirms that a panel does not read; then it is not read either. */
    private static final int WRITE_QUEUE_BYTES = 16 << 10;

    private final Vertx vertx;
    private final PanelFrames frames;
    private final PanelRejects rejects;
    private final PanelOrders orders;
    private final IngestMeters meters;
    private final Clock clock;
    private final PanelOptions options;
    private final AtomicInteger connections;
    private String deployment;
    private volatile int actualPort;

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
        this.vertx = vertx;
        this.rejects = new PanelRejects(rejected);
        this.frames =
                new PanelFrames(registry, ingest, rejects, meters, options.limits().clockLimit());
        this.orders = orders;
        this.meters = meters;
        this.clock = clock;
        this.options = options;
        this.connections = meters.connections(PROTOCOL);
    }

    /** Opens the port. */
    public Future<Void> start() {
        return vertx.deployVerticle(
                        Server::new, new DeploymentOptions().setInstances(options.instances()))
                .map(
                        id -> {
                            deployment = id;
                            return null;
                        });
    }

    /** Closes the port and all connections; panels send again what was not confirmed. */
    public Future<Void> stop() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** The port that was opened. */
    public int actualPort() {
        return actualPort;
    }

    private final class Server extends VerticleBase {
        private final Set<PanelConnection> own = new HashSet<>();
        private NetServer server;

        @Override
        public Future<?> start() {
            NetServerOptions net = new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true);
            long sweep = Math.max(50, Math.min(SWEEP_MS, options.limits().idle().toMillis() / 4));
            vertx.setPeriodic(sweep, id -> sweep());
            server = vertx.createNetServer(net).connectHandler(this::connected);
            server.exceptionHandler(error -> LOG.debug("panel connection: {}", error.toString()));
            // A negative port is any port that all instances share.
            int wanted = options.port() == 0 ? -1 : options.port();
            return server.listen(wanted, options.host())
                    .onSuccess(open -> actualPort = open.actualPort());
        }

        @Override
        public Future<?> stop() {
            return server.close();
        }

        private void connected(NetSocket socket) {
            if (connections.incrementAndGet() > options.limits().maxConnections()) {
                meters.refused(PROTOCOL, "too-many-connections");
                socket.closeHandler(nothing -> connections.decrementAndGet());
                socket.close();
                return;
            }
            socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
            PanelConnection connection =
                    new PanelConnection(
                            vertx,
                            socket,
                            frames,
                            rejects,
                            orders,
                            meters,
                            clock,
                            options.limits());
            own.add(connection);
            socket.handler(connection::received)
                    .endHandler(nothing -> connection.ended())
                    .exceptionHandler(error -> LOG.debug("panel socket: {}", error.toString()))
                    .closeHandler(
                            nothing -> {
                                connections.decrementAndGet();
                                own.remove(connection);
                                connection.closed();
                            });
        }

        private void sweep() {
            long oldest = clock.millis() - options.limits().idle().toMillis();
            for (PanelConnection connection : List.copyOf(own)) {
                if (connection.isSilentSince(oldest)) {
                    meters.refused(PROTOCOL, "idle");
                    connection.end();
                } else {
                    connection.checkHalfFrame(options.limits().halfFrame().toMillis());
                }
            }
        }
    }
}
