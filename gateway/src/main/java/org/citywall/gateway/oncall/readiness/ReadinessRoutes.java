package org.citywall.gateway.oncall.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** REST of tests before shifts: how they stand, and the answer of who was asked. */
public final class ReadinessRoutes {
    private static final String PATH = "/api/v1/oncall/readiness";
    private static final Duration LISTED = Duration.ofDays(1);

    private final Pool pool;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;
    private final Audit audit;
    private final MeterRegistry meters;

    /** Serves what stands in this database. */
    public ReadinessRoutes(
            Pool pool, Guard guard, JsonBody bodies, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
        this.audit = new Audit(clock);
        this.meters = meters;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::list));
        router.post(PATH + "/:id/answer").handler(guard.require(Role.VIEWER, this::answer));
    }

    private void list(RoutingContext context, Principal who) {
        Instant now = clock.instant();
        boolean isOfficer = who.role().compareTo(Role.OFFICER) >= 0;
        pool.preparedQuery(ReadinessSql.LIST)
                .execute(
                        Tuple.of(
                                who.place(),
                                who.name(),
                                isOfficer,
                                now.minus(LISTED).atOffset(ZoneOffset.UTC)))
                .map(
                        rows -> {
                            ObjectNode page = Json.mapper().createObjectNode();
                            ArrayNode items = page.put("at", Json.time(now)).putArray("items");
                            rows.forEach(row -> items.add(item(row)));
                            return page;
                        })
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(page -> Answers.json(context.response(), 200, page));
    }

    private static ObjectNode item(Row row) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("id", row.getUUID("id").toString());
        for (String field : new String[] {"rota", "post", "place", "person", "label", "state"}) {
            item.put(field, row.getString(field));
        }
        item.put("reason", row.getString("reason"));
        item.put("begins", Json.time(Rows.instant(row, "begins_at")));
        item.put("sentAt", Json.time(Rows.instant(row, "sent_at")));
        item.put("deadline", Json.time(Rows.instant(row, "deadline_at")));
        Instant ended = Rows.instant(row, "ended_at");
        if (ended != null) {
            item.put("endedAt", Json.time(ended));
        }
        return item;
    }

    private void answer(RoutingContext context, Principal who) {
        UUID id = id(context);
        bodies.read(
                context,
                body ->
                        pool.withTransaction(db -> answer(db, id, who))
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(
                                        isNew -> {
                                            ReadinessChecks.count(
                                                    meters, "answered", isNew ? 1 : 0);
                                            Answers.nothing(context.response());
                                        }));
    }

    /** True if it was not answered before. An answer that comes late still is one. */
    private Future<Boolean> answer(SqlConnection db, UUID id, Principal who) {
        return db.preparedQuery(ReadinessSql.FIND)
                .execute(Tuple.of(id))
                .compose(
                        rows -> {
                            for (Row row : rows) {
                                return answer(db, id, row, who);
                            }
                            return Future.failedFuture(unknown());
                        });
    }

    private Future<Boolean> answer(SqlConnection db, UUID id, Row row, Principal who) {
        if (!row.getString("person").equals(who.name())) {
            return Future.failedFuture(
                    new Refusal(Problem.of(403, "not-yours", "only who was asked can answer")));
        }
        String state = row.getString("state");
        if (state.equals(Check.State.ANSWERED.wire())) {
            return Future.succeededFuture(false);
        }
        if (state.equals(Check.State.WITHDRAWN.wire())) {
            return Future.failedFuture(
                    new Refusal(Problem.of(409, "withdrawn", "somebody else comes on")));
        }
        boolean isLate = state.equals(Check.State.UNANSWERED.wire());
        return db.preparedQuery(ReadinessSql.MOVE)
                .execute(
                        Tuple.of(
                                id,
                                Check.State.ANSWERED.wire(),
                                isLate ? "逾期后应答" : "已应答",
                                null,
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(
                        done ->
                                audit.write(
                                        db,
                                        who.name(),
                                        "answer",
                                        "oncall-readiness",
                                        id.toString(),
                                        null,
                                        null))
                .map(true);
    }

    private static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return new Refusal(Problem.of(404, "unknown-readiness", "there is no such test"));
    }
}
