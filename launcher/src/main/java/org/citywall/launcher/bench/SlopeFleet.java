package org.citywall.launcher.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeReading;

/**
 * Instruments of many slopes, five on each: two GNSS, a crack meter, a deep displacement and a rain
 * gauge. Most slopes creep; one in a hundred is on its way to failure, so that every model works.
 */
final class SlopeFleet {
    private static final SlopeInstrument[] KINDS = {
        SlopeInstrument.GNSS,
        SlopeInstrument.CRACK,
        SlopeInstrument.DEEP_DISPLACEMENT,
        SlopeInstrument.GNSS,
        SlopeInstrument.RAIN
    };
    private static final String[] CHANNELS = {
        "L1_GP_1", "L1_LF_1", "L1_SB_1", "L1_GP_2", "L3_YL_1"
    };
    private static final int FAILING = 100;
    private static final double FAILS_AFTER_DAYS = 5;
    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final String SOURCE = "urn:citywall:bench";

    private final int slopes;
    private final Instant origin;
    private final Random random = new Random(1);
    private long sequence;

    /**
     * @param instruments five for each slope
     * @param origin device time of the first reading
     */
    SlopeFleet(int instruments, Instant origin) {
        this.slopes = instruments / KINDS.length;
        this.origin = origin;
    }

    int instruments() {
        return slopes * KINDS.length;
    }

    List<String> siteIds() {
        return java.util.stream.IntStream.range(0, slopes).mapToObj(SlopeFleet::siteId).toList();
    }

    private static String siteId(int slope) {
        return "BENCH-S-%04d".formatted(slope);
    }

    /** Neighbours in this order belong to different slopes. */
    SlopeReading reading(int instrument, Instant deviceTime, Instant receivedAt) {
        int slope = instrument % slopes;
        int kind = instrument / slopes;
        String site = siteId(slope);
        return new SlopeReading(
                "bench-" + sequence++,
                SOURCE,
                site + "-" + kind,
                KINDS[kind],
                CHANNELS[kind],
                values(slope, KINDS[kind], deviceTime),
                deviceTime,
                receivedAt,
                new SiteRef(site, "压测边坡 " + slope, 114.2, 22.7),
                "bench/" + slope,
                "压测 " + slope,
                true,
                false,
                List.of());
    }

    private Map<String, Double> values(int slope, SlopeInstrument kind, Instant at) {
        double mm = movement(slope, Duration.between(origin, at).toMillis() / MILLIS_PER_DAY);
        return switch (kind) {
            case RAIN -> Map.of("value", random.nextInt(6) == 0 ? 0.2 : 0.0);
            case GNSS ->
                    Map.of(
                            "gpsTotalX", rounded(0.6 * mm + random.nextGaussian()),
                            "gpsTotalY", rounded(0.6 * mm + random.nextGaussian()),
                            "gpsTotalZ", rounded(-0.5 * mm + random.nextGaussian()));
            case DEEP_DISPLACEMENT ->
                    Map.of(
                            "dispsX", rounded(mm + 0.2 * random.nextGaussian()),
                            "dispsY", rounded(0.2 * random.nextGaussian()));
            default -> Map.of("value", rounded(mm + 0.1 * random.nextGaussian()));
        };
    }

    /** mm since the beginning. */
    private static double movement(int slope, double days) {
        if (slope % FAILING == 0) {
            return 20 * Math.log(FAILS_AFTER_DAYS / (FAILS_AFTER_DAYS - days));
        }
        return days * (slope % 17) / 10.0;
    }

    private static double rounded(double mm) {
        return Math.round(mm * 100) / 100.0;
    }
}
