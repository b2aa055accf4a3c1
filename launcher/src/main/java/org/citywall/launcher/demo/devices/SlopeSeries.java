package org.citywall.launcher.demo.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Json;
import org.citywall.launcher.demo.plan.Dice;

/**
 * What the instruments of a simulated slope show at a time, as a pure function of seed and time, so
 * that a start on another day, or a message sent again, tells the same series. All slopes creep;
 * one accelerates for ten days as 1/v falls in a line (Fukuzono), comes to rest, and begins again
 * after fourteen. At the first start it is at its ninth day.
 */
final class SlopeSeries {
    private static final double CYCLE_DAYS = 14;
    private static final double ACCELERATES_DAYS = 10;
    private static final double FAILS_AT_DAY = 11;
    private static final double AT_FIRST_START_DAY = 9;
    private static final double SIZE_MM = 15;
    private static final double REST_DAYS = 0.5;
    private static final double GNSS_NOISE_MM = 0.4;
    private static final double CRACK_NOISE_MM = 0.02;
    private static final double TILT_NOISE_DEG = 0.003;
    private static final double TILT_DEG_PER_MM = 0.004;
    private static final double WET_DAYS = 0.25;

    /** Before this many days all displacements and rain totals are zero. */
    private static final long ZERO_BEFORE_DAYS = 40;

    private static final double MS_PER_DAY = TimeUnit.DAYS.toMillis(1);

    private final long seed;
    private final Instant zero;
    private final Instant began;
    private final boolean accelerates;
    private final double creep;

    /**
     * The series of one slope.
     *
     * @param seed of this slope
     * @param began first start of the demo
     * @param accelerates whether it is the one that moves
     */
    SlopeSeries(long seed, Instant began, boolean accelerates) {
        this.seed = seed;
        this.began = began;
        this.zero = began.minus(Duration.ofDays(ZERO_BEFORE_DAYS));
        this.accelerates = accelerates;
        this.creep = Dice.of(seed, "creep").between(0.005, 0.04);
    }

    /** What a channel shows: a number, or an object of numbers. */
    JsonNode value(String station, String channel, Instant at) {
        Noise noise = new Noise(Dice.of(seed, station + channel + at.getEpochSecond()));
        double mm = displacement(at);
        return switch (channel) {
            case "L1_GP_1" ->
                    object().put("gpsTotalX", round(0.8 * mm + noise.of(GNSS_NOISE_MM)))
                            .put("gpsTotalY", round(0.5 * mm + noise.of(GNSS_NOISE_MM)))
                            .put("gpsTotalZ", round(-0.33 * mm + noise.of(2 * GNSS_NOISE_MM)));
            case "L1_QJ_1" ->
                    object().put("X", round(3 + TILT_DEG_PER_MM * mm + noise.of(TILT_NOISE_DEG)))
                            .put("Y", round(-1 + noise.of(TILT_NOISE_DEG)));
            case "L3_YL_1" -> object().put("value", 0).put("totalValue", round(rain(at)));
            case "L3_HS_1" -> scalar(28 + noise.of(0.3));
            case "L3_DX_1" -> scalar(6.5 + noise.of(0.02));
            case "S1_ZT_1" ->
                    object().put("battery_volt", round(12.4 + noise.of(0.1))).put("signal_4g", -71);
            default -> scalar(12 + 0.5 * mm + noise.of(CRACK_NOISE_MM));
        };
    }

    /** Displacement along the slope, mm. */
    double displacement(Instant at) {
        double creeping = creep * Math.max(0, days(zero, at));
        return accelerates ? creeping + moved(days(began, at) + AT_FIRST_START_DAY) : creeping;
    }

    private static double moved(double day) {
        if (day <= 0) {
            return 0;
        }
        double cycles = Math.floor(day / CYCLE_DAYS);
        return cycles * inCycle(CYCLE_DAYS) + inCycle(day - cycles * CYCLE_DAYS);
    }

    private static double inCycle(double day) {
        double until = Math.min(day, ACCELERATES_DAYS);
        double fast = SIZE_MM * StrictMath.log(FAILS_AT_DAY / (FAILS_AT_DAY - until));
        double peak = SIZE_MM / (FAILS_AT_DAY - ACCELERATES_DAYS);
        double rest = peak * REST_DAYS * (1 - StrictMath.exp((until - day) / REST_DAYS));
        return fast + rest;
    }

    /** The gauge's running total, mm: some days have a few wet hours. */
    private double rain(Instant at) {
        double total = 0;
        long last = Math.floorDiv(at.getEpochSecond(), TimeUnit.DAYS.toSeconds(1));
        double hours = (at.getEpochSecond() - last * TimeUnit.DAYS.toSeconds(1)) / 3_600.0;
        for (long day = zero.getEpochSecond() / TimeUnit.DAYS.toSeconds(1); day <= last; day++) {
            Dice dice = Dice.of(seed, "rain" + day);
            if (dice.chance(WET_DAYS)) {
                double from = dice.between(0, 18);
                double wet = dice.between(1, 6);
                double until = day < last ? wet : Math.min(wet, Math.max(0, hours - from));
                total += until * dice.between(0.5, 8);
            }
        }
        return total;
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MS_PER_DAY;
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static JsonNode scalar(double value) {
        return Json.mapper().getNodeFactory().numberNode(round(value));
    }

    /** Instruments send three decimals. */
    private static double round(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    /** Nearly normal: the sum of twelve. */
    private record Noise(Dice dice) {
        double of(double sigma) {
            double sum = -6;
            for (int i = 0; i < 12; i++) {
                sum += dice.unit();
            }
            return sigma * sum;
        }
    }
}
