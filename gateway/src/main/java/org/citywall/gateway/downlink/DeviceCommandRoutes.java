package org.citywall.gateway.downlink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ingest.gb26875.Orders;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.RegistrySnapshot;

/** REST of orders to devices, and of duty checks. */
public final class DeviceCommandRoutes {
    private static final String BASE = "/api/v1/devices/:id/commands";

    /** How the ids of devices begin that take orders. */
    static final String TRANSMISSION_DEVICE = "GB-";

    private static final Set<String> NO_PARAMS = Set.of("commandId", "kind");

    private static final Duration RATE_OF = Duration.ofDays(30);

    private final Supplier<RegistrySnapshot> registry;
    private final DeviceCommandStore store;
    private final CommandLog log;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves these parts. */
    public DeviceCommandRoutes(
            Supplier<RegistrySnapshot> registry,
            DeviceCommandStore store,
            CommandLog log,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.registry = registry;
        this.store = store;
        this.log = log;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.post(BASE).handler(guard.require(Role.OFFICER, this::order));
        router.get(BASE + "/:commandId").handler(guard.require(Role.VIEWER, this::one));
        router.get("/api/v1/fire/duty-checks").handler(guard.require(Role.VIEWER, this::duty));
    }

    private void order(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    String deviceId = context.pathParam("id");
                    String place = placeOf(deviceId, who);
                    DeviceCommand order = read(body, deviceId, who);
                    store.order(order, place)
                            .compose(isNew -> send(order, isNew))
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(
                                    sent ->
                                            Answers.json(
                                                    context.response(),
                                                    202,
                                                    Map.of("commandId", order.commandId())));
                });
    }

    /** A repeat is sent again too: the first one's log may have been away, and gateways know it. */
    private Future<Void> send(DeviceCommand order, boolean isNew) {
        Future<Void> mine =
                isNew
                        ? Future.succeededFuture()
                        : store.find(order.commandId())
                                .compose(
                                        found ->
                                                found.filter(e -> isSame(e, order)).isPresent()
                                                        ? Future.succeededFuture()
                                                        : Future.failedFuture(
                                                                new Refusal(taken())));
        return mine.compose(ok -> log.append(order).recover(DeviceCommandRoutes::noLog));
    }

    private static boolean isSame(DeviceCommandStore.Entry before, DeviceCommand order) {
        return before.deviceId().equals(order.deviceId()) && before.kind().equals(order.kind());
    }

    private static Problem taken() {
        return Problem.ofField(
                409, "not the same", "/commandId", "another order has this id already");
    }

    private static Future<Void> noLog(Throwable error) {
        return Future.failedFuture(
                new Refusal(
                        Problem.of(
                                503,
                                "log unavailable",
                                "the order could not be written down; send it again with the same commandId")));
    }

    private DeviceCommand read(JsonNode body, String deviceId, Principal who) {
        String commandId = JsonBody.text(body, "commandId", 36, 36);
        try {
            UUID.fromString(commandId);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.ofField(400, "bad field", "/commandId", "must be a UUID"));
        }
        Map<String, String> params = new HashMap<>();
        body.properties().stream()
                .filter(field -> !NO_PARAMS.contains(field.getKey()))
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> params.put(field.getKey(), field.getValue().asText()));
        Instant now = clock.instant();
        DeviceCommand order =
                new DeviceCommand(
                        commandId,
                        deviceId,
                        JsonBody.text(body, "kind", 1, 32),
                        params,
                        who.name(),
                        now,
                        now.plus(DeviceCommandStore.EXPIRES));
        try {
            Orders.check(order);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.ofField(
                            400,
                            "bad field",
                            "/" + e.getMessage(),
                            "is missing or not what this order can have"));
        }
        return order;
    }

    private String placeOf(String deviceId, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        Device device = snapshot.devices().get(deviceId);
        if (device == null) {
            throw new Refusal(Problem.of(404, "unknown-device", "there is no such device"));
        }
        String place = snapshot.location(device.siteId()).place();
        if (!who.sees(place)) {
            throw new Refusal(
                    Problem.of(403, "forbidden", "the device lies outside of your place"));
        }
        if (!deviceId.startsWith(TRANSMISSION_DEVICE)) {
            throw new Refusal(
                    Problem.of(409, "no downlink", "this device takes no orders from here"));
        }
        return place;
    }

    private void one(RoutingContext context, Principal who) {
        store.find(context.pathParam("commandId"))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        found -> {
                            var mine =
                                    found.filter(e -> e.deviceId().equals(context.pathParam("id")))
                                            .filter(e -> who.sees(e.place()));
                            if (mine.isPresent()) {
                                Answers.json(context.response(), 200, item(mine.get()));
                            } else {
                                Problem.of(404, "unknown-command", "there is no such order")
                                        .send(context.response());
                            }
                        });
    }

    private void duty(RoutingContext context, Principal who) {
        int limit = Page.of(context.request()).limit();
        Instant since = clock.instant().minus(RATE_OF);
        Future<DeviceCommandStore.Rate> rate = store.dutyRate(who.place(), since);
        store.dutyChecks(who.place(), limit)
                .compose(checks -> rate.map(r -> page(checks, r, since)))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(page -> Answers.json(context.response(), 200, page));
    }

    private static ObjectNode page(
            Iterable<DeviceCommandStore.Entry> checks,
            DeviceCommandStore.Rate rate,
            Instant since) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        checks.forEach(check -> items.add(item(check)));
        ObjectNode answered = page.putObject("answers");
        answered.put("since", Json.time(since))
                .put("ended", rate.ended())
                .put("answered", rate.answered());
        rate.share().ifPresent(share -> answered.put("rate", share));
        return page;
    }

    private static ObjectNode item(DeviceCommandStore.Entry entry) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("commandId", entry.commandId())
                .put("deviceId", entry.deviceId())
                .put("kind", entry.kind())
                .put("by", entry.by())
                .put("at", Json.time(entry.at()))
                .put("state", entry.state());
        ObjectNode params = item.putObject("params");
        entry.params().forEach(param -> params.put(param.getKey(), "" + param.getValue()));
        put(item, "detail", entry.detail());
        put(item, "sentAt", time(entry.sentAt()));
        put(item, "dueAt", time(entry.dueAt()));
        put(item, "endedAt", time(entry.endedAt()));
        if (entry.answer() != null) {
            ArrayNode lines = item.putArray("answer");
            entry.answer().forEach(line -> lines.add("" + line));
        }
        return item;
    }

    private static String time(Instant instant) {
        return instant == null ? null : Json.time(instant);
    }

    private static void put(ObjectNode item, String name, String value) {
        if (value != null) {
            item.put(name, value);
        }
    }
}
