package org.citywall.gateway.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.registry.Credential;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest over MQTT 3.1.1 and 5 (docs/interfaces.md, "MQTT"). User name = device or integration id,
 * password = token. It is no broker: nothing is handed on to other clients, subscriptions but a
 * charger's to its own orders are refused, retained flags and wills are ignored.
 */
public final class MqttIngest {
    static final String PROTOCOL = "mqtt";

    /** A revoked credential ends its connections within 2 s, the watch of the registry included. */
    private static final long SWEEP_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(MqttIngest.class);

    private final Vertx vertx;
    private final Credentials credentials;
    private final IngestMeters meters;
    private final MqttOptions options;
    private final MqttPublishes publishes;
    private final ChargerOrders orders;
    private final RateLimits rates;
    private final AtomicInteger connections;
    private final Map<String, MqttSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;
    private String deployment;
    private volatile int actualPort;
    private long sweeper = -1;
    private long checkedVersion = -1;

    /** Hands the events to this ingest, and what cannot be one to the log of the rejected. */
    public MqttIngest(
            Vertx vertx,
            Ingest ingest,
            Credentials credentials,
            RejectedLog rejected,
            ChargerOrders orders,
            IngestMeters meters,
            Clock clock,
            RateLimits rates,
            MqttOptions options) {
        this.vertx = vertx;
        this.credentials = credentials;
        this.meters = meters;
        this.options = options;
        this.clock = clock;
        this.rates = rates;
        this.orders = orders;
        this.publishes = new MqttPublishes(vertx, ingest, rejected, orders, meters, clock);
        this.connections = meters.connections(PROTOCOL);
    }

    /** Opens the port. */
    public Future<Void> start() {
        long interval = Math.max(50, Math.min(SWEEP_MS, options.limits().maxIdle().toMillis() / 4));
        sweeper = vertx.setPeriodic(interval, id -> sweep());
        return vertx.deployVerticle(
                        Server::new, new DeploymentOptions().setInstances(options.instances()))
                .map(
                        id -> {
                            deployment = id;
                            return null;
                        });
    }

    /** Closes the port and all connections; devices send again what was not acknowledged. */
    public Future<Void> stop() {
        vertx.cancelTimer(sweeper);
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** The port that was opened. */
    public int actualPort() {
        return actualPort;
    }

    private final class Server extends VerticleBase {
        private MqttServer server;

        @Override
        public Future<?> start() {
            context.exceptionHandler(new StrayPackets(meters));
            CountedSockets counted =
                    new CountedSockets(
                            (VertxInternal) MqttIngest.this.vertx,
                            connections,
                            options.limits().maxConnections(),
                            () -> meters.refused(PROTOCOL, "too-many-connections"));
            server =
                    MqttServer.create(counted, serverOptions())
                            .endpointHandler(endpoint -> connect(endpoint, counted))
                            .exceptionHandler(
                                    error -> LOG.debug("MQTT connection: {}", error.toString()));
            return server.listen().onSuccess(open -> actualPort = open.actualPort());
        }

        @Override
        public Future<?> stop() {
            return server.close();
        }
    }

    private MqttServerOptions serverOptions() {
        MqttServerOptions server =
                new MqttServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setMaxMessageSize(options.limits().maxMessageBytes())
                        .setTimeoutOnConnect(
                                (int) Math.max(1, options.limits().connectTimeout().toSeconds()));
        server.setTcpNoDelay(true).setTcpKeepAlive(true);
        return server;
    }

    private void connect(MqttEndpoint endpoint, CountedSockets counted) {
        MqttAuth auth = endpoint.auth();
        Optional<Credential> sender =
                auth == null
                        ? Optional.empty()
                        : credentials
                                .byToken(auth.getPassword())
                                .filter(credential -> credential.isNamed(auth.getUsername()));
        boolean isFive = endpoint.protocolVersion() >= MqttVersion.MQTT_5.protocolLevel();
        if (sender.isEmpty()) {
            meters.refused(PROTOCOL, "bad-token");
            endpoint.reject(
                    isFive
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                            : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            return;
        }
        NetSocket socket = counted.of(endpoint);
        if (socket == null) {
            return; // closed in the meantime
        }
        Supplier<Optional<Credential>> current = () -> credentials.byToken(auth.getPassword());
        MqttSession session =
                new MqttSession(
                        endpoint,
                        current,
                        publishes,
                        new ChargerLines(vertx.getOrCreateContext(), endpoint, current, orders),
                        new Throttle(vertx, socket, rates, meters, options.limits().maxInFlight()),
                        meters,
                        clock);
        String key = sender.get().id() + '\n' + endpoint.clientIdentifier();
        // The standard: a second connection of a client ends the first.
        MqttSession before = sessions.put(key, session);
        if (before != null) {
            before.takenOver();
        }
        session.open(() -> sessions.remove(key, session));
        if (isFive) {
            endpoint.accept(false, limits(endpoint));
        } else {
            endpoint.accept(false);
        }
    }

    /** What an MQTT 5 client is told, so that it need not run into our limits. */
    private MqttProperties limits(MqttEndpoint endpoint) {
        MqttProperties limits = new MqttProperties();
        add(limits, MqttProperties.RECEIVE_MAXIMUM, options.limits().maxInFlight());
        add(limits, MqttProperties.MAXIMUM_PACKET_SIZE, options.limits().maxMessageBytes());
        add(limits, MqttProperties.RETAIN_AVAILABLE, 0);
        add(limits, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        add(limits, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        int maxKeepAlive = (int) Math.min(65_535, options.limits().maxIdle().toSeconds() * 2 / 3);
        int wanted = endpoint.keepAliveTimeSeconds();
        if (wanted == 0 || wanted > maxKeepAlive) {
            add(limits, MqttProperties.SERVER_KEEP_ALIVE, maxKeepAlive);
        }
        return limits;
    }

    private static void add(MqttProperties properties, int type, int value) {
        properties.add(new IntegerProperty(type, value));
    }

    private void sweep() {
        long version = credentials.version();
        boolean isEdited = version != checkedVersion;
        checkedVersion = version;
        long oldest = clock.millis() - options.limits().maxIdle().toMillis();
        for (MqttSession session : sessions.values()) {
            if (session.lastPacketMs() < oldest) {
                meters.refused(PROTOCOL, "idle");
                session.close();
            } else if (isEdited) {
                session.recheck();
            }
        }
    }
}
