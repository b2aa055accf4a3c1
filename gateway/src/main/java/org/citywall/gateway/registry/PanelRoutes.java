package org.citywall.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;

/** REST for reading what the registry knows of panels; edits go by {@link RegistryAdminRoutes}. */
public final class PanelRoutes {
    private final Supplier<RegistrySnapshot> registry;
    private final Guard guard;

    /** Serves the snapshot. */
    public PanelRoutes(Supplier<RegistrySnapshot> registry, Guard guard) {
        this.registry = registry;
        this.guard = guard;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get("/api/v1/registry/panel-profiles")
                .handler(guard.require(Role.OFFICER, this::profiles));
        router.get("/api/v1/registry/fire-points")
                .handler(guard.require(Role.OFFICER, this::points));
    }

    private void profiles(RoutingContext context, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        ObjectNode page =
                Page.of(context.request())
                        .of(
                                snapshot.panels().profiles(),
                                profile -> sees(who, snapshot, profile.deviceId()),
                                PanelRoutes::item);
        Answers.json(context.response(), 200, page);
    }

    private void points(RoutingContext context, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        String deviceId = context.request().getParam("deviceId");
        ObjectNode page =
                Page.of(context.request())
                        .of(
                                snapshot.panels().points(),
                                point ->
                                        (deviceId == null || deviceId.equals(point.deviceId()))
                                                && sees(who, snapshot, point.deviceId()),
                                Json.mapper()::valueToTree);
        Answers.json(context.response(), 200, page);
    }

    private static boolean sees(Principal who, RegistrySnapshot snapshot, String deviceId) {
        Device device = snapshot.devices().get(deviceId);
        return device != null && who.sees(snapshot.location(device.siteId()).place());
    }

    private static ObjectNode item(PanelProfile profile) {
        ObjectNode item =
                Json.mapper()
                        .createObjectNode()
                        .put("deviceId", profile.deviceId())
                        .put("timeCoding", profile.timeCoding())
                        .put("checksum", profile.checksum())
                        .put("ackStyle", profile.ackStyle());
        if (profile.clockLimitS() != null) {
            item.put("clockLimitS", profile.clockLimitS());
        }
        if (profile.keepaliveCommand() != null) {
            item.put("keepaliveCommand", profile.keepaliveCommand());
        }
        return item;
    }
}
