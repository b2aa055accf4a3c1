package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.InstrumentHour;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.SlopeHour;

/**
 * Writes the hours of slopes. Each row is known by slope, run, hour and instrument, and the newest
 * record about it counts; what a record does not name stays as it is.
 */
public final class SlopeHourStore implements Table<SlopeHourStore.Told> {
    private static final String INSTRUMENT =
            """
            INSERT INTO slope_instrument_hour AS old (site_id, run, hour, station_id, channel,
                instrument, displacement, rate, sigma, angle, level, quality, readings)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (site_id, run, hour, station_id, channel) DO UPDATE SET
                instrument = excluded.instrument,
                displacement = excluded.displacement,
                rate = coalesce(excluded.rate, old.rate),
                sigma = coalesce(excluded.sigma, old.sigma),
                angle = coalesce(excluded.angle, old.angle),
                level = coalesce(excluded.level, old.level),
                quality = coalesce(excluded.quality, old.quality),
                readings = excluded.readings
            """;
    private static final String HOUR =
            """
            INSERT INTO slope_hour AS old (site_id, run, hour, level, rain, told_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (site_id, run, hour) DO UPDATE SET
                level = coalesce(excluded.level, old.level),
                rain = coalesce(excluded.rain, old.rain),
                told_at = greatest(excluded.told_at, old.told_at)
            """;
    private static final String CHANGE =
            """
            INSERT INTO slope_level_change (site_id, run, at, level, support, reasons)
            VALUES (?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (site_id, run, at) DO UPDATE SET
                level = excluded.level, support = excluded.support, reasons = excluded.reasons
            """;

    private final OwnConnection connection;

    /**
     * An hour, and when the stream told of it.
     *
     * @param hour what is new of it
     * @param at time of the log
     */
    public record Told(SlopeHour hour, Instant at) {
        private String run() {
            return hour.run() == null ? "" : hour.run();
        }
    }

    /** What rows are known by: a batch must not name one of them twice. */
    private record Hour(String siteId, String run, Instant hour) {
        static Hour of(Told told) {
            return new Hour(told.hour().siteId(), told.run(), told.hour().hour());
        }
    }

    /** Connects when it first writes. */
    public SlopeHourStore(String jdbcUrl, String user, String password) {
        connection = OwnConnection.forManyRows(jdbcUrl, user, password, "citywall-slope-hours");
    }

    @Override
    public String name() {
        return "slope_hour";
    }

    @Override
    public Told read(ConsumerRecord<byte[], byte[]> record) {
        SlopeHour hour = Json.read(record.value(), SlopeHour.class);
        if (hour.siteId() == null || hour.hour() == null || hour.instruments() == null) {
            throw new IllegalArgumentException("siteId, hour or instruments is missing");
        }
        return new Told(hour, Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public void write(List<Told> rows) throws SQLException {
        connection.transact(
                db -> {
                    try (PreparedStatement instruments = db.prepareStatement(INSTRUMENT);
                            PreparedStatement hours = db.prepareStatement(HOUR);
                            PreparedStatement changes = db.prepareStatement(CHANGE)) {
                        Set<Hour> batched = new HashSet<>();
                        for (Told told : rows) {
                            if (!batched.add(Hour.of(told))) {
                                execute(hours, instruments, changes);
                                batched.clear();
                                batched.add(Hour.of(told));
                            }
                            addHour(hours, told);
                            addInstruments(instruments, told);
                            addChange(changes, told);
                        }
                        execute(hours, instruments, changes);
                    }
                });
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void execute(PreparedStatement... batches) throws SQLException {
        for (PreparedStatement batch : batches) {
            batch.executeBatch();
        }
    }

    private static void addHour(PreparedStatement to, Told told) throws SQLException {
        key(to, told, told.hour().hour());
        to.setObject(4, told.hour().level(), Types.SMALLINT);
        to.setObject(5, told.hour().rain(), Types.REAL);
        time(to, 6, told.at());
        to.addBatch();
    }

    private static void addInstruments(PreparedStatement to, Told told) throws SQLException {
        for (InstrumentHour row : told.hour().instruments()) {
            key(to, told, told.hour().hour());
            to.setString(4, row.stationId());
            to.setString(5, row.channel());
            to.setString(6, wire(row.instrument()));
            to.setObject(7, row.displacement(), Types.REAL);
            to.setObject(8, row.rate(), Types.REAL);
            to.setObject(9, row.sigma(), Types.REAL);
            to.setObject(10, row.angle(), Types.REAL);
            to.setObject(11, row.level(), Types.SMALLINT);
            to.setString(12, wire(row.quality()));
            to.setInt(13, row.readings());
            to.addBatch();
        }
    }

    private static void addChange(PreparedStatement to, Told told) throws SQLException {
        LevelChange change = told.hour().change();
        if (change == null) {
            return;
        }
        key(to, told, change.at());
        to.setInt(4, change.level());
        to.setString(5, wire(change.support()));
        to.setString(6, Json.string(change.reasons()));
        to.addBatch();
    }

    private static void key(PreparedStatement to, Told told, Instant time) throws SQLException {
        to.setString(1, told.hour().siteId());
        to.setString(2, told.run());
        time(to, 3, time);
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void time(PreparedStatement to, int index, Instant at) throws SQLException {
        to.setTimestamp(index, Timestamp.from(at));
    }

    private static String wire(Enum<?> constant) {
        return constant == null ? null : Json.mapper().convertValue(constant, String.class);
    }
}
