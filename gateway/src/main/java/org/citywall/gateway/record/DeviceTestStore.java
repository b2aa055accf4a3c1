package org.citywall.gateway.record;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.names.KafkaHeaders;

/**
 * Writes when devices were last seen to work. Writing an older signal after a newer one has no
 * effect. Heartbeats are passed over by their header.
 */
public final class DeviceTestStore implements Table<FireSignal> {
    private static final Set<String> PROOFS = Set.of("press", "alarm", "test");
    private static final String UPSERT =
            "INSERT INTO device_test (device_id, tested_at, how) VALUES (?, ?, ?)"
                    + " ON CONFLICT (device_id) DO UPDATE"
                    + " SET tested_at = excluded.tested_at, how = excluded.how"
                    + " WHERE excluded.tested_at > device_test.tested_at";

    private final OwnConnection connection;

    /** Connects when it first writes. */
    public DeviceTestStore(String jdbcUrl, String user, String password) {
        connection = new OwnConnection(jdbcUrl, user, password, "citywall-device-tests");
    }

    @Override
    public String name() {
        return "device_test";
    }

    @Override
    public FireSignal read(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(KafkaHeaders.SIGNAL);
        if (kind == null
                || kind.value() == null
                || !PROOFS.contains(new String(kind.value(), StandardCharsets.UTF_8))) {
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
        Collection<FireSignal> newest = newest(signals);
        connection.transact(db -> upsert(db, newest));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static Collection<FireSignal> newest(List<FireSignal> signals) {
        Map<String, FireSignal> newest = new HashMap<>();
        for (FireSignal signal : signals) {
            newest.merge(
                    signal.deviceId(),
                    signal,
                    (a, b) -> a.receivedAt().isAfter(b.receivedAt()) ? a : b);
        }
        return newest.values();
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void upsert(Connection db, Collection<FireSignal> signals) throws SQLException {
        try (PreparedStatement upsert = db.prepareStatement(UPSERT)) {
            for (FireSignal signal : signals) {
                upsert.setString(1, signal.deviceId());
                upsert.setTimestamp(2, Timestamp.from(signal.receivedAt()));
                upsert.setString(3, Json.mapper().convertValue(signal.signal(), String.class));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
