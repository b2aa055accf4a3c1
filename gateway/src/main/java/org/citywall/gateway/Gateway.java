package org.citywall.gateway;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.WallTokens;
import org.citywall.gateway.command.CommandRoutes;
import org.citywall.gateway.command.PlacedCommands;
import org.citywall.gateway.command.Report119Routes;
import org.citywall.gateway.coverage.CoverageRecord;
import org.citywall.gateway.coverage.CoverageRoutes;
import org.citywall.gateway.fire.TestWindowRoutes;
import org.citywall.gateway.fire.TestWindows;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.kafka.KafkaEventLog;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.gateway.live.raw.SignalRoutes;
import org.citywall.gateway.ops.CertificateEnd;
import org.citywall.gateway.ops.MeterHelp;
import org.citywall.gateway.ops.OpsServer;
import org.citywall.gateway.ops.Readiness;
import org.citywall.gateway.pages.BaseMap;
import org.citywall.gateway.pages.OpenApiDocument;
import org.citywall.gateway.pages.SecurityHeaders;
import org.citywall.gateway.pages.StaticPages;
import org.citywall.gateway.profile.ProfileSweep;
import org.citywall.gateway.record.AlertRoutes;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.gateway.slope.FirstRates;
import org.citywall.gateway.slope.HistoryPruning;
import org.citywall.gateway.slope.HistoryRoutes;
import org.citywall.gateway.slope.SlopeHistories;
import org.citywall.gateway.slope.SlopeProfiles;
import org.citywall.gateway.slope.SlopeReleases;
import org.citywall.gateway.slope.SlopeRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole gateway in this JVM. Any number of them may serve one city: they share nothing but Kafka,
 * Redis and PostgreSQL.
 */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long RETRY_MS = 500;
    private static final long KAFKA_PATIENCE_S = 8;

    private final GatewayConfig config;
    private final Vertx vertx;
    private final Lifecycle lifecycle;
    private final KafkaEventLog log;
    private final StorePart store;
    private final LivePart live;
    private final SlopeProfiles profiles;
    private final ChargerPart chargers;
    private final TicketPart tickets;
    private final AlertRulePart alertRules;
    private final NotifyPart notifications;
    private final PhotoPart photos;
    private final DownlinkPart downlink;
    private final IngestPart ingest;
    private final HttpPart http;
    private final OpsServer ops;
    private final CertificateEnd certificate;
    private volatile Map<String, String> generatedPasswords = Map.of();
    private volatile int opsPort;
    private volatile boolean stopped;
    private volatile TopicSetup topicSetup;

    private Gateway(GatewayConfig config) {
        this.config = config;
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(config.eventLoops() + 2));
        lifecycle = new Lifecycle(vertx);
        PrometheusMeterRegistry meters = meters();
        log = new KafkaEventLog(vertx, KafkaEventLog.Options.of(config.kafka()), config.clock());
        store = new StorePart(vertx, config, meters);
        live = new LivePart(vertx, config, log, meters);
        Bodies bodies = new Bodies(vertx, config.limits().bodyTimeout().toMillis());
        profiles = new SlopeProfiles(store.pool, log, config.clock());
        chargers = new ChargerPart(vertx, config, log, store, live);
        tickets = new TicketPart(vertx, config, log, store, meters);
        alertRules = new AlertRulePart(vertx, config, log, store);
        notifications = new NotifyPart(vertx, config, store, meters);
        photos = new PhotoPart(vertx, config, store, meters);
        downlink = new DownlinkPart(vertx, config, log, store, meters);
        ingest = new IngestPart(vertx, config, log, store, live, bodies, downlink, meters);
        http = new HttpPart(vertx, config, live, store, router(bodies), meters);
        ops = new OpsServer(vertx, meters, readiness());
        certificate = new CertificateEnd(vertx, config.certificate(), meters);
    }

    /**
     * Starts a gateway; completes when it takes connections. What it needs may come up later than
     * it: it waits. A start that fails leaves nothing behind.
     */
    public static Future<Gateway> start(GatewayConfig config) {
        Gateway gateway = new Gateway(config);
        return gateway.start()
                .map(gateway)
                .recover(error -> gateway.stop().transform(any -> Future.failedFuture(error)));
    }

    /** Tells walls to reconnect elsewhere, then stops everything in reverse order. */
    public Future<Void> stop() {
        stopped = true;
        return lifecycle.stop().eventually(vertx::close);
    }

    /** The web port that was opened. */
    public int httpPort() {
        return http.port();
    }

    /** The MQTT port that was opened. */
    public int mqttPort() {
        return ingest.mqttPort();
    }

    /** The GB/T 26875.3 port that was opened. */
    public int gb26875Port() {
        return ingest.gb26875Port();
    }

    /** The port of chargers that speak {@code 5A A5} that was opened. */
    public int chargerPort() {
        return ingest.chargerPort();
    }

    /** The port of metrics and health that was opened. */
    public int opsPort() {
        return opsPort;
    }

    /** Passwords that were generated for the first accounts, by user name, to be printed once. */
    public Map<String, String> generatedPasswords() {
        return generatedPasswords;
    }

    /** Imports into the registry, for whoever embeds the gateway. */
    public RegistryImport registryImport() {
        return store.registryImport;
    }

    /** Enrols walls, for whoever embeds the gateway. */
    public WallTokens wallTokens() {
        return store.wallTokens;
    }

    /** Whether a canary has come through every partition of the alarm path. */
    public boolean canariesPassed() {
        return live.canaries.isComplete();
    }

    private Future<Void> start() {
        LOG.info("starting {}", config);
        certificate.start();
        lifecycle.onStop(
                "certificate",
                () -> {
                    certificate.stop();
                    return Future.succeededFuture();
                });
        Future<Void> reachable =
                ops.start(config.host(), config.opsPort())
                        .onSuccess(
                                port -> {
                                    opsPort = port;
                                    lifecycle.onStop("ops port", ops::stop);
                                })
                        .mapEmpty();
        Future<Void> stored =
                store.start(lifecycle)
                        .onSuccess(passwords -> generatedPasswords = passwords)
                        .mapEmpty();
        lifecycle.onStop("kafka log", log::stop);
        lifecycle.onStopBlocking("topics", this::endTopicSetup);
        live.start(lifecycle, store);
        Future<Void> logged = startLog();
        logged.compose(ready -> stored)
                .onSuccess(
                        ready -> {
                            store.startRecord(lifecycle);
                            downlink.start(lifecycle, ingest.ingest, live);
                            ProfileSweep sweep = new ProfileSweep(vertx, profiles.log());
                            sweep.start();
                            lifecycle.onStopBlocking("slope profiles", sweep::stop);
                            FirstRates rates = new FirstRates(vertx, live.slopes, profiles);
                            rates.start();
                            lifecycle.onStopBlocking("first rates", rates::stop);
                            HistoryPruning pruning =
                                    new HistoryPruning(
                                            vertx,
                                            store.pool,
                                            config.limits().slopes(),
                                            config.clock());
                            pruning.start();
                            lifecycle.onStopBlocking("slope pruning", pruning::stop);
                            chargers.start(lifecycle);
                            tickets.start(lifecycle);
                            alertRules.start(lifecycle);
                            notifications.start(lifecycle);
                            photos.start(lifecycle);
                        });
        return Future.all(List.of(reachable, stored, soon(logged)))
                .compose(ready -> ingest.start(lifecycle))
                .compose(ready -> http.start(lifecycle))
                .onSuccess(ready -> LOG.info("{} takes connections", config.gatewayId()));
    }

    private Future<Void> startLog() {
        return topics().compose(
                        ready -> log.start(Topics.ALL.stream().map(Topics.Spec::name).toList()))
                .onSuccess(ready -> live.startOnKafka(lifecycle))
                .onFailure(
                        error -> {
                            if (!stopped) {
                                LOG.error("there will be no Kafka", error);
                            }
                        });
    }

    /**
     * Without Kafka a press still reaches the walls, as not yet on record: do not wait for ever.
     */
    private static Future<Void> soon(Future<Void> logged) {
        return logged.timeout(KAFKA_PATIENCE_S, TimeUnit.SECONDS)
                .recover(
                        error ->
                                error instanceof TimeoutException
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(error));
    }

    /** Kafka may come up after us; a topic of the wrong shape never gets better. */
    private Future<Void> topics() {
        TopicSetup.Options defaults = TopicSetup.Options.defaults();
        TopicSetup.Options options =
                new TopicSetup.Options(
                        config.kafkaReplication(), defaults.retention(), defaults.timeout());
        return vertx.<Void>executeBlocking(() -> setUpTopics(options), false)
                .recover(
                        error -> {
                            if (stopped || error instanceof IllegalStateException) {
                                return Future.failedFuture(error);
                            }
                            LOG.warn("topics cannot be created yet: {}", error.toString());
                            Promise<Void> later = Promise.promise();
                            vertx.setTimer(RETRY_MS, id -> later.complete());
                            return later.future().compose(nothing -> topics());
                        });
    }

    private Void setUpTopics(TopicSetup.Options options) throws Exception {
        try (TopicSetup setup = new TopicSetup(config.kafka(), options)) {
            topicSetup = setup;
            if (!stopped) {
                setup.ensure();
            }
            return null;
        }
    }

    /** Without Kafka it would go on for half a minute, and complain. */
    private void endTopicSetup() {
        TopicSetup current = topicSetup;
        if (current != null) {
            current.close();
        }
    }

    private Router router(Bodies bodies) {
        Router router = Router.router(vertx);
        Guard guard = new Guard(store.access);
        AlertRoutes alerts = new AlertRoutes(live.alerts, store.history, guard);
        router.route().handler(new SecurityHeaders());
        ingest.mount(router, guard, bodies);
        downlink.mount(router, guard, bodies);
        alerts.mount(router);
        PlacedCommands commands = new PlacedCommands(live.commands, alerts::placeOf);
        new CommandRoutes(commands, guard, new JsonBody(bodies), config.clock()).mount(router);
        new Report119Routes(
                        live.commands,
                        alerts::find,
                        store.registry,
                        guard,
                        new JsonBody(bodies),
                        config.clock())
                .mount(router);
        new CoverageRoutes(
                        store.registry,
                        live.devices,
                        live::deviceStatus,
                        new CoverageRecord(store.pool),
                        live::newestSignalAt,
                        guard,
                        config.clock())
                .mount(router);
        new SignalRoutes(live.roads, store.pool, guard, new JsonBody(bodies), config.clock())
                .mount(router);
        new TestWindowRoutes(
                        new TestWindows(store.pool, log, config.limits().tests(), config.clock()),
                        store.registry,
                        guard,
                        new JsonBody(bodies),
                        config.clock())
                .mount(router);
        new SlopeRoutes(
                        live.slopes,
                        store.registry,
                        profiles,
                        new SlopeReleases(store.pool, log, config.clock()),
                        guard,
                        new JsonBody(bodies),
                        config.clock())
                .mount(router);
        new HistoryRoutes(new SlopeHistories(store.pool), store.registry, guard, config.clock())
                .mount(router);
        chargers.mount(router, guard, bodies);
        tickets.mount(router, guard, bodies);
        alertRules.mount(router, guard, bodies);
        notifications.mount(router, guard, bodies, commands, alerts::find);
        photos.mount(router, guard, alerts::find);
        new BaseMap(vertx, config.mapDir(), guard).mount(router);
        OpenApiDocument.mount(router);
        router.route("/api/*")
                .handler(
                        context ->
                                Problem.of(404, "not found", "there is nothing under this path")
                                        .send(context.response()));
        StaticPages.mount(router);
        return router;
    }

    private Readiness readiness() {
        return new Readiness()
                .require("registry", store::isRegistryLoaded)
                .require("view", live.alerts::isLoaded)
                .require("kafka", live::isKafkaWell)
                .inform("redis", () -> live.board.isOk("part:redis"))
                .inform("postgres", () -> live.board.isOk("part:postgres"))
                .inform("canaries", live.canaries::isComplete);
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().meterFilter(new MeterHelp());
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        new DiskSpaceMetrics(new File(".").getAbsoluteFile()).bindTo(meters);
        return meters;
    }
}
