package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.http.ConnectionGuard;
import org.citywall.gateway.live.ws.Hub;
import org.citywall.gateway.live.ws.LiveMetrics;
import org.citywall.gateway.live.ws.LiveServer;

/**
 * The web port: one server and one hub of WebSocket sessions per event loop, one router for all.
 */
final class HttpPart {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_FRAME_BYTES = 64 << 10;
    private static final int CLOSING_SECONDS = 2;

    /** Added to the longest silence that something else judges: pings, and the guard. */
    private static final long READ_IDLE_MARGIN_MS = 5_000;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final LivePart live;
    private final StorePart store;
    private final Router router;
    private final ConnectionGuard guard;
    private final LiveMetrics metrics;
    private volatile int port;

    HttpPart(
            Vertx vertx,
            GatewayConfig config,
            LivePart live,
            StorePart store,
            Router router,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.live = live;
        this.store = store;
        this.router = router;
        this.guard = new ConnectionGuard(meters, config.limits().web());
        this.metrics = new LiveMetrics(meters);
    }

    Future<Void> start(Lifecycle lifecycle) {
        DeploymentOptions instances = new DeploymentOptions().setInstances(config.eventLoops());
        return vertx.deployVerticle(Server::new, instances)
                .onSuccess(id -> lifecycle.onStop("web port", () -> vertx.undeploy(id)))
                .mapEmpty();
    }

    int port() {
        return port;
    }

    private HttpServerOptions options() {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(config.host())
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setCompressionSupported(true)
                        .setWebSocketSubProtocols(List.of(LiveServer.PROTOCOL))
                        .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                        .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                        .setWebSocketClosingTimeout(CLOSING_SECONDS)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(config.webSocketCompression());
        return guard.applyTo(options)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) readIdleMs());
    }

    /** Longer than a ping's way and than the time after which the guard counts the silent. */
    private long readIdleMs() {
        long pingMs = config.limits().live().pingMs();
        long silentMs = config.limits().web().silentTimeout().toMillis();
        return Math.max(pingMs, silentMs) + READ_IDLE_MARGIN_MS;
    }

    private final class Server extends VerticleBase {
        private Hub hub;
        private HttpServer server;

        @Override
        public Future<?> start() {
            hub =
                    new Hub(
                                    context,
                                    config.clock(),
                                    store.access,
                                    live.topics(),
                                    live.canaries::report,
                                    config.limits().live(),
                                    metrics)
                            .start();
            server =
                    vertx.createHttpServer(options())
                            .connectionHandler(guard)
                            .requestHandler(this::handle);
            // A negative port is any port that all instances share.
            int wanted = config.httpPort() == 0 ? -1 : config.httpPort();
            return server.listen(wanted).onSuccess(opened -> port = opened.actualPort());
        }

        @Override
        public Future<?> stop() {
            return hub.stop()
                    .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                    .otherwiseEmpty()
                    .compose(closed -> server.close());
        }

        private void handle(HttpServerRequest request) {
            if (LiveServer.PATH.equals(request.path())) {
                LiveServer.accept(request, hub);
            } else {
                router.handle(request);
            }
        }
    }
}
