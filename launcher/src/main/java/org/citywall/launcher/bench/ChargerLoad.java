package org.citywall.launcher.bench;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.contracts.place.SiteRef;

/**
 * Readings of very many ports, made without memory: port p at minute m. Ten ports to a charger, two
 * chargers to a site. Sessions of seven hours, at other places of their curve from port to port: a
 * plateau of five hours, a taper, and the end.
 */
final class ChargerLoad {
    static final int PORTS_PER_SITE = 20;
    private static final int PORTS_PER_STATION = 10;
    private static final int SESSION_MIN = 420;
    private static final int PLATEAU_MIN = 300;
    private static final double TAPER_MIN = 40;
    private static final long MINUTE_MS = 60_000;
    private static final int SPREAD = 7_919;
    private static final String SOURCE = "urn:citywall:bench";

    private final int ports;
    private final long beginMs;
    private final SiteRef[] sites;

    /**
     * @param ports twenty to a site
     * @param begin device time of the first minute
     */
    ChargerLoad(int ports, Instant begin) {
        this.ports = ports;
        this.beginMs = begin.toEpochMilli();
        this.sites = new SiteRef[ports / PORTS_PER_SITE];
        for (int i = 0; i < sites.length; i++) {
            sites[i] = ChargerReadings.site("BENCH-C-%05d".formatted(i));
        }
    }

    int ports() {
        return ports;
    }

    /** Device time of a port's reading, epoch ms; ports are spread over the minute. */
    long at(int port, int minute) {
        return beginMs + minute * MINUTE_MS + (long) port * MINUTE_MS / ports;
    }

    /** Whether the session at the port ends with this minute's reading. */
    static boolean ends(int port, int minute) {
        return intoSession(port, minute) == SESSION_MIN - 1;
    }

    private static int intoSession(int port, int minute) {
        return Math.floorMod(port * SPREAD + minute, SESSION_MIN);
    }

    /** Neighbours in this order belong to different sites. */
    ChargerReading reading(int port, int minute) {
        int site = port % sites.length;
        int own = port / sites.length;
        int into = intoSession(port, minute);
        boolean ended = into == SESSION_MIN - 1;
        double watts = ended ? 0 : watts(port, into);
        Instant at = Instant.ofEpochMilli(at(port, minute));
        return new ChargerReading(
                port + "/" + minute,
                SOURCE,
                sites[site].id() + "-" + own / PORTS_PER_STATION,
                own % PORTS_PER_STATION + 1,
                ended ? PortState.IDLE : PortState.CHARGING,
                watts,
                220.4,
                Math.rint(100 * watts / 187) / 100,
                Math.rint(28 + watts / 20),
                33.0,
                false,
                Integer.toString(1 + Math.floorDiv(port * SPREAD + minute, SESSION_MIN)),
                60 * into,
                Math.rint(into * 3.2),
                ended ? StopReason.FULL : null,
                at,
                at.plusMillis(700),
                sites[site],
                "yunwan/shapu",
                "云湾区/沙浦街道",
                true,
                false,
                List.of());
    }

    private static double watts(int port, int into) {
        double most = 80 + port % 13 * 22;
        double noise = 1 + Math.floorMod(port * 31 + into * 17, 100) / 10_000.0;
        double share = into < PLATEAU_MIN ? 1 : Math.exp((PLATEAU_MIN - into) / TAPER_MIN);
        return Math.rint(Math.max(9, most * share) * noise);
    }
}
