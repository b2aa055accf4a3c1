package org.citywall.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.citywall.gateway.Gateway;
import org.citywall.gateway.kafka.TopicSetup;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.registry.ImportResult;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.demo.District;
import org.citywall.launcher.demo.devices.FleetOptions;
import org.citywall.launcher.demo.devices.tickets.TicketOptions;
import org.citywall.launcher.embedded.Children;
import org.citywall.launcher.embedded.DataLock;
import org.citywall.launcher.embedded.EmbeddedException;
import org.citywall.launcher.embedded.EmbeddedFlink;
import org.citywall.launcher.embedded.EmbeddedKafka;
import org.citywall.launcher.embedded.EmbeddedPostgres;
import org.citywall.launcher.embedded.EmbeddedRedis;
import org.citywall.launcher.embedded.EmbeddedVite;
import org.citywall.launcher.embedded.FlinkSettings;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.job.AlertsJob;
import org.citywall.stream.job.EbikeJob;
import org.citywall.stream.job.FireJob;
import org.citywall.stream.job.InsightJob;
import org.citywall.stream.job.SlopeJob;
import org.citywall.stream.job.TicketJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Citywall on this machine: the real Kafka, Redis, PostgreSQL and Flink, a gateway, the
 * demo district, and (unless it is empty) its simulated devices. Parts start side by side:
 *
 * <pre>
 *   Kafka ──► topics ──┬──► jobs (on Flink) ────┐
 *   Flink ─────────────┘                        ├──► canaries come through ──► devices
 *   Redis ─────────────┐                        │
 *   PostgreSQL ────────┼──► gateway, registry ──┘
 *   district ──────────┘
 * </pre>
 */
public final class Citywall {
    private static final Logger LOG = LoggerFactory.getLogger(Citywall.class);
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MS = 50;

    /** Credential that may speak for every device of the district. */
    private static final String INTEGRATION = "demo";

    /** Folder of a PostgreSQL of this machine, instead of the packed one. */
    private static final String POSTGRES_HOME = "CITYWALL_POSTGRES_HOME";

    /** Each job needs as many slots as it has subtasks. */
    private static final int JOBS = 6;

    private final CitywallOptions options;
    private final Ports ports;
    private final Path data;
    private final Secrets secrets;
    private final Deque<Step> started = new ArrayDeque<>();

    private Children children;
    private EmbeddedKafka kafka;
    private EmbeddedRedis redis;
    private EmbeddedPostgres postgres;
    private EmbeddedFlink flink;
    private Gateway gateway;
    private DemoDistrict demo;
    private long startedInMs;
    private boolean stopped;

    private record Step(String name, Runnable stop) {}

    /** A city that is not started yet. */
    public Citywall(CitywallOptions options) {
        this.options = options;
        this.data = options.data().toAbsolutePath();
        this.ports = Ports.offset(options.portOffset());
        this.secrets = new Secrets(data, options.environment());
    }

    /**
     * Starts everything; returns when a wall is served and canaries have come through every
     * partition of the alarm path.
     *
     * @throws EmbeddedException with a sentence for the user when a part cannot start
     */
    public void start() {
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        DataLock lock = DataLock.take(data);
        onStop("data lock", lock::close);
        children = Children.open(data);
        children.reap();
        EmbeddedKafka.beforeHalt(children::reap);
        ports.requireFree();
        createParts();
        ExecutorService starters = Executors.newCachedThreadPool();
        try {
            startSideBySide(starters);
        } catch (CompletionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException known ? known : e;
        } finally {
            starters.shutdown();
        }
        awaitReady();
        startedInMs = Math.max(0, Clock.systemUTC().millis() - begun);
        ensureLauncherAccount();
        startDevices();
    }

    /** After all is ready: a password is slow to hash, on purpose. */
    private void ensureLauncherAccount() {
        if (secrets.launcherPassword() != null) {
            return;
        }
        String password = Secrets.newLauncherPassword();
        ImportResult made =
                await(
                        gateway.registryImport()
                                .put(
                                        ImportKind.ACCOUNTS,
                                        Map.of(
                                                "username",
                                                Secrets.LAUNCHER,
                                                "displayName",
                                                "本机启动器",
                                                "role",
                                                "admin",
                                                "password",
                                                password),
                                        RegistryImport.LAUNCHER));
        if (!made.errors().isEmpty()) {
            throw new IllegalStateException("no account of this machine: " + made.errors().get(0));
        }
        secrets.saveLauncherPassword(password);
    }

