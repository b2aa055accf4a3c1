package org.citywall.gateway.ingest.line;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.citywall.gateway.ingest.IngestMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port for devices: accepts no more connections than it may, and closes those that are silent
 * for too long.
 */
public final class LineServer {
    private static final Logger LOG = LoggerFactory.getLogger(LineServer.class);
    private static final long SWEEP_MS = 250;

    /** Answers that a device does not read; then it is not read either. */
    private static final int WRITE_QUEUE_BYTES = 16 << 10;

    /** A negative port is any port, shared by all servers of a Vert.x that name the same one. */
    private static final AtomicInteger NEXT_ANY = new AtomicInteger(-1);

    private final Vertx vertx;
    private final Options options;
    private final Function<NetSocket, LineConnection> connect;
    private final IngestMeters meters;
    private final Clock clock;
    private final AtomicInteger connections;
    private final int wanted;
    private String deployment;
    private volatile int actualPort;

    /**
     * The port.
     *
     * @param protocol as metrics name it
     * @param host address to bind to
     * @param port 0 for any free one
     * @param instances event loops that share it
     * @param maxConnections more are closed at once
     * @param idle a connection without any byte is closed
     */
    public record Options(
            String protocol,
            String host,
            int port,
            int instances,
            int maxConnections,
            Duration idle) {}

    /**
     * Opens nothing yet.
     *
     * @param connect makes the connection of a socket, on its event loop
     */
    public LineServer(
            Vertx vertx,
            Options options,
            Function<NetSocket, LineConnection> connect,
            IngestMeters meters,
            Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.connect = connect;
        this.meters = meters;
        this.clock = clock;
        this.wanted = options.port() == 0 ? NEXT_ANY.getAndDecrement() : options.port();
        this.connections = meters.connections(options.protocol());
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

    /** Closes the port and all connections; devices send again what was not answered. */
    public Future<Void> stop() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** The port that was opened. */
    public int actualPort() {
        return actualPort;
    }

    private final class Server extends VerticleBase {
        private final Set<LineConnection> own = new HashSet<>();
        private NetServer server;

        @Override
        public Future<?> start() {
            NetServerOptions net = new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true);
            long sweep = Math.max(50, Math.min(SWEEP_MS, options.idle().toMillis() / 4));
            vertx.setPeriodic(sweep, id -> sweep());
            server = vertx.createNetServer(net).connectHandler(this::connected);
            server.exceptionHandler(
                    error -> LOG.debug("{} connection: {}", options.protocol(), error.toString()));
            return server.listen(wanted, options.host())
                    .onSuccess(open -> actualPort = open.actualPort());
        }

        @Override
        public Future<?> stop() {
            return server.close();
        }

        private void connected(NetSocket socket) {
            if (connections.incrementAndGet() > options.maxConnections()) {
                meters.refused(options.protocol(), "too-many-connections");
                socket.closeHandler(nothing -> connections.decrementAndGet());
                socket.close();
                return;
            }
            socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
            LineConnection connection = connect.apply(socket);
            own.add(connection);
            socket.handler(connection::received)
                    .endHandler(nothing -> connection.ended())
                    .exceptionHandler(
                            error ->
                                    LOG.debug(
                                            "{} socket: {}", options.protocol(), error.toString()))
                    .closeHandler(
                            nothing -> {
                                connections.decrementAndGet();
                                own.remove(connection);
                                connection.closed();
                            });
        }

        private void sweep() {
            long oldest = clock.millis() - options.idle().toMillis();
            for (LineConnection connection : List.copyOf(own)) {
                if (connection.isSilentSince(oldest)) {
                    meters.refused(options.protocol(), "idle");
                    connection.end();
                } else {
                    connection.look();
                }
            }
        }
    }
}
