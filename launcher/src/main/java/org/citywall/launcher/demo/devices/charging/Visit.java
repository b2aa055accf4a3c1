package org.citywall.launcher.demo.devices.charging;

import java.util.List;
import org.citywall.launcher.demo.plan.Dice;

/**
 * Somebody plugs in.
 *
 * @param batteries what hangs on the port; several: by a distributor
 * @param contact how the plug sits
 * @param paidS what was paid for, s; infinite: until full
 * @param leavesAfterS when it is unplugged again, s
 */
record Visit(List<Battery> batteries, Contact contact, double paidS, double leavesAfterS) {
    private static final double HOUR_S = 3_600;

    /** Longest time at constant current, h. */
    private static final double MOST_PLATEAU_H = 6.9;

    /** Share of the charge at which the voltage is reached, about. */
    private static final double PLATEAU_ENDS = 0.87;

    private static final double EARLY_SHARE = 0.15;
    private static final double PAID_BY_TIME_SHARE = 0.25;

    /** As visits usually are. */
    static Visit usual(Dice dice) {
        return usual(Pack.draw(dice), dice);
    }

    /** As visits usually are, with this pack. */
    static Visit usual(Pack pack, Dice dice) {
        double leaves = dice.chance(EARLY_SHARE) ? dice.between(0.2, 4) : dice.between(7, 14);
        double paid =
                dice.chance(PAID_BY_TIME_SHARE)
                        ? HOUR_S * (2 + dice.below(7))
                        : Double.POSITIVE_INFINITY;
        return new Visit(List.of(battery(pack, dice)), Contact.good(dice), paid, leaves * HOUR_S);
    }

    /** The pack at a charge from which it is at constant current for two to seven hours. */
    static Battery battery(Pack pack, Dice dice) {
        return battery(pack, dice.between(1.6, MOST_PLATEAU_H), dice);
    }

    /** The pack at a charge from which it is at constant current for so long, or empty. */
    static Battery battery(Pack pack, double hours, Dice dice) {
        double charge = PLATEAU_ENDS - hours * pack.chargerA() / pack.capacityAh();
        return new Battery(pack, Math.max(dice.between(0, 0.06), charge), dice);
    }

    /** Of somebody who has paid for the whole night and sleeps. */
    static Visit overNight(List<Battery> batteries, Contact contact, double hours) {
        return new Visit(batteries, contact, Double.POSITIVE_INFINITY, hours * HOUR_S);
    }
}