    private void createParts() {
        kafka = new EmbeddedKafka(data, ports.kafka());
        redis = new EmbeddedRedis(data, ports.redis(), children);
        postgres = new EmbeddedPostgres(data, ports.postgres(), children);
        String home = options.environment().getOrDefault(POSTGRES_HOME, "");
        if (!home.isBlank()) {
            postgres.installed(Path.of(home));
        }
        flink =
                new EmbeddedFlink(
                        new FlinkSettings(
                                data,
                                ports.flinkRest(),
                                ports.flinkMetrics(),
                                JOBS * streamOptions().parallelism()));
        demo = new DemoDistrict(data, options.scale());
    }

    private void startSideBySide(ExecutorService starters) {
        // Stopped in reverse: jobs take their last checkpoint while Kafka still is there.
        onStop("PostgreSQL", postgres::stop);
        onStop("Redis", redis::stop);
        onStop("Kafka", kafka::stop);
        onStop("Flink", flink::stop);
        CompletableFuture<Void> database = part(starters, "PostgreSQL", postgres::start);
        CompletableFuture<Void> log =
                part(starters, "Kafka", kafka::start).thenRunAsync(this::createTopics, starters);
        CompletableFuture<Void> view = part(starters, "Redis", redis::start);
        CompletableFuture<Void> cluster = part(starters, "Flink", flink::start);
        CompletableFuture<Void> district = CompletableFuture.runAsync(demo::prepare, starters);
        CompletableFuture<Void> jobs =
                CompletableFuture.allOf(log, cluster).thenRunAsync(this::submitJobs, starters);
        CompletableFuture<Void> serving =
                CompletableFuture.allOf(log, view, database, district)
                        .thenRunAsync(this::startGateway, starters);
        CompletableFuture.allOf(jobs, serving).join();
    }

    private CompletableFuture<Void> part(ExecutorService starters, String name, Runnable start) {
        return CompletableFuture.runAsync(
                () -> {
                    long begun = System.nanoTime();
                    start.run();
                    LOG.info(
                            "{} started in {} ms",
                            name,
                            Duration.ofNanos(System.nanoTime() - begun).toMillis());
                },
                starters);
    }

    private void createTopics() {
        try {
            TopicSetup.ensure(kafka.bootstrapServers(), TopicSetup.Options.defaults());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics cannot be created", e);
        }
    }

    private void submitJobs() {
        StreamOptions stream = streamOptions();
        flink.submit(AlertsJob.NAME, env -> AlertsJob.build(env, stream));
        flink.submit(FireJob.NAME, env -> FireJob.build(env, stream));
        flink.submit(SlopeJob.NAME, env -> SlopeJob.build(env, stream));
        flink.submit(EbikeJob.NAME, env -> EbikeJob.build(env, stream));
        flink.submit(InsightJob.NAME, env -> InsightJob.build(env, stream));
        flink.submit(TicketJob.NAME, env -> TicketJob.build(env, stream));
    }

    private StreamOptions streamOptions() {
        Map<String, String> settings = new HashMap<>(options.environment());
        settings.put("CITYWALL_KAFKA", kafka.bootstrapServers());
        settings.put("CITYWALL_REDIS", redis.uri());
        return StreamOptions.fromEnv(settings);
    }

    /**
     * Starts a second gateway beside that of the city, on other ports and with the same Kafka,
     * Redis and PostgreSQL, as in a city with two; who asks for it stops it.
     */
    public Gateway anotherGateway(Ports others) {
        return gateways().start(others);
    }

    private Gateways gateways() {
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.putIfAbsent("CITYWALL_NOTIFY_VAPID_FILE", secrets.vapidFile().toString());
        return new Gateways(
                environment, kafka, redis, postgres, demo.mapDirectory(), secrets.privacyKey());
    }

    private void startGateway() {
        gateway = gateways().start(ports);
        onStop("gateway", () -> await(gateway.stop()));
        await(gateway.registryImport().ensureIntegration(INTEGRATION, secrets.deviceToken()));
        demo.seed(gateway.registryImport());
        if (secrets.wallToken() == null) {
            secrets.saveWallToken(
                    await(gateway.wallTokens().create("this-machine", "", "launcher")).token());
        }
        Console.firstPasswords(gateway.generatedPasswords(), secrets);
    }

    /** Ends the gateway alone, as one does before a restore; all else goes on. */
    public void endGateway() {
        await(gateway.stop());
    }

