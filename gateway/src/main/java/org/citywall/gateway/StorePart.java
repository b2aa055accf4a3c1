package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.access.Accounts;
import org.citywall.gateway.access.LocalAccess;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.WallTokens;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.db.Migrations;
import org.citywall.gateway.db.RenewedPool;
import org.citywall.gateway.db.Sessions;
import org.citywall.gateway.record.AlertHistory;
import org.citywall.gateway.record.DeviceTestStore;
import org.citywall.gateway.record.DeviceTestWriter;
import org.citywall.gateway.record.DryRunStore;
import org.citywall.gateway.record.DryRunWriter;
import org.citywall.gateway.record.GroupReader;
import org.citywall.gateway.record.HotSpotStore;
import org.citywall.gateway.record.PortOrderStore;
import org.citywall.gateway.record.PortOrderWriter;
import org.citywall.gateway.record.RecordConsumers;
import org.citywall.gateway.record.RecordStore;
import org.citywall.gateway.record.RecordWriter;
import org.citywall.gateway.record.SessionStore;
import org.citywall.gateway.record.SessionWriter;
import org.citywall.gateway.record.ShieldedPointStore;
import org.citywall.gateway.record.ShieldedPointWriter;
import org.citywall.gateway.record.SlopeHourStore;
import org.citywall.gateway.record.SlopeHourWriter;
import org.citywall.gateway.record.TicketOrderStore;
import org.citywall.gateway.record.TicketOriginalStore;
import org.citywall.gateway.record.TicketProposalStore;
import org.citywall.gateway.record.TicketStore;
import org.citywall.gateway.record.TicketWriters;
import org.citywall.gateway.registry.AccountEntries;
import org.citywall.gateway.registry.RegistryCache;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.gateway.registry.RegistryRemoval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that lives in PostgreSQL: registry, access, record. */
final class StorePart {
    /** A server that is gone is noticed after three times as long. */
    private static final Duration ASKED_EACH = Duration.ofSeconds(5);

    private static final int CONNECTIONS = 8;
    private static final Logger LOG = LoggerFactory.getLogger(StorePart.class);
    private static final long CONNECT_RETRY_MS = 1_000;
    private static final int TRIES_PER_WARNING = 10;

    /** SQLSTATEs: no connection, no resources, closed for now, an operator's intervention. */
    private static final List<String> AWAY_STATES = List.of("08", "53", "55000", "57P");

    private static final Duration RECORD_RETRY = Duration.ofSeconds(1);

    final Pool pool;
    final ChangeWatch watch;
    final RegistryCache registry;
    final LocalAccess access;
    final Accounts accounts;
    final WallTokens wallTokens;
    final RegistryImport registryImport;
    final RegistryRemoval registryRemoval;
    final AccountEntries accountEntries;
    final AlertHistory history;
    private final Vertx vertx;
    private final GatewayConfig config;
    private final MeterRegistry meters;
    private volatile boolean registryLoaded;
    private volatile boolean stopped;

    StorePart(Vertx vertx, GatewayConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.meters = meters;
        pool = pool(vertx, config.postgres(), "citywall-gateway", CONNECTIONS);
        watch = new ChangeWatch(vertx, pool, ChangeWatch.DEFAULT_INTERVAL);
        registry = new RegistryCache(vertx, pool, watch);
        access =
                new LocalAccess(
                        vertx,
                        pool,
                        watch,
                        config.clock(),
                        config.limits().access(config.secureCookie()));
        Passwords passwords = new Passwords(vertx);
        accounts = new Accounts(pool, passwords, access, config.clock(), config.limits().login());
        wallTokens = new WallTokens(pool, access, config.clock());
        registryImport = new RegistryImport(pool, watch, passwords, config.clock());
        registryRemoval = new RegistryRemoval(pool, watch, config.clock());
        accountEntries = new AccountEntries(pool, watch, passwords, config.clock());
        history = new AlertHistory(pool);
    }

    /** Connections to PostgreSQL that go by this name. */
    static Pool pool(Vertx vertx, GatewayConfig.Postgres db, String name, int connections) {
        return pool(vertx, db, name, connections, db.longestStatement(), Map.of());
    }

    /**
     * The same with settings of PostgreSQL for these connections.
     *
     * @param longest that a statement may take
     */
    static Pool pool(
            Vertx vertx,
            GatewayConfig.Postgres db,
            String name,
            int connections,
            Duration longest,
            Map<String, String> settings) {
        PgConnectOptions connect =
                new PgConnectOptions()
                        .setHost(db.host())
                        .setPort(db.port())
                        .setDatabase(db.database())
                        .setUser(db.user())
                        .setPassword(db.password())
                        .setCachePreparedStatements(true)
                        .addProperty("application_name", name);
        Sessions.limits(longest).forEach(connect::addProperty);
        settings.forEach(connect::addProperty);
        // A request that needs the database while it is away is answered, not kept waiting.
        PoolOptions options =
                new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(200)
                        .setConnectionTimeout(2)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return new RenewedPool(
                vertx,
                () -> PgBuilder.pool().using(vertx).with(options).connectingTo(connect).build(),
                longest.compareTo(ASKED_EACH) < 0 ? longest : ASKED_EACH);
    }

