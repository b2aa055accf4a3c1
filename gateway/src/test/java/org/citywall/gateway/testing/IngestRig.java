package org.citywall.gateway.testing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.testing.TestPorts;
import org.citywall.gateway.access.AccessRoutes;
import org.citywall.gateway.access.Accounts;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.LocalAccess;
import org.citywall.gateway.access.LoginLimits;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.WallTokens;
import org.citywall.gateway.charger.ChargerProfiles;
import org.citywall.gateway.charger.ChargerRoutes;
import org.citywall.gateway.charger.PortOrderRoutes;
import org.citywall.gateway.charger.PortOrders;
import org.citywall.gateway.charger.SessionRoutes;
import org.citywall.gateway.charger.WatchedPages;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.downlink.DutyLimits;
import org.citywall.gateway.downlink.DutyScheduleRoutes;
import org.citywall.gateway.fire.TestWindowLimits;
import org.citywall.gateway.fire.TestWindowRoutes;
import org.citywall.gateway.fire.TestWindows;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.ConnectionGuard;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.ingest.Credentials;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.charger.ChargerLimits;
import org.citywall.gateway.ingest.charger.ChargerOptions;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.ingest.charger.ChargerServer;
import org.citywall.gateway.ingest.gb26875.PanelLimits;
import org.citywall.gateway.ingest.gb26875.PanelOptions;
import org.citywall.gateway.ingest.gb26875.PanelOrders;
import org.citywall.gateway.ingest.gb26875.PanelServer;
import org.citywall.gateway.ingest.http.HttpIngest;
import org.citywall.gateway.ingest.mqtt.MqttIngest;
import org.citywall.gateway.ingest.mqtt.MqttLimits;
import org.citywall.gateway.ingest.mqtt.MqttOptions;
import org.citywall.gateway.ingest.quarantine.QuarantineRelease;
import org.citywall.gateway.ingest.quarantine.QuarantineRoutes;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.registry.AccountEntries;
import org.citywall.gateway.registry.AccountRoutes;
import org.citywall.gateway.registry.CredentialRoutes;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.registry.ImportResult;
import org.citywall.gateway.registry.PanelRoutes;
import org.citywall.gateway.registry.RegistryAdminRoutes;
import org.citywall.gateway.registry.RegistryCache;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.gateway.registry.RegistryRemoval;
import org.citywall.gateway.registry.RegistryRoutes;
import org.citywall.gateway.slope.HistoryRoutes;
import org.citywall.gateway.slope.SlopeHistories;
import org.citywall.gateway.slope.SlopeProfiles;
import org.citywall.gateway.slope.SlopeReleases;
import org.citywall.gateway.slope.SlopeRoutes;

/**
 * All ingest parts on real sockets and a real PostgreSQL, with small limits and a small district.
 */
public final class IngestRig implements AutoCloseable {
    public static final String INTEGRATION_TOKEN = "integration-token-0001";
    public static final String DEVICE_TOKEN = "device-token-of-p1-0001";
    public static final String ADMIN_PASSWORD = "admin-password-1";
    public static final String OFFICER_PASSWORD = "officer-password-1";

    /** In whose time people plan. */
    public static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    /** Small, so that a test can reach them. */
    public static final PanelLimits PANEL_LIMITS =
            new PanelLimits(
                    Duration.ofSeconds(60),
                    100,
                    4,
                    0,
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(5));

    /** Small, so that a test can reach them. */
    public static final ChargerLimits CHARGER_LIMITS =
            new ChargerLimits(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    100,
                    4,
                    0,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ZERO);

    /** Longer than any test's panel needs to confirm an order. */
    private static final Duration LONG = Duration.ofMinutes(5);

    public final Vertx vertx = Vertx.vertx();
    public final TestPostgres postgres = TestPostgres.create();
    public final Pool pool = postgres.pool(vertx);
    public final TestClock clock = new TestClock();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final FakeEventLog log = new FakeEventLog();
    public final List<RawPress> road = new CopyOnWriteArrayList<>();
    public final Map<String, DeviceStatus> statuses = new ConcurrentHashMap<>();
    public final LiveTopic slopes = new LiveTopic("slopes", 100);
    public final SlopeProfiles profiles;

    /** Live view of the charging sites. */
    public final LiveTopic sites = new LiveTopic("chargers", 100);

    /** Pages of charging sites, by id. */
    public final Map<String, String> pages = new ConcurrentHashMap<>();

