package org.citywall.gateway.charger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.registry.RegistrySnapshot;

/** REST of the record of charging sessions. */
public final class SessionRoutes {
    private static final String PATH = "/api/v1/chargers/:siteId/sessions";
    private static final String LIST =
            "SELECT * FROM charging_session WHERE site_id = $1 AND (ended_at, id) < ($2, $3)"
                    + " AND ($4::text IS NULL OR station_id = $4)"
                    + " AND ($5::int IS NULL OR port = $5)"
                    + " AND ended_at >= $6 AND replay = $7"
                    + " ORDER BY ended_at DESC, id DESC LIMIT $8";
    private static final OffsetDateTime EVER =
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Pool pool;
    private final Supplier<RegistrySnapshot> registry;
    private final Guard guard;

    /** Serves this record. */
    public SessionRoutes(Pool pool, Supplier<RegistrySnapshot> registry, Guard guard) {
        this.pool = pool;
        this.registry = registry;
        this.guard = guard;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::list));
    }

    private void list(RoutingContext context, Principal who) {
        String siteId = ChargingSites.site(registry.get(), context, who).id();
        HttpServerRequest request = context.request();
        Page page = Page.of(request);
        TimeCursor cursor = TimeCursor.of(page);
        String port = request.getParam("port");
        pool.preparedQuery(LIST)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    siteId,
                                    cursor.at(),
                                    cursor.id(),
                                    request.getParam("stationId"),
                                    port == null ? null : PortOrderBody.port(port),
                                    since(request.getParam("since")),
                                    ChargingSites.isReplay(request),
                                    page.limit() + 1
                                }))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(rows -> Answers.json(context.response(), 200, page(rows, page.limit())));
    }

    private static OffsetDateTime since(String text) {
        try {
            return text == null ? EVER : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw ChargingSites.fault("since", "must be a time like 2026-01-31T08:00:00+08:00");
        }
    }

    private static ObjectNode page(RowSet<Row> rows, int limit) {
        ObjectNode page = Json.mapper().createObjectNode();
        var items = page.putArray("items");
        ChargingSession last = null;
        for (Row row : rows) {
            if (items.size() == limit) {
                return page.put(
                        "nextCursor",
                        TimeCursor.after(last.endedAt().atOffset(ZoneOffset.UTC), last.id()));
            }
            last = session(row);
            items.add(Json.mapper().valueToTree(last));
        }
        return page;
    }

    private static ChargingSession session(Row row) {
        String reason = row.getString("stop_reason");
        return new ChargingSession(
                row.getString("id"),
                row.getString("site_id"),
                row.getString("place"),
                row.getString("station_id"),
                row.getShort("port"),
                row.getString("session_id"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("ended_at").toInstant(),
                row.getInteger("seconds"),
                row.getDouble("energy_wh"),
                row.getDouble("plateau_w"),
                row.getDouble("peak_temp_c"),
                reason == null ? null : Json.mapper().convertValue(reason, StopReason.class),
                row.getShort("level"),
                List.of(row.getArrayOfStrings("kinds")),
                row.getBoolean("replay"));
    }
}
