package org.citywall.launcher.demo.devices.charging;

import org.citywall.launcher.demo.plan.Dice;

/**
 * A pack that is charged: constant current until its voltage is reached, then the current falls by
 * itself, then lead-acid floats and lithium rests with some balancing. Everything follows from the
 * pack's voltage, i = (limit − e) / R.
 */
final class Battery {
    private static final double SECONDS_PER_HOUR = 3_600;

    /** Below this charge the charger only wakes the pack up. */
    private static final double DEEPLY_EMPTY = 0.005;

    private static final double WAKING_SHARE = 0.15;

    /** 13.6 V instead of 14.7 V. */
    private static final double FLOAT_VOLTAGE = 0.925;

    private final Pack pack;
    private final double ohm;
    private final Dice dice;
    private final double floatA;
    private double chargeAh;
    private double lostV;
    private double leakA;
    private double cellShortsBelow;
    private boolean ended;
    private int pulsesLeft;
    private double untilPulseS;
    private double pulseS;
    private double seconds;
    private double shortedAtS = -1;

    /**
     * @param charge at the beginning, 0 to 1
     */
    Battery(Pack pack, double charge, Dice dice) {
        this.pack = pack;
        this.ohm = pack.ohm();
        this.chargeAh = charge * pack.capacityAh();
        this.dice = dice;
        this.floatA = dice.between(0.05, 0.14);
        this.pulsesLeft = dice.below(6);
    }

    /** A cell is shorted from now on: the pack never reaches its voltage again. */
    Battery withShortedCell() {
        lostV += pack.chemistry().cellV();
        return this;
    }

    /** A cell gives way once the current has fallen to this share of the constant current. */
    Battery withCellThatShortsBelow(double share) {
        cellShortsBelow = share;
        return this;
    }

    /** An old pack that loses so much by itself, A. */
    Battery withLeak(double amperes) {
        leakA = amperes;
        return this;
    }

    double powerFactor() {
        return pack.powerFactor();
    }

    /** Seconds of charging at which a cell gave way; negative: none did. */
    double shortedAtS() {
        return shortedAtS;
    }

    /** Takes power for so long; what it takes from the mains, W. */
    double step(double stepS) {
        seconds += stepS;
        double e = pack.emptyV() + (pack.fullV() - pack.emptyV()) * share() - lostV;
        double amperes = amperes(e, stepS);
        chargeAh =
                Math.min(
                        pack.capacityAh(), chargeAh + (amperes - leakA) * stepS / SECONDS_PER_HOUR);
        double volts = ended ? pack.fullV() * FLOAT_VOLTAGE : e + amperes * ohm;
        return volts * amperes / pack.efficiency() + pack.standbyW();
    }

    private double share() {
        return chargeAh / pack.capacityAh();
    }

    private double amperes(double e, double stepS) {
        if (ended) {
            return pack.chemistry() == Chemistry.LEAD_ACID ? floatA : balancing(stepS);
        }
        if (share() < DEEPLY_EMPTY) {
            return WAKING_SHARE * pack.chargerA();
        }
        double amperes = Math.min(pack.chargerA(), Math.max(0, (pack.fullV() - e) / ohm));
        if (amperes < cellShortsBelow * pack.chargerA()) {
            cellShortsBelow = 0;
            shortedAtS = seconds;
            var unused = withShortedCell();
        }
        ended = amperes < pack.chemistry().endShare() * pack.chargerA();
        return amperes;
    }

    /** The protection board lets cells that are full wait for the others, in pulses. */
    private double balancing(double stepS) {
        if (pulseS > 0) {
            pulseS -= stepS;
            return 0.12 * pack.chargerA();
        }
        untilPulseS -= stepS;
        if (pulsesLeft > 0 && untilPulseS <= 0) {
            pulsesLeft--;
            pulseS = dice.between(40, 120);
            untilPulseS = dice.between(300, 900);
        }
        return 0;
    }
}
