package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargingSession;

/** Writes charging sessions that have ended. What is told again replaces what was told. */
public final class SessionStore extends BatchTable<SessionStore.Told> {
    private static final String WRITE =
            """
            INSERT INTO charging_session AS old (id, site_id, place, station_id, port, session_id,
                started_at, ended_at, seconds, energy_wh, plateau_w, peak_temp_c, stop_reason,
                level, kinds, replay, told_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                session_id = excluded.session_id,
                started_at = excluded.started_at,
                ended_at = excluded.ended_at,
                seconds = excluded.seconds,
                energy_wh = excluded.energy_wh,
                plateau_w = excluded.plateau_w,
                peak_temp_c = excluded.peak_temp_c,
                stop_reason = excluded.stop_reason,
                level = excluded.level,
                kinds = excluded.kinds,
                told_at = excluded.told_at
            WHERE excluded.told_at >= old.told_at
            """;

    /**
     * A session, and when the stream told of it.
     *
     * @param session that has ended
     * @param at time of the log
     */
    public record Told(ChargingSession session, Instant at) {}

    /** Connects when it first writes. */
    public SessionStore(String jdbcUrl, String user, String password) {
        super(
                new OwnConnection(jdbcUrl, user, password, "citywall-sessions"),
                "charging_session",
                WRITE);
    }

    @Override
    public Told read(ConsumerRecord<byte[], byte[]> record) {
        ChargingSession session = Json.read(record.value(), ChargingSession.class);
        if (session.id() == null || session.startedAt() == null || session.endedAt() == null) {
            throw new IllegalArgumentException("id, startedAt or endedAt is missing");
        }
        return new Told(session, Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    void set(PreparedStatement to, Told told) throws SQLException {
        ChargingSession row = told.session();
        to.setString(1, row.id());
        to.setString(2, row.siteId());
        to.setString(3, row.place());
        to.setString(4, row.stationId());
        to.setInt(5, row.port());
        to.setString(6, row.sessionId());
        time(to, 7, row.startedAt());
        time(to, 8, row.endedAt());
        to.setInt(9, row.seconds());
        to.setObject(10, row.energyWh(), Types.DOUBLE);
        to.setObject(11, row.plateauW(), Types.DOUBLE);
        to.setObject(12, row.peakTempC(), Types.DOUBLE);
        to.setString(13, Json.mapper().convertValue(row.stopReason(), String.class));
        to.setInt(14, row.level());
        List<String> kinds = row.kinds() == null ? List.of() : row.kinds();
        to.setArray(15, to.getConnection().createArrayOf("text", kinds.toArray()));
        to.setBoolean(16, row.replay());
        time(to, 17, told.at());
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static void time(PreparedStatement to, int index, Instant at) throws SQLException {
        to.setTimestamp(index, Timestamp.from(at));
    }
}