    /**
     * Brings the tables to this release and loads registry and access. Waits for PostgreSQL for
     * ever: whoever runs the gateway learns from its readiness what it waits for, and would gain
     * nothing by its end.
     *
     * @return the passwords that were generated for the first accounts
     */
    Future<Map<String, String>> start(Lifecycle lifecycle) {
        lifecycle.onStop("postgres pool", pool::close);
        lifecycle.onStopBlocking("wait for postgres", () -> stopped = true);
        return migrated()
                .compose(
                        migrated -> {
                            lifecycle.onStopBlocking("registry", registry::stop);
                            return registry.start();
                        })
                .compose(
                        loaded -> {
                            registryLoaded = true;
                            lifecycle.onStop("access", access::stop);
                            return access.start();
                        })
                .compose(loaded -> accounts.ensureFirstAccounts(config.firstPasswords()))
                .onSuccess(
                        passwords -> {
                            watch.start();
                            lifecycle.onStopBlocking("change watch", watch::stop);
                        });
    }

    private Future<Void> migrated() {
        Promise<Void> done = Promise.promise();
        migrate(done, 0);
        return done.future();
    }

    private void migrate(Promise<Void> done, int tries) {
        GatewayConfig.Postgres db = config.postgres();
        vertx.<Void>executeBlocking(
                        () -> {
                            Migrations.run(db.jdbcUrl(), db.user(), db.password());
                            return null;
                        },
                        false)
                .onSuccess(done::complete)
                .onFailure(
                        error -> {
                            if (stopped || !isAway(error)) {
                                done.fail(error);
                                return;
                            }
                            if (tries % TRIES_PER_WARNING == 0) {
                                LOG.warn("the start waits for PostgreSQL: {}", error.toString());
                            }
                            vertx.setTimer(CONNECT_RETRY_MS, id -> migrate(done, tries + 1));
                        });
    }

    /**
     * Whether PostgreSQL cannot be reached, is starting or stopping, or has no connection left:
     * time mends that, and neither a wrong password nor a broken table.
     */
    static boolean isAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && failure.getSQLState() != null) {
                return AWAY_STATES.stream().anyMatch(failure.getSQLState()::startsWith);
            }
        }
        return false;
    }

    boolean isRegistryLoaded() {
        return registryLoaded;
    }

    /** Begins to write the record; needs tables and topics. */
    void startRecord(Lifecycle lifecycle) {
        GatewayConfig.Postgres db = config.postgres();
        record(
                lifecycle,
                "record",
                RecordWriter.of(
                        () -> RecordConsumers.ofAlertChanges(config.kafka()),
                        new RecordStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "device tests",
                DeviceTestWriter.of(
                        () -> RecordConsumers.ofFireSignals(config.kafka()),
                        new DeviceTestStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "shielded points",
                ShieldedPointWriter.of(
                        () -> RecordConsumers.ofShieldedPoints(config.kafka()),
                        new ShieldedPointStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "slope hours",
                SlopeHourWriter.of(
                        () -> RecordConsumers.ofSlopeHours(config.kafka()),
                        new SlopeHourStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        recordChargers(lifecycle, db);
        recordTickets(lifecycle, db);
        record(
                lifecycle,
                "dry runs of rules",
                DryRunWriter.of(
                        () -> RecordConsumers.ofDryRuns(config.kafka()),
                        new DryRunStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
    }

    private void recordChargers(Lifecycle lifecycle, GatewayConfig.Postgres db) {
        record(
                lifecycle,
                "port orders",
                PortOrderWriter.of(
                        () -> RecordConsumers.ofPortOrders(config.kafka()),
                        new PortOrderStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "charging sessions",
                SessionWriter.of(
                        () -> RecordConsumers.ofSessions(config.kafka()),
                        new SessionStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
    }

    private void recordTickets(Lifecycle lifecycle, GatewayConfig.Postgres db) {
        record(
                lifecycle,
                "tickets",
                TicketWriters.changes(
                        () -> RecordConsumers.ofTicketChanges(config.kafka()),
                        new TicketStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "ticket originals",
                TicketWriters.originals(
                        () -> RecordConsumers.ofTicketOriginals(config.kafka()),
                        new TicketOriginalStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "ticket orders",
                TicketWriters.orders(
                        () -> RecordConsumers.ofTicketOrders(config.kafka()),
                        new TicketOrderStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "hot spots",
                TicketWriters.hotSpots(
                        () -> RecordConsumers.ofHotSpots(config.kafka()),
                        new HotSpotStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
        record(
                lifecycle,
                "ticket proposals",
                TicketWriters.proposals(
                        () -> RecordConsumers.ofTicketProposals(config.kafka()),
                        new TicketProposalStore(db.jdbcUrl(), db.user(), db.password()),
                        RECORD_RETRY,
                        meters));
    }

    private static void record(Lifecycle lifecycle, String name, GroupReader<?> reader) {
        reader.start();
        lifecycle.onStopBlocking(name, reader::stop);
    }
}