    /** Starts the gateway again that was ended alone; returns when it is ready. */
    public void beginGateway() {
        gateway = gateways().start(ports);
        awaitReady();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        ApiClient anyone = new ApiClient(ports.web());
        ApiClient ops = new ApiClient(ports.ops());
        while (!gateway.canariesPassed()
                || anyone.get("wall").status() != 200
                || ops.get("health/ready").status() != 200) {
            if (System.nanoTime() > deadline) {
                stop();
                throw new EmbeddedException(
                        "The alarm path did not come up within %d s; see %s"
                                .formatted(READY_WITHIN.toSeconds(), data.resolve("logs")));
            }
            pause();
        }
    }

    private void startDevices() {
        if (options.devices()) {
            FleetOptions fleet =
                    FleetOptions.local(
                            ports.mqtt(), ports.web(), INTEGRATION, secrets.deviceToken());
            demo.startDevices(fleet, ports.gb26875(), ports.chargers());
            onStop("simulated devices", demo::stopDevices);
            startTickets(fleet);
        }
    }

    /** An admin who took the account of this machine away gets no simulated tickets. */
    private void startTickets(FleetOptions fleet) {
        ApiClient admin;
        try {
            admin = secrets.launcherAccount(new ApiClient(ports.web()));
        } catch (EmbeddedException e) {
            LOG.warn("no simulated tickets: {}", e.getMessage());
            return;
        }
        TicketOptions how =
                TicketOptions.of(
                        options.environment(),
                        demo.ticketStories(),
                        secrets.kept("hook-secret"),
                        secrets.kept("order-secret"),
                        District.DEFAULT_SEED);
        demo.startTickets(fleet, how, admin);
        onStop("simulated ticket systems", demo::stopTickets);
    }

    /**
     * Serves the web from its sources too, by Vite.
     *
     * @throws EmbeddedException when Vite cannot start; then all else is stopped as well
     */
    public void serveSources() {
        Path sources = Path.of("web");
        EmbeddedVite vite = new EmbeddedVite(sources, data, ports.vite(), ports.web(), children);
        onStop("Vite", vite::stop);
        try {
            vite.start();
        } catch (EmbeddedException e) {
            stop();
            throw e;
        }
    }

    /** Stops everything in reverse order; state stays in the data directory. */
    public void stop() {
        synchronized (started) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        for (Step step = next(); step != null; step = next()) {
            try {
                step.stop().run();
            } catch (RuntimeException e) {
                LOG.warn("{} did not stop in order", step.name(), e);
            }
        }
    }

    private Step next() {
        synchronized (started) {
            return started.poll();
        }
    }

    private void onStop(String name, Runnable stop) {
        synchronized (started) {
            started.push(new Step(name, stop));
        }
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** From the start of this JVM to ready, in milliseconds. */
    public long startedInMs() {
        return startedInMs;
    }

    /** Every port in use. */
    public Ports ports() {
        return ports;
    }

    /** Ids of the one-click alarms of the demo district, one for each building. */
    public List<String> buttons() {
        return demo.devices().stream()
                .filter(device -> device.kind().equals(District.Device.ONE_CLICK_ALARM))
                .map(District.Device::id)
                .toList();
    }

    /** Ids of the buildings of the demo district. */
    public List<String> buildings() {
        return demo.devices().stream().map(District.Device::siteId).distinct().toList();
    }

    /** Ids of the chargers of the demo district, with the ids of their sites. */
    public Map<String, String> chargers() {
        return demo.chargers();
    }

    /** The gateway for the account of this machine's programs. */
    public ApiClient launcherApi() {
        return secrets.launcherAccount(wallApi());
    }

    /** The API as this machine's wall may use it: read only. */
    public ApiClient wallApi() {
        return new ApiClient(ports.web()).withToken(secrets.wallToken());
    }

    /** The embedded Flink, to cancel and resume jobs. */
    public EmbeddedFlink flink() {
        return flink;
    }

    /** Process id of Redis. */
    public long redisPid() {
        return redis.pid();
    }

    /** The embedded PostgreSQL, with the record. */
    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Process id of PostgreSQL. */
    public long postgresPid() {
        return postgres.pid();
    }

    /** Redis' address. */
    public String redisUri() {
        return redis.uri();
    }

    /** Kafka's address. */
    public String kafkaBootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Token of the integration {@code demo}, which may speak for every device. */
    public String deviceToken() {
        return secrets.deviceToken();
    }

    /** Read-only token of the wall on this machine. */
    public String wallToken() {
        return secrets.wallToken();
    }

    /** Address that signs a browser in as this machine's wall. */
    public String wallUrl() {
        return wallUrl(ports.web());
    }

    /** The same where another port serves the pages. */
    String wallUrl(int port) {
        return "http://127.0.0.1:%d/wall#token=%s".formatted(port, secrets.wallToken());
    }
}
