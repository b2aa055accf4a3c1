package org.citywall.stream.sim;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;

/**
 * Where things happen: 7,057 grid cells of 433 communities, as a real district of Shenzhen counts
 * them, with a site in each and three devices at it.
 */
final class District {
    static final int CELLS = 7_057;
    static final int COMMUNITIES = 433;
    static final int DEVICES_PER_SITE = 3;
    static final int STREETS = 11;

    private District() {}

    static String site(int cell) {
        return String.format(Locale.ROOT, "B-%04d", cell);
    }

    static String device(int cell, int n) {
        return String.format(Locale.ROOT, "D-%04d-%d", cell, n);
    }

    static int community(int cell) {
        return cell % COMMUNITIES;
    }

    /** Of the place of a cell, and of what lies in it. */
    static String street(int community) {
        return String.format(Locale.ROOT, "sim/s%02d", community % STREETS);
    }

    static String communityPlace(int community) {
        return String.format(Locale.ROOT, "%s/c%03d", street(community), community);
    }

    static String place(int cell) {
        return String.format(Locale.ROOT, "%s/g%04d", communityPlace(community(cell)), cell);
    }

    /** What happens at one device of a site. */
    record Thing(AlertDomain domain, AlertClass alertClass, String kind, int level) {
        static final Thing PRESS = new Thing(AlertDomain.FIRE, AlertClass.ALARM, "press", 1);
        static final Thing FAULT = new Thing(AlertDomain.FIRE, AlertClass.MAINTENANCE, "fault", 3);
        static final Thing OFFLINE =
                new Thing(AlertDomain.FIRE, AlertClass.MAINTENANCE, "offline", 3);
        static final Thing HOT = new Thing(AlertDomain.EBIKE, AlertClass.ALARM, "port-hot", 2);
        static final Thing SENSOR =
                new Thing(AlertDomain.SLOPE, AlertClass.MAINTENANCE, "offline", 3);
        static final Thing DARK = new Thing(AlertDomain.EBIKE, AlertClass.ALARM, "site-offline", 2);

        static Thing slope(int level) {
            return new Thing(AlertDomain.SLOPE, AlertClass.ALARM, "rate", level);
        }
    }

    /** It begins, or is seen again, or ends. */
    static Detection detection(
            Thing thing,
            int cell,
            int device,
            boolean raised,
            boolean recorded,
            Instant at,
            long n) {
        String deviceId = device(cell, device);
        String group =
                "%s/%s/%s"
                        .formatted(
                                thing.domain().name().toLowerCase(Locale.ROOT),
                                thing.alertClass().name().toLowerCase(Locale.ROOT),
                                site(cell));
        return new Detection(
                Ids.of(deviceId, thing.kind(), String.valueOf(raised), String.valueOf(n)),
                group,
                thing.domain(),
                thing.alertClass(),
                thing.kind(),
                raised ? thing.level() : 4,
                raised,
                deviceId,
                null,
                thing.kind(),
                thing.kind() + (raised ? " begins" : " ends"),
                Map.of("device", deviceId),
                new SiteRef(site(cell), site(cell), 114.0 + cell * 1e-4, 22.6),
                place(cell),
                place(cell),
                null,
                at,
                raised && thing.equals(Thing.PRESS) ? "raw-" + n : null,
                recorded,
                recorded ? List.of(AlertTag.REPLAY.wireName()) : List.of());
    }
}
