package org.citywall.gateway.downlink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.RegistrySnapshot;

/** REST of duty schedules: leaders of a shift edit, everybody reads those of their place. */
public final class DutyScheduleRoutes {
    private static final String BASE = "/api/v1/fire/duty-schedules";

    private final DutySchedules schedules;
    private final Supplier<RegistrySnapshot> registry;
    private final ZoneId zone;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves the schedules of this database. */
    public DutyScheduleRoutes(
            Pool pool,
            Supplier<RegistrySnapshot> registry,
            DutyLimits limits,
            ZoneId zone,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.schedules = new DutySchedules(pool, clock, limits.maxSchedules());
        this.registry = registry;
        this.zone = zone;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.VIEWER, this::list));
        router.post(BASE).handler(guard.require(Role.SHIFT_LEAD, this::create));
        router.put(BASE + "/:id").handler(guard.require(Role.SHIFT_LEAD, this::enable));
        router.delete(BASE + "/:id").handler(guard.require(Role.SHIFT_LEAD, this::delete));
    }

    private void list(RoutingContext context, Principal who) {
        schedules
                .list()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(all -> Answers.json(context.response(), 200, page(all, who)));
    }

    private void create(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body ->
                        schedules
                                .create(
                                        DutyScheduleBody.read(
                                                body, registry.get(), who, clock.instant()),
                                        who)
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(
                                        made -> Answers.json(context.response(), 201, item(made))));
    }

    private void enable(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    boolean enabled = DutyScheduleBody.enabled(body);
                    answer(
                            context,
                            schedules.enable(id(context), enabled, who),
                            changed -> Answers.json(context.response(), 200, item(changed)));
                });
    }

    private void delete(RoutingContext context, Principal who) {
        answer(
                context,
                schedules.delete(id(context), who),
                deleted -> Answers.nothing(context.response()));
    }

    private static void answer(
            RoutingContext context,
            Future<Optional<DutySchedules.Listed>> edited,
            Consumer<DutySchedules.Listed> found) {
        edited.onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        listed ->
                                listed.ifPresentOrElse(
                                        found, () -> unknown().send(context.response())));
    }

    private static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(unknown());
        }
    }

    private ObjectNode page(List<DutySchedules.Listed> all, Principal who) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        all.stream()
                .filter(listed -> who.sees(listed.schedule().place()))
                .forEach(listed -> items.add(item(listed)));
        return page;
    }

    private ObjectNode item(DutySchedules.Listed listed) {
        DutySchedule schedule = listed.schedule();
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("id", schedule.id().toString()).put("name", schedule.name());
        ArrayNode times = item.putArray("times");
        schedule.times().forEach(time -> times.add(time.toString())); // HH:mm: no seconds
        item.put("spreadMinutes", schedule.spreadMinutes())
                .put("timeoutMinutes", schedule.timeoutMinutes())
                .put("place", schedule.place())
                .put("enabled", schedule.enabled())
                .put("createdBy", schedule.createdBy())
                .put("createdAt", Json.time(schedule.createdAt()));
        if (listed.lastAt() != null) {
            item.put("lastAt", Json.time(listed.lastAt()));
        }
        schedule.next(clock.instant(), zone).ifPresent(next -> item.put("nextAt", Json.time(next)));
        return item;
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-schedule", "there is no such schedule");
    }
}
