package org.citywall.gateway.registry;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.gateway.db.ChangeWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in memory, so that ingest asks nobody and goes on while PostgreSQL is down. */
public final class RegistryCache implements Supplier<RegistrySnapshot> {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCache.class);
    private static final long RETRY_MS = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final ChangeWatch watch;
    private volatile RegistrySnapshot snapshot = RegistrySnapshot.EMPTY;
    private volatile boolean stopped;

    /** Loads through the pool whenever the watch tells. */
    public RegistryCache(Vertx vertx, Pool pool, ChangeWatch watch) {
        this.vertx = vertx;
        this.pool = pool;
        this.watch = watch;
        watch.onChange(ChangeWatch.REGISTRY, this::load);
    }

    @Override
    public RegistrySnapshot get() {
        return snapshot;
    }

    /**
     * Completes when the registry was loaded; tries for ever, because a gateway without it would
     * take every device for unknown.
     */
    public Future<Void> start() {
        Promise<Void> loaded = Promise.promise();
        tryLoad(loaded);
        return loaded.future();
    }

    /** Gives up a start that is still trying. */
    public void stop() {
        stopped = true;
    }

    private void tryLoad(Promise<Void> loaded) {
        watch.reload(ChangeWatch.REGISTRY)
                .onSuccess(nothing -> loaded.complete())
                .onFailure(
                        error -> {
                            LOG.warn("the registry cannot be loaded yet: {}", error.toString());
                            if (!stopped) {
                                vertx.setTimer(RETRY_MS, id -> tryLoad(loaded));
                            }
                        });
    }

    private Future<Long> load() {
        // One transaction, so that the version fits what was read.
        return pool.withTransaction(
                        connection ->
                                connection
                                        .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                                        .execute()
                                        .compose(rows -> read(connection)))
                .map(
                        loaded -> {
                            if (loaded.version() >= snapshot.version()) {
                                snapshot = loaded;
                            }
                            return loaded.version();
                        });
    }

    private static Future<RegistrySnapshot> read(SqlConnection connection) {
        var version = select(connection, "SELECT value FROM data_version WHERE name = 'registry'");
        var places = select(connection, "SELECT path, name FROM place");
        var sites =
                select(
                        connection,
                        "SELECT id, name, place, kind, lon, lat, address, contact_name,"
                                + " contact_phone, access_road FROM site");
        var devices =
                select(connection, "SELECT id, domain, kind, site_id, point, name FROM device");
        var credentials = select(connection, "SELECT token_hash, id, device_id FROM credential");
        var profiles =
                select(
                        connection,
                        "SELECT device_id, time_coding, checksum, coalesce(ack_style, 'now'),"
                                + " clock_limit_s, keepalive_command FROM gb26875_profile");
        var points =
                select(
                        connection,
                        "SELECT id, device_id, system_type, system_address, zone, position,"
                                + " component_type, label, floor, room, site_id FROM fire_point");
        return Future.all(List.of(version, places, sites, devices, credentials, profiles, points))
                .map(
                        all -> {
                            Map<String, Credential> byHash = new HashMap<>();
                            for (Row row : credentials.result()) {
                                byHash.put(
                                        row.getString(0),
                                        new Credential(row.getString(1), row.getString(2)));
                            }
                            return new RegistrySnapshot(
                                    version.result().iterator().next().getLong(0),
                                    list(
                                            places.result(),
                                            row -> new Place(row.getString(0), row.getString(1))),
                                    list(sites.result(), RegistryCache::site),
                                    list(devices.result(), RegistryCache::device),
                                    byHash,
                                    new PanelBook(
                                            list(profiles.result(), RegistryCache::profile),
                                            list(points.result(), RegistryCache::point)));
                        });
    }

    static Site site(Row row) {
        return new Site(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getString(6),
                new SiteContact(row.getString(7), row.getString(8), row.getString(9)));
    }

    static Device device(Row row) {
        return new Device(
                row.getString(0),
                Domains.of(row.getString(1)).orElse(AlertDomain.SYSTEM),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }

    private static PanelProfile profile(Row row) {
        return new PanelProfile(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInteger(4),
                row.getInteger(5));
    }

    private static FirePoint point(Row row) {
        return new FirePoint(
                row.getString(0),
                row.getString(1),
                row.getInteger(2),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5),
                row.getInteger(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static Future<RowSet<Row>> select(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }
}
