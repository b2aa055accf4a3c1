package org.citywall.launcher.demo.devices.charging;

import java.util.List;
import org.citywall.launcher.demo.plan.Dice;

/**
 * A pack with the charger that its owner brought along.
 *
 * @param chemistry what it is made of
 * @param nominalV printed on it, V
 * @param capacityAh what it holds, Ah
 * @param chargerA constant current of its charger, A
 * @param efficiency of its charger
 * @param powerFactor of its charger
 * @param standbyW what its charger takes without a pack, W
 */
record Pack(
        Chemistry chemistry,
        int nominalV,
        double capacityAh,
        double chargerA,
        double efficiency,
        double powerFactor,
        double standbyW) {
    private static final double LONGEST_HOURS = 7.6;
    private static final double MAINS_V = 221;

    /** What is on the road: voltage, capacity, current of the charger, how many of a hundred. */
    private record Model(Chemistry chemistry, int volts, double ah, double amperes, int share) {}

    private static final List<Model> MODELS =
            List.of(
                    new Model(Chemistry.LEAD_ACID, 48, 12, 1.8, 14),
                    new Model(Chemistry.LEAD_ACID, 48, 20, 2.8, 24),
                    new Model(Chemistry.LEAD_ACID, 60, 20, 2.8, 16),
                    new Model(Chemistry.LEAD_ACID, 72, 20, 2.9, 12),
                    new Model(Chemistry.LEAD_ACID, 72, 32, 4.6, 4),
                    new Model(Chemistry.LITHIUM, 36, 10, 1.5, 6),
                    new Model(Chemistry.LITHIUM, 48, 15, 2.5, 11),
                    new Model(Chemistry.LITHIUM, 60, 24, 4.5, 9),
                    new Model(Chemistry.LITHIUM, 72, 30, 7.0, 4));

    /** One of what is on the road. */
    static Pack draw(Dice dice) {
        int percent = dice.below(100);
        int passed = 0;
        for (Model model : MODELS) {
            passed += model.share();
            if (percent < passed) {
                return of(model, dice);
            }
        }
        throw new IllegalStateException("the shares are no hundred");
    }

    /** One of what is on the road that takes at least so much from the mains. */
    static Pack drawAbove(double watts, Dice dice) {
        Pack pack = draw(dice);
        while (pack.mostW() < watts) {
            pack = draw(dice);
        }
        return pack;
    }

    /** One of what is on the road, of this chemistry. */
    static Pack draw(Chemistry chemistry, Dice dice) {
        Pack pack = draw(dice);
        while (pack.chemistry() != chemistry) {
            pack = draw(dice);
        }
        return pack;
    }

    private static Pack of(Model model, Dice dice) {
        double ah = model.ah() * dice.between(0.8, 1.05);
        double amperes = model.amperes() * dice.between(0.95, 1.05);
        return new Pack(
                model.chemistry(),
                model.volts(),
                Math.min(ah, amperes * LONGEST_HOURS),
                amperes,
                dice.between(0.85, 0.92),
                model.amperes() > 4 ? dice.between(0.9, 0.97) : dice.between(0.6, 0.8),
                dice.between(1.5, 4));
    }

    double emptyV() {
        return chemistry.emptyV(nominalV);
    }

    double fullV() {
        return chemistry.fullV(nominalV);
    }

    /** Its resistance, the slow part of it included, from how long its current takes to fall, Ω. */
    double ohm() {
        return chemistry.taperHours() * (fullV() - emptyV()) / capacityAh;
    }

    /** The most current that it takes from the mains, A. */
    double mostA() {
        return mostW() / MAINS_V / powerFactor;
    }

    /** The most that it takes from the mains, W. */
    double mostW() {
        return fullV() * chargerA / efficiency + standbyW;
    }
}
