package org.citywall.gateway.record;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.names.KafkaHeaders;

/**
 * Writes which points are shielded. As in the fire job, a restore ends what was said of the same
 * point and a reset without a point ends all of its device; what is older than the shield ends
 * nothing. Other signals are passed over by their header.
 */
public final class ShieldedPointStore implements Table<FireSignal> {
    private static final Set<String> KINDS = Set.of("shield", "restore", "reset");
    private static final String BEGIN =
            "INSERT INTO shielded_point (device_id, point, place, since, seen_at)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (device_id, point) DO UPDATE"
                    + " SET place = excluded.place, seen_at = excluded.seen_at"
                    + " WHERE excluded.seen_at > shielded_point.seen_at";
    private static final String END =
            "DELETE FROM shielded_point WHERE device_id = ? AND (point = ? OR ?) AND seen_at <= ?";

    private final OwnConnection connection;

    /** Connects when it first writes. */
    public ShieldedPointStore(String jdbcUrl, String user, String password) {
        connection = new OwnConnection(jdbcUrl, user, password, "citywall-shielded-points");
    }

    @Override
    public String name() {
        return "shielded_point";
    }

    @Override
    public FireSignal read(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(KafkaHeaders.SIGNAL);
        if (kind == null
                || kind.value() == null
                || !KINDS.contains(new String(kind.value(), StandardCharsets.UTF_8))) {
            return null;
        }
        FireSignal signal = Json.read(record.value(), FireSignal.class);
        if (signal.deviceId() == null || signal.receivedAt() == null) {
            throw new IllegalArgumentException("deviceId or receivedAt is missing");
        }
        return signal.replay() ? null : signal;
    }

    @Override
    public void write(List<FireSignal> signals) throws SQLException {
        connection.transact(
                db -> {
                    for (FireSignal signal : signals) {
                        write(db, signal);
                    }
                });
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void write(Connection db, FireSignal signal) throws SQLException {
        if (signal.signal() == FireSignalKind.SHIELD) {
            begin(db, signal);
        } else {
            end(db, signal);
        }
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void begin(Connection db, FireSignal signal) throws SQLException {
        try (PreparedStatement begin = db.prepareStatement(BEGIN)) {
            begin.setString(1, signal.deviceId());
            begin.setString(2, pointOf(signal));
            begin.setString(3, signal.place() == null ? "" : signal.place());
            begin.setTimestamp(4, Timestamp.from(signal.receivedAt()));
            begin.setTimestamp(5, Timestamp.from(signal.receivedAt()));
            begin.executeUpdate();
        }
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void end(Connection db, FireSignal signal) throws SQLException {
        try (PreparedStatement end = db.prepareStatement(END)) {
            end.setString(1, signal.deviceId());
            end.setString(2, pointOf(signal));
            end.setBoolean(3, signal.signal() == FireSignalKind.RESET && signal.point() == null);
            end.setTimestamp(4, Timestamp.from(signal.receivedAt()));
            end.executeUpdate();
        }
    }

    private static String pointOf(FireSignal signal) {
        return signal.point() == null ? "" : signal.point();
    }
}
