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

    /** Behind the id of a site: what the stream makes of recordings of it. */
    private static final String REPLAY = "~replay";

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

    /** Whether recordings are asked for instead of what is live. */
    static boolean isReplay(HttpServerRequest request) {
        String text = request.getParam("replay", "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new Refusal(
                    Problem.ofField(400, "bad parameter", "replay", "must be true or false"));
        }
        return text.equals("true");
    }

    /** Under which the stream writes the page that is asked for. */
    static String pageId(Site site, HttpServerRequest request) {
        return isReplay(request) ? site.id() + REPLAY : site.id();
    }

    static boolean isCharger(Device device, Site site) {
        return device != null
                && device.domain() == AlertDomain.EBIKE
                && device.kind().equals(DeviceKinds.CHARGER)
                && device.siteId().equals(site.id());
    }
}