    public final ChargerProfiles chargerProfiles;
    public final PortOrders portOrders;
    public final RegistryImport imports;
    public final RegistryCache registry;
    public final Accounts accounts;
    public final LocalAccess access;
    public final Ingest ingest;
    public final QuarantineRelease release;

    /** What takes the events of tickets. */
    public final IntakeRig tickets;

    private final ChangeWatch watch = new ChangeWatch(vertx, pool, Duration.ofMillis(100));
    public final PanelOrders orders;
    public final ChargerOrders chargerOrders;
    private final MqttIngest mqtt;
    private final PanelServer panels;
    private final ChargerServer chargers;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public IngestRig() {
        this(RateLimits.Options.defaults(), 20_000);
    }

    public IngestRig(RateLimits.Options limits, int maxInFlight) {
        this(limits, maxInFlight, LONG);
    }

    /** A rig that sends an order to a panel again if it is not confirmed within so long. */
    public IngestRig(Duration confirmWithin) {
        this(RateLimits.Options.defaults(), 20_000, confirmWithin);
    }

    private IngestRig(RateLimits.Options limits, int maxInFlight, Duration confirmWithin) {
        registry = new RegistryCache(vertx, pool, watch);
        access = new LocalAccess(vertx, pool, watch, clock, LocalAccess.Options.defaults());
        Passwords passwords = new Passwords(vertx, 4);
        imports = new RegistryImport(pool, watch, passwords, clock);
        accounts =
                new Accounts(
                        pool,
                        passwords,
                        access,
                        clock,
                        new LoginLimits(5, Duration.ofMinutes(15), 8, Duration.ofMinutes(1), true));
        IngestMeters ingestMeters = new IngestMeters(meters);
        tickets = new IntakeRig(vertx, pool, watch, registry, log, meters, clock);
        ingest =
                new Ingest(
                        registry,
                        log,
                        road::add,
                        ingestMeters,
                        maxInFlight,
                        List.of(tickets.intake));
        release = new QuarantineRelease(vertx, pool, ingest, clock);
        Credentials credentials = new Credentials(registry);
        Bodies bodies = new Bodies(vertx, 1_000);
        Guard guard = new Guard(access);
        Router router = Router.router(vertx);
        RateLimits rates = new RateLimits(clock, limits);
        int maxBody = HttpIngest.DEFAULT_MAX_BODY_BYTES;
        new HttpIngest(ingest, credentials, bodies, ingestMeters, clock, rates, maxBody)
                .mount(router);
        tickets.mount(router, ingest, credentials, guard, bodies);
        tickets.mountOpen311(router, ingest, credentials, bodies);
        new AccessRoutes(accounts, new WallTokens(pool, access, clock), access, bodies)
                .mount(router);
        new RegistryRoutes(registry, statuses::get, guard).mount(router);
        new RegistryAdminRoutes(imports, new RegistryRemoval(pool, watch, clock), guard, bodies)
                .mount(router);
        RegistryRemoval removal = new RegistryRemoval(pool, watch, clock);
        new CredentialRoutes(registry, imports, removal, guard, bodies).mount(router);
        AccountEntries entries = new AccountEntries(pool, watch, passwords, clock);
        new AccountRoutes(entries, guard, bodies).mount(router);
        new PanelRoutes(registry, guard).mount(router);
        new QuarantineRoutes(pool, imports, release, guard, bodies).mount(router);
        new TestWindowRoutes(
                        new TestWindows(pool, log, TestWindowLimits.defaults(), clock),
                        registry,
                        guard,
                        new JsonBody(bodies),
                        clock)
                .mount(router);
        profiles = new SlopeProfiles(pool, log, clock);
        slopes.load("1:1", "0", List.of());
        new SlopeRoutes(
                        slopes,
                        registry,
                        profiles,
                        new SlopeReleases(pool, log, clock),
                        guard,
                        new JsonBody(bodies),
                        clock)
                .mount(router);
        new HistoryRoutes(new SlopeHistories(pool), registry, guard, clock).mount(router);
        chargerProfiles = new ChargerProfiles(pool, log, clock);
        sites.load("1:1", "0", List.of());
        new ChargerRoutes(
                        sites,
                        new WatchedPages(
                                vertx,
                                log,
                                id -> Future.succeededFuture(Optional.ofNullable(pages.get(id))),
                                Duration.ofMillis(100),
                                clock),
                        registry,
                        chargerProfiles,
                        guard,
                        new JsonBody(bodies),
                        clock)
                .mount(router);
        portOrders = new PortOrders(pool, log, clock);
        new PortOrderRoutes(registry, portOrders, guard, new JsonBody(bodies), clock).mount(router);
        new SessionRoutes(pool, registry, guard).mount(router);
        new DutyScheduleRoutes(
                        pool,
                        registry,
                        DutyLimits.defaults(),
                        CITY,
                        guard,
                        new JsonBody(bodies),
                        clock)
                .mount(router);
        ConnectionGuard connections =
                new ConnectionGuard(
                        meters,
                        new ConnectionGuard.Options(
                                1_500,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(20)));
        server =
                vertx.createHttpServer(connections.applyTo(new HttpServerOptions()))
                        .connectionHandler(connections)
                        .webSocketHandler(
                                socket -> socket.textMessageHandler(socket::writeTextMessage))
                        .requestHandler(router);
        chargerOrders = new ChargerOrders(log, clock, "gw-test", meters, registry);
        chargers =
                new ChargerServer(
                        vertx,
                        ingest,
                        new RejectedLog(log),
                        chargerOrders,
                        ingestMeters,
                        clock,
                        new ChargerOptions("127.0.0.1", 0, 2, CHARGER_LIMITS));
        mqtt =
                new MqttIngest(
                        vertx,
                        ingest,
                        credentials,
                        new RejectedLog(log),
                        chargerOrders,
                        ingestMeters,
                        clock,
                        rates,
                        new MqttOptions(
                                "127.0.0.1",
                                TestPorts.free(),
                                2,
                                new MqttLimits(
                                        MqttLimits.defaults().maxMessageBytes(),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(3),
                                        1_500,
                                        100)));
        orders = new PanelOrders(log, clock, "gw-test", meters, confirmWithin);
        panels =
                new PanelServer(
                        vertx,
                        registry,
                        ingest,
                        new RejectedLog(log),
                        orders,
                        ingestMeters,
                        clock,
                        new PanelOptions("127.0.0.1", 0, 2, PANEL_LIMITS));
        start();
    }

