package org.citywall.gateway.charger;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.DeviceKinds;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/** Charging sites of the registry, and their chargers. */
final class ChargingSites {
    /** Kind of a site where e-bikes are charged. */
    static final String KIND = "charging";

    private ChargingSites() {}

    static boolean isOne(Site site) {
        return site.kind().equals(KIND);
    }

    /** The site of the path; a {@link Refusal} if it is none, or not this person's. */
    static Site site(RegistrySnapshot registry, RoutingContext context, Principal who) {
        Site site = registry.sites().get(context.pathParam("siteId"));
        if (site == null || !isOne(site) || !who.sees(site.place())) {
            throw new Refusal(
                    Problem.of(404, "unknown-charging-site", "there is no such charging site"));
        }
        return site;
    }

    /** Whether the newest recording of the site is asked for instead of what goes on. */
    static boolean isReplay(HttpServerRequest request) {
        String text = request.getParam("replay", "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw fault("replay", "must be true or false");
        }
        return text.equals("true");
    }

    static Refusal fault(String parameter, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", parameter, detail));
    }

    static boolean isCharger(Device device, Site site) {
        return device != null
                && device.domain() == AlertDomain.EBIKE
                && device.kind().equals(DeviceKinds.CHARGER)
                && device.siteId().equals(site.id());
    }
}
