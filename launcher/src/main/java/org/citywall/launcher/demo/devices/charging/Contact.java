package org.citywall.launcher.demo.devices.charging;

import org.citywall.launcher.demo.plan.Dice;

/** The plug in its socket: good, worn by heat, loose, or gone. */
final class Contact {
    /** Worn contacts age twice as fast for each 25 K. */
    private static final double AGES_TWICE_K = 25;

    private static final double SECONDS_PER_MINUTE = 60;

    /** At this temperature the plastics give way, °C. */
    private static final double MELTS_C = 165;

    private double ohm;
    private final double worstOhm;
    private final double growthMinutes;
    private final double fromS;
    private final boolean jumps;
    private final double opensAfterS;
    private final double closesAfterS;
    private double seconds;
    private boolean closed = true;
    private boolean molten;

    private Contact(
            double ohm,
            double worstOhm,
            double growthMinutes,
            double fromS,
            boolean jumps,
            double opensAfterS,
            double closesAfterS) {
        this.ohm = ohm;
        this.worstOhm = worstOhm;
        this.growthMinutes = growthMinutes;
        this.fromS = fromS;
        this.jumps = jumps;
        this.opensAfterS = opensAfterS;
        this.closesAfterS = closesAfterS;
    }

    /** 20 to 50 mΩ with relay and fuse. */
    static Contact good(Dice dice) {
        double ohm = dice.between(0.02, 0.05);
        return new Contact(ohm, ohm, 0, 0, false, 0, 0);
    }

    /**
     * A contact that oxidises.
     *
     * @param worstOhm it grows no further
     * @param growthMinutes in which it grows 2.7-fold at 40 °C
     * @param fromS when it begins
     */
    static Contact worn(double worstOhm, double growthMinutes, double fromS, Dice dice) {
        return new Contact(dice.between(0.03, 0.06), worstOhm, growthMinutes, fromS, false, 0, 0);
    }

    /** A contact that is pulled half out of its socket after so long. */
    static Contact pulled(double ohm, double afterS, Dice dice) {
        return new Contact(dice.between(0.02, 0.05), ohm, 0, afterS, true, 0, 0);
    }

    /** A contact that opens and closes by itself from then on. */
    static Contact chattering(double opensAfterS, double closesAfterS, double fromS, Dice dice) {
        double ohm = dice.between(0.04, 0.07);
        return new Contact(ohm, ohm, 0, fromS, false, opensAfterS, closesAfterS);
    }

    double ohm() {
        return ohm;
    }

    boolean isClosed() {
        return closed && !molten;
    }

    void step(double stepS, double celsius, Dice dice) {
        seconds += stepS;
        molten |= celsius > MELTS_C;
        if (seconds < fromS) {
            return;
        }
        if (jumps) {
            ohm = worstOhm;
        }
        if (growthMinutes > 0 && ohm < worstOhm) {
            double faster = StrictMath.pow(2, (celsius - 40) / AGES_TWICE_K);
            double growth = stepS / SECONDS_PER_MINUTE / growthMinutes * faster;
            ohm = Math.min(worstOhm, ohm * (1 + growth));
        }
        if (opensAfterS > 0) {
            double mean = closed ? opensAfterS : closesAfterS;
            closed ^= dice.chance(1 - StrictMath.exp(-stepS / mean));
        }
    }
}
