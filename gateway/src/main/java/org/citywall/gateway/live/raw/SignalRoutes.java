package org.citywall.gateway.live.raw;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.fire.RawPress;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * {@code POST /api/v1/signals/{id}/dismiss}: takes away the card of a press that Kafka never had
 * and whose device does not send it again. Who did so, and why, is on record before the card goes.
 */
public final class SignalRoutes {
    private static final int MAX_REASON = 500;

    private final RawPressRoads roads;
    private final Pool pool;
    private final Guard guard;
    private final JsonBody bodies;
    private final Audit audit;

    /** Serves the presses of these roads; the audit trail is in the database of the pool. */
    public SignalRoutes(RawPressRoads roads, Pool pool, Guard guard, JsonBody bodies, Clock clock) {
        this.roads = roads;
        this.pool = pool;
        this.guard = guard;
        this.bodies = bodies;
        this.audit = new Audit(clock);
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/signals/:id/dismiss")
                .handler(guard.require(Role.OFFICER, this::dismiss));
    }

    private void dismiss(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        bodies.read(
                context,
                body -> {
                    String reason = JsonBody.text(body, "reason", 1, MAX_REASON);
                    Future<Void> settled =
                            roads.waiting(id).isEmpty() && roads.isDismissed(id)
                                    ? Future.succeededFuture()
                                    : record(dismissible(id, who), who, reason);
                    settled.onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    recorded -> {
                                        // Told again also if it was dismissed: telling is lossy.
                                        roads.dismiss(id);
                                        Answers.nothing(context.response());
                                    });
                });
    }

    private RawPress dismissible(String id, Principal who) {
        RawPress press =
                roads.waiting(id)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.of(
                                                        404,
                                                        "unknown-signal",
                                                        "no such press waits for its outcome")));
        boolean isUnplaced = press.place() == null || press.place().isEmpty();
        if (!isUnplaced && !who.sees(press.place())) {
            throw new Refusal(Problem.of(403, "forbidden", "the press lies outside of your place"));
        }
        if (press.state() != RawPress.State.UNRECORDED) {
            throw new Refusal(
                    Problem.of(
                            409,
                            "on-record",
                            "Kafka has this press: it goes when the jobs have dealt with it"));
        }
        return press;
    }

    private Future<Void> record(RawPress press, Principal who, String reason) {
        JsonObject before =
                new JsonObject()
                        .put("deviceId", press.deviceId())
                        .put("point", press.point())
                        .put("signalId", press.signalId())
                        .put("place", press.place())
                        .put("receivedAt", Json.time(press.receivedAt()));
        JsonObject after = new JsonObject().put("reason", reason);
        return pool.withTransaction(
                transaction ->
                        audit.write(
                                transaction,
                                who.name(),
                                "dismiss",
                                "signals",
                                press.id(),
                                before,
                                after));
    }
}
