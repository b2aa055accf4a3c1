package org.citywall.launcher.bench;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.place.SiteRef;
import org.citywall.launcher.demo.devices.charging.PortSample;

/** What the model's chargers say, as the gateway hands it on. */
final class ChargerReadings {
    private static final String SOURCE = "urn:citywall:bench";
    private static final double LON = 113.9;
    private static final double LAT = 22.7;

    private long sequence;

    static SiteRef site(String id) {
        return new SiteRef(id, id, LON, LAT);
    }

    /** The reading, received so many milliseconds later. */
    ChargerReading of(PortSample one, SiteRef site, long delayMs) {
        boolean isBoard = one.port() == ChargerReading.BOARD;
        Instant at = Instant.ofEpochMilli(one.atMs());
        return new ChargerReading(
                Long.toString(sequence++, Character.MAX_RADIX),
                SOURCE,
                one.stationId(),
                one.port(),
                one.state(),
                isBoard ? null : one.powerW(),
                one.voltageV(),
                isBoard ? null : one.currentA(),
                isBoard ? null : one.portC(),
                one.boardC(),
                one.smoke(),
                one.session() == 0 ? null : Integer.toString(one.session()),
                one.session() == 0 ? null : one.elapsedS(),
                one.session() == 0 ? null : one.energyWh(),
                one.stopReason(),
                at,
                at.plusMillis(delayMs),
                site,
                "yunwan/shapu",
                "沙浦街道",
                true,
                false,
                List.of());
    }
}
