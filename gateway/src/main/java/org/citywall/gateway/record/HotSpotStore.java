package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.HotSpot;

/** Writes hot spots as they stood last; what is older than what stands there has no effect. */
public final class HotSpotStore extends BatchTable<HotSpot> {
    private static final String WRITE =
            """
            INSERT INTO hot_spot (id, rev, category, place, since, ended_at, most, replay, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, category = excluded.category,
                place = excluded.place, ended_at = excluded.ended_at,
                most = greatest(hot_spot.most, excluded.most), body = excluded.body
            WHERE hot_spot.rev < excluded.rev
            """;

    /** Connects when it first writes. */
    public HotSpotStore(String jdbcUrl, String user, String password) {
        super(new OwnConnection(jdbcUrl, user, password, "citywall-hot-spots"), "hot_spot", WRITE);
    }

    @Override
    public HotSpot read(ConsumerRecord<byte[], byte[]> record) {
        HotSpot spot = TicketReading.read(record, HotSpot.class);
        TicketReading.require(
                spot.id() != null && spot.category() != null && spot.since() != null,
                "id, category or since");
        return spot;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, HotSpot row) throws SQLException {
        to.setString(1, row.id());
        to.setLong(2, row.rev());
        to.setString(3, row.category());
        to.setString(4, row.place());
        to.setTimestamp(5, Timestamp.from(row.since()));
        if (row.endedAt() == null) {
            to.setNull(6, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            to.setTimestamp(6, Timestamp.from(row.endedAt()));
        }
        to.setInt(7, row.count());
        to.setBoolean(8, row.replay());
        to.setString(9, Json.string(row));
    }
}