    private void start() {
        await(registry.start());
        await(access.start());
        watch.start();
        await(
                accounts.ensureFirstAccounts(
                        Map.of(
                                Accounts.ADMIN_PASSWORD, ADMIN_PASSWORD,
                                Accounts.OFFICER_PASSWORD, OFFICER_PASSWORD)));
        seed();
        await(server.listen(0, "127.0.0.1"));
        await(mqtt.start());
        await(panels.start());
        await(chargers.start());
    }

    private void seed() {
        importCsv(
                ImportKind.PLACES,
                """
                path,name
                yw,云湾区
                yw/sp,沙浦街道
                yw/sp/c01,沙嘴社区
                yw/ba,宝安街道
                """);
        importCsv(
                ImportKind.SITES,
                """
                id,name,place,kind,lon,lat
                B-1,1栋,yw/sp/c01,building,114.05,22.52
                B-2,2栋,yw/ba,building,114.06,22.53
                """);
        importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId,point
                P-1,fire,manual-call-point,B-1,
                P-2,fire,manual-call-point,B-2,loop-7
                S-1,slope,station,B-2,
                """);
        importCsv(
                ImportKind.CREDENTIALS,
                """
                id,token,deviceId
                integration,%s,
                p1,%s,P-1
                """
                        .formatted(INTEGRATION_TOKEN, DEVICE_TOKEN));
    }

    public ImportResult importCsv(ImportKind kind, String csv) {
        ImportResult result = await(imports.importCsv(kind, csv, false));
        if (!result.errors().isEmpty()) {
            throw new AssertionError(result.errors().toString());
        }
        return result;
    }

    public int httpPort() {
        return server.actualPort();
    }

    public int panelPort() {
        return panels.actualPort();
    }

    public int chargerPort() {
        return chargers.actualPort();
    }

    public int mqttPort() {
        return mqtt.actualPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(httpPort(), path)))
                .timeout(Duration.ofSeconds(10));
    }

    public HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Posts with a bearer token. */
    public HttpResponse<String> post(String path, String token, String type, String body)
            throws Exception {
        return call("POST", path, token, type, body);
    }

    public HttpResponse<String> call(
            String method, String path, String token, String type, String body) throws Exception {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        if (type != null) {
            request.header("content-type", type);
        }
        return send(request.build());
    }

    public HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = request(path);
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    public String tokenOf(String username, String password) {
        return await(accounts.logIn(username, password, "127.0.0.1")).token();
    }

    /** What a counter stands at; 0 if it never counted. */
    public double count(String name, String... tags) {
        Counter counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    public double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        watch.stop();
        await(panels.stop());
        await(chargers.stop());
        await(mqtt.stop());
        await(access.stop());
        await(vertx.close());
    }
}
