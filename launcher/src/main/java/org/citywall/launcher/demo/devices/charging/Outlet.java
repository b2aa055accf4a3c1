package org.citywall.launcher.demo.devices.charging;

import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.launcher.demo.plan.Dice;

/** One port of a charger: its relay, its contact, who is plugged in, and how warm it gets. */
final class Outlet {
    /** A port with 25 K/W is 5 K warmer by its relay's coil alone, and 15 K at 600 W. */
    private static final double K_PER_W = 25;

    private static final double COIL_W = 0.2;

    /** A port that has become idle is told of for so long. */
    private static final double TOLD_AFTER_S = 240;

    private final int number;
    private Firmware firmware = Firmware.usual();
    private Visit visit;
    private boolean on;
    private boolean welded;
    private double celsius;
    private double powerW;
    private double currentA;
    private double energyWh;
    private double elapsedS;
    private double pluggedS;
    private double fullForS;
    private double goneForS;
    private double quietS = TOLD_AFTER_S;
    private int session;

    Outlet(int number, double celsius) {
        this.number = number;
        this.celsius = celsius;
    }

    int number() {
        return number;
    }

    /** Plugs in and begins a session. */
    void plugIn(Visit comes, Firmware programme, int newSession) {
        visit = comes;
        firmware = programme;
        on = true;
        session = newSession;
        energyWh = 0;
        elapsedS = 0;
        pluggedS = 0;
        fullForS = 0;
        goneForS = 0;
    }

    /** The relay's contacts are one piece from now on. */
    void weld() {
        welded = true;
    }

    /** Somebody pulls the plug and puts a stuck relay right; the session notices by itself. */
    void repair() {
        welded = false;
        visit = null;
    }

    boolean isFree() {
        return visit == null && !welded && !on;
    }

    boolean isOn() {
        return on;
    }

    boolean isWelded() {
        return welded;
    }

    int session() {
        return session;
    }

    double powerW() {
        return powerW;
    }

    double celsius() {
        return celsius;
    }

    Visit visit() {
        return visit;
    }

    /** Whether there is, or was a moment ago, more to tell than that it is idle. */
    boolean isBusy() {
        return on || powerW > 0 || quietS < TOLD_AFTER_S;
    }

    /** Opens the relay, if it can be opened. */
    void switchOff() {
        on = false;
        if (!welded) {
            powerW = 0;
            currentA = 0;
        }
    }

    /**
     * Goes on for a while.
     *
     * @param keep share of a difference in temperature that is left after the step
     * @param powered whether there is any voltage
     * @return why the session ended in it; null: it did not
     */
    StopReason step(
            double stepS, double keep, double airC, double volts, boolean powered, Dice dice) {
        if (visit != null) {
            pluggedS += stepS;
            visit.contact().step(stepS, celsius, dice);
            if (pluggedS > visit.leavesAfterS()) {
                visit = null;
            }
        }
        draw(stepS, volts, powered && (on || welded));
        quietS = on || powerW > 0 ? 0 : quietS + stepS;
        double heatW = currentA * currentA * (visit == null ? 0 : visit.contact().ohm());
        double rest = airC + K_PER_W * (heatW + (on && powered ? COIL_W : 0));
        celsius = rest + (celsius - rest) * keep;
        return on && powered ? end(stepS) : null;
    }

    private void draw(double stepS, double volts, boolean live) {
        powerW = 0;
        currentA = 0;
        if (visit == null || !live || !visit.contact().isClosed()) {
            return;
        }
        for (Battery battery : visit.batteries()) {
            double watts = battery.step(stepS);
            powerW += watts;
            currentA += watts / volts / battery.powerFactor();
        }
        if (on) {
            energyWh += powerW * stepS / 3_600;
        }
    }

    private StopReason end(double stepS) {
        elapsedS += stepS;
        fullForS = powerW < firmware.fullW() ? fullForS + stepS : 0;
        goneForS = powerW < firmware.gonePowerW() ? goneForS + stepS : 0;
        StopReason reason = reason();
        if (reason != null) {
            switchOff();
        }
        return reason;
    }

    private StopReason reason() {
        if (celsius > firmware.hotC()) {
            return StopReason.OVER_TEMPERATURE;
        }
        if (goneForS > firmware.goneS()) {
            return StopReason.NO_CHARGER;
        }
        if (fullForS > firmware.fullS()) {
            return StopReason.FULL;
        }
        if (visit != null && elapsedS >= visit.paidS()) {
            return StopReason.TIME;
        }
        return elapsedS >= firmware.mostS() ? StopReason.SMART : null;
    }

    PortState state() {
        if (!on) {
            return PortState.IDLE;
        }
        return fullForS > 0 ? PortState.FLOAT : PortState.CHARGING;
    }

    int elapsedS() {
        return (int) elapsedS;
    }

    double energyWh() {
        return energyWh;
    }
}
