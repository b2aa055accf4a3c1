package org.citywall.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;

/** REST for reading the registry: places, sites, devices; each sees only its own place. */
public final class RegistryRoutes {
    private final Supplier<RegistrySnapshot> registry;
    private final Function<String, DeviceStatus> status;
    private final Guard guard;

    /**
     * Serves the snapshot.
     *
     * @param status device id to what the live view knows of it, or null for never seen
     */
    public RegistryRoutes(
            Supplier<RegistrySnapshot> registry,
            Function<String, DeviceStatus> status,
            Guard guard) {
        this.registry = registry;
        this.status = status;
        this.guard = guard;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get("/api/v1/places").handler(guard.require(Role.VIEWER, this::places));
        router.get("/api/v1/sites").handler(guard.require(Role.VIEWER, this::sites));
        router.get("/api/v1/devices").handler(guard.require(Role.VIEWER, this::devices));
    }

    private void places(RoutingContext context, Principal who) {
        HttpServerRequest request = context.request();
        String within = text(request.getParam("place"));
        ObjectNode page =
                Page.of(request)
                        .of(
                                registry.get().places(),
                                place ->
                                        Place.within(place.path(), who.place())
                                                && Place.within(place.path(), within),
                                Json.mapper()::valueToTree);
        Answers.json(context.response(), 200, page);
    }

    private void sites(RoutingContext context, Principal who) {
        HttpServerRequest request = context.request();
        String within = text(request.getParam("place"));
        String kind = request.getParam("kind");
        ObjectNode page =
                Page.of(request)
                        .of(
                                registry.get().sites(),
                                site ->
                                        Place.within(site.place(), who.place())
                                                && Place.within(site.place(), within)
                                                && (kind == null || kind.equals(site.kind())),
                                Json.mapper()::valueToTree);
        Answers.json(context.response(), 200, page);
    }

    private void devices(RoutingContext context, Principal who) {
        HttpServerRequest request = context.request();
        RegistrySnapshot snapshot = registry.get();
        String within = text(request.getParam("place"));
        String domain = request.getParam("domain");
        String siteId = request.getParam("siteId");
        String online = request.getParam("online");
        ObjectNode page =
                Page.of(request)
                        .of(
                                snapshot.devices(),
                                device -> {
                                    String place = snapshot.location(device.siteId()).place();
                                    return Place.within(place, who.place())
                                            && Place.within(place, within)
                                            && (domain == null
                                                    || domain.equals(Domains.wire(device.domain())))
                                            && (siteId == null || siteId.equals(device.siteId()))
                                            && (online == null || online.equals(heard(device)));
                                },
                                device -> item(device, snapshot));
        Answers.json(context.response(), 200, page);
    }

    /** {@code true}, {@code false}, or {@code never}. */
    private String heard(Device device) {
        DeviceStatus known = status.apply(device.id());
        return known == null ? "never" : Boolean.toString(known.online());
    }

    private ObjectNode item(Device device, RegistrySnapshot snapshot) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("id", device.id())
                .put("domain", Domains.wire(device.domain()))
                .put("kind", device.kind())
                .put("siteId", device.siteId())
                .put("place", snapshot.location(device.siteId()).place());
        if (device.name() != null) {
            item.put("name", device.name());
        }
        if (device.point() != null) {
            item.put("point", device.point());
        }
        DeviceStatus known = status.apply(device.id());
        if (known != null) { // never seen is not offline: both are absent then
            JsonNode seen = Json.mapper().valueToTree(known.lastSeenAt());
            item.put("online", known.online());
            item.set("lastSeenAt", seen);
        }
        return item;
    }

    private static String text(String parameter) {
        return parameter == null ? "" : parameter;
    }
}
