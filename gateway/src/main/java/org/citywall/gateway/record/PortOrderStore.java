package org.citywall.gateway.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortOrderView;

/** Writes what becomes of orders for ports: forward by their revision only. */
public final class PortOrderStore extends BatchTable<PortOrderView> {
    private static final String WRITE =
            """
            INSERT INTO charger_order AS old (command_id, site_id, station_id, port, action,
                ordered_by, reason, alert_id, ordered_at, recorded, rev, state, view)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?, ?::jsonb)
            ON CONFLICT (command_id) DO UPDATE SET
                recorded = true, rev = excluded.rev, state = excluded.state, view = excluded.view
            WHERE excluded.rev > old.rev
            """;

    /** Connects when it first writes. */
    public PortOrderStore(String jdbcUrl, String user, String password) {
        super(
                new OwnConnection(jdbcUrl, user, password, "citywall-port-orders"),
                "charger_order",
                WRITE);
    }

    @Override
    public PortOrderView read(ConsumerRecord<byte[], byte[]> record) {
        PortOrderView view = Json.read(record.value(), PortOrderView.class);
        if (view.id() == null || view.siteId() == null || view.state() == null) {
            throw new IllegalArgumentException("id, siteId or state is missing");
        }
        return view;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    void set(PreparedStatement to, PortOrderView row) throws SQLException {
        to.setString(1, row.id());
        to.setString(2, row.siteId());
        to.setString(3, row.stationId());
        to.setInt(4, row.port());
        to.setString(5, Json.mapper().convertValue(row.action(), String.class));
        to.setString(6, row.by());
        to.setString(7, row.reason());
        to.setString(8, row.alertId());
        to.setTimestamp(9, Timestamp.from(row.requestedAt()));
        to.setLong(10, row.rev());
        to.setString(11, row.state().name());
        to.setString(12, Json.string(row));
    }
}
