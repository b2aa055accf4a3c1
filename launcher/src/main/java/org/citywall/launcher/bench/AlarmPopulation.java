package org.citywall.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;

/**
 * A night in which sites lose their power: what is dark, the devices that are offline because of
 * it, and fires that begin meanwhile. The same for both sides of the bench.
 *
 * @param sites that are dark
 * @param devicesPerSite that are offline at each
 */
record AlarmPopulation(int sites, int devicesPerSite) {
    static final String DARK = "site-offline";
    static final String OFFLINE = "offline";
    private static final String PRESS = "press";
    private static final int RED = 1;
    private static final int YELLOW = 3;

    /** All at one spot: nobody looks at a map here. Degrees, WGS-84. */
    private static final double LON = 114.05;

    private static final double LAT = 22.53;

    /**
     * One alert.
     *
     * @param name by which the bench knows it; it is the title too
     * @param kind of its condition
     * @param site where
     * @param level 1 (red) to 4 (blue)
     */
    record Member(String name, String kind, String site, int level) {
        /** As a job of a domain tells it to the alerts job. */
        Detection detection(Instant at) {
            boolean isFire = kind.equals(PRESS);
            AlertDomain domain = isFire ? AlertDomain.FIRE : AlertDomain.EBIKE;
            AlertClass alertClass = isFire ? AlertClass.ALARM : AlertClass.MAINTENANCE;
            return new Detection(
                    "bench/" + name,
                    "%s/%s/%s".formatted(isFire ? "fire" : "ebike", isFire ? "alarm" : "x", name),
                    domain,
                    alertClass,
                    kind,
                    level,
                    true,
                    name,
                    null,
                    name,
                    name,
                    Map.of(),
                    new SiteRef(site, site, LON, LAT),
                    "bench/" + site,
                    site,
                    at,
                    at,
                    null,
                    false,
                    List.of());
        }
    }

    /** What is dark, before what is offline because of it. */
    List<Member> standing() {
        List<Member> all = new ArrayList<>();
        for (int site = 0; site < sites; site++) {
            all.add(new Member("dark-" + site, DARK, site(site), YELLOW));
        }
        for (int device = 0; device < devicesPerSite; device++) {
            for (int site = 0; site < sites; site++) {
                String name = "offline-%d-%d".formatted(site, device);
                all.add(new Member(name, OFFLINE, site(site), YELLOW));
            }
        }
        return all;
    }

    /** Fires of a round, each at a dark site. */
    List<Member> fires(int round, int count) {
        List<Member> all = new ArrayList<>();
        for (int fire = 0; fire < count; fire++) {
            String name = "fire-%d-%d".formatted(round, fire);
            all.add(new Member(name, PRESS, site(fire % sites), RED));
        }
        return all;
    }

    private static String site(int number) {
        return "S-%04d".formatted(number);
    }

    /** As Alertmanager takes them. */
    static ArrayNode posted(List<Member> members, Instant at) {
        ArrayNode all = Json.mapper().createArrayNode();
        members.forEach(m -> all.add(AlertmanagerProcess.alert(m.name(), m.kind(), m.site(), at)));
        return all;
    }
}
