package org.citywall.gateway.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.downlink.DeviceCommandStore;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Place;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/**
 * {@code GET /api/v1/fire/coverage}. What a part cannot tell now is null: unknown is not zero. Each
 * sees the numbers of its own place.
 */
public final class CoverageRoutes {
    private static final int TESTED_WITHIN_MONTHS = 6;

    private static final Duration PERIOD = Duration.ofDays(30);
    private static final int REPEATED = 3;

    private final Supplier<RegistrySnapshot> registry;
    private final LiveTopic alerts;
    private final LiveTopic devices;
    private final Function<String, DeviceStatus> status;
    private final CoverageRecord record;
    private final Supplier<Instant> newestData;
    private final Guard guard;
    private final Clock clock;

    /**
     * Counts from these.
     *
     * @param status device id to what the live view knows of it, or null for never seen
     * @param newestData when the newest signal of any device was logged, or null
     */
    public CoverageRoutes(
            Supplier<RegistrySnapshot> registry,
            LiveTopic alerts,
            LiveTopic devices,
            Function<String, DeviceStatus> status,
            CoverageRecord record,
            Supplier<Instant> newestData,
            Guard guard,
            Clock clock) {
        this.registry = registry;
        this.alerts = alerts;
        this.devices = devices;
        this.status = status;
        this.record = record;
        this.newestData = newestData;
        this.guard = guard;
        this.clock = clock;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get("/api/v1/fire/coverage").handler(guard.require(Role.VIEWER, this::coverage));
    }

    private void coverage(RoutingContext context, Principal who) {
        Instant now = clock.instant();
        Instant since = now.minus(PERIOD);
        Instant tested = now.atOffset(ZoneOffset.UTC).minusMonths(TESTED_WITHIN_MONTHS).toInstant();
        Future<Set<String>> tests = record.testedSince(tested);
        var alarms = record.alarmsSince(since, who.place());
        var repeated = record.repeatedSince(since, who.place(), REPEATED);
        var duty = record.dutyChecksSince(since, who.place());
        Future.all(tests, alarms, repeated, duty)
                .map(
                        all -> {
                            ObjectNode body = Json.mapper().createObjectNode();
                            body.put("asOf", Json.time(now));
                            Instant newest = newestData.get();
                            body.put("dataAsOf", newest == null ? null : Json.time(newest));
                            devices(body.putObject("devices"), tests.result(), who);
                            body.put("shieldedPoints", shielded(who));
                            alarms(body.putObject("falseAlarms"), alarms.result());
                            buildings(body.putArray("repeatedBuildings"), repeated.result());
                            dutyChecks(body, duty.result());
                            return body;
                        })
                .onSuccess(body -> Answers.json(context.response(), 200, body))
                .onFailure(error -> Answers.failure(context, error));
    }

    private void devices(ObjectNode into, Set<String> tested, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        int registered = 0;
        int seen = 0;
        int online = 0;
        int proven = 0;
        for (Device device : snapshot.devices().values()) {
            RegistrySnapshot.Location where = snapshot.location(device.siteId());
            if (device.domain() == AlertDomain.FIRE
                    && where != null
                    && Place.within(where.place(), who.place())) {
                DeviceStatus known = status.apply(device.id());
                registered++;
                seen += known == null ? 0 : 1;
                online += known != null && known.online() ? 1 : 0;
                proven += tested.contains(device.id()) ? 1 : 0;
            }
        }
        boolean isLive = devices.isLoaded();
        into.put("registered", registered)
                .put("seen", isLive ? Integer.valueOf(seen) : null)
                .put("online", isLive ? Integer.valueOf(online) : null)
                .put("testedWithin6Months", proven);
    }

    /** Points that are shielded in an open alert; null while the live view is not loaded. */
    private Integer shielded(Principal who) {
        if (!alerts.isLoaded()) {
            return null;
        }
        int points = 0;
        for (Item item : alerts.view().items()) {
            if (item.place() != null && who.sees(item.place()) && item.json().contains("shield")) {
                for (JsonNode source : tree(item).path("sources")) {
                    points +=
                            source.path("kind").asText().equals("shield")
                                            && source.path("active").asBoolean()
                                    ? 1
                                    : 0;
                }
            }
        }
        return points;
    }

    private static void alarms(ObjectNode into, CoverageRecord.Alarms found) {
        into.put("days", (int) PERIOD.toDays())
                .put("alarms", found.alarms())
                .put("falseAlarms", found.falseAlarms());
        into.put(
                "rate",
                found.alarms() == 0
                        ? null
                        : Double.valueOf((double) found.falseAlarms() / found.alarms()));
        ObjectNode causes = into.putObject("byCause");
        found.byCause().forEach(causes::put);
    }

    private void buildings(ArrayNode into, List<CoverageRecord.Repeated> found) {
        for (CoverageRecord.Repeated each : found) {
            Site site = registry.get().sites().get(each.siteId());
            into.addObject()
                    .put("siteId", each.siteId())
                    .put("name", site == null ? each.siteId() : site.name())
                    .put("falseAlarms", each.count());
        }
    }

    private static void dutyChecks(ObjectNode body, DeviceCommandStore.Rate found) {
        if (found.share().isEmpty()) {
            body.putNull("dutyChecks"); // a rate of none is no rate
            return;
        }
        body.putObject("dutyChecks")
                .put("days", (int) PERIOD.toDays())
                .put("ended", found.ended())
                .put("answered", found.answered())
                .put("rate", found.share().getAsDouble());
    }

    private static JsonNode tree(Item item) {
        try {
            return Json.mapper().readTree(item.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was readable when it was taken", e);
        }
    }
}
