package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;

/**
 * Sessions in which nothing is wrong, as different as chargers, batteries and people make them: 36
 * to 72 V, lead-acid and lithium, 60 to 600 W, steps before the plateau, constant current that
 * rises with the voltage, tapers, float, pulses, balancing, topping up, unplugging at any time, a
 * second battery in the same session, noise, whole watts, samples that are missing.
 */
final class NormalSessions {
    private static final int SECONDS = 16 * 3_600;

    private final Random random;

    NormalSessions(long seed) {
        this.random = new Random(seed);
    }

    /** One session; what it told. */
    EbikeSite play(EbikePolicy policy) {
        EbikeSite site = new EbikeSite(policy);
        double[] watts = curve();
        double ambient = between(5, 36);
        double warms = between(5, 15);
        double inertiaS = between(180, 900);
        double greatest = greatest(watts);
        double temp = ambient;
        int step = 10 + random.nextInt(51);
        boolean wholeDegrees = random.nextBoolean();
        double gapFrom = random.nextInt(4) == 0 ? random.nextInt(watts.length) : SECONDS;
        double gapTo = gapFrom + between(60, 400);
        int next = 0;
        for (int second = 0; second < watts.length; second++) {
            double target = ambient + warms * watts[second] / greatest;
            temp += (target - temp) / inertiaS;
            if (second < next) {
                continue;
            }
            next = second + step + random.nextInt(3);
            boolean missing = random.nextInt(20) == 0 || (second >= gapFrom && second < gapTo);
            if (!missing) {
                double noisy = temp + random.nextGaussian() * 0.4;
                site.says()
                        .watts(Math.rint(watts[second] * between(0.97, 1.03)))
                        .temp(wholeDegrees ? Math.rint(noisy) : Math.rint(noisy * 10) / 10)
                        .board(Math.rint(ambient + 6 + random.nextGaussian()))
                        .session("17", second)
                        .heard(second);
            }
        }
        site.says().state(PortState.IDLE).watts(0).stop(StopReason.FULL).heard(watts.length);
        return site;
    }

    private double[] curve() {
        List<Double> watts = new ArrayList<>();
        int batteries = random.nextInt(5) == 0 ? 2 : 1;
        for (int i = 0; i < batteries; i++) {
            battery(watts);
            boolean another = i + 1 < batteries;
            if (another || random.nextInt(3) == 0) {
                int cut = (int) (watts.size() * between(0.3, 1));
                watts.subList(cut, watts.size()).clear();
                hold(watts, another ? between(20, 120) : between(120, 500), 0);
            }
        }
        int length = Math.min(watts.size(), SECONDS);
        double[] curve = new double[length];
        for (int i = 0; i < length; i++) {
            curve[i] = watts.get(i);
        }
        return curve;
    }

    private void battery(List<Double> watts) {
        boolean lead = random.nextBoolean();
        double plateau = random.nextInt(10) == 0 ? between(400, 600) : between(60, 400);
        for (int steps = random.nextInt(4); steps > 0; steps--) {
            hold(watts, between(5, 500), plateau * between(0.1, 0.6));
        }
        double constantS = between(0.3, 1) * 3_600 * (random.nextInt(4) == 0 ? 7 : 4);
        double grows = between(0, 0.15);
        for (int i = 0; i < constantS; i++) {
            watts.add(plateau * (1 - grows + grows * i / constantS));
        }
        double end = between(0.03, 0.2) * plateau;
        double decayS = between(900, 3_600);
        for (double now = plateau; now > end; now -= now / decayS) {
            watts.add(now);
        }
        if (lead) {
            pulses(watts, plateau);
        } else {
            balancing(watts, plateau);
        }
        double full = between(2, 14);
        hold(watts, between(0, 7_500), full);
        if (!lead && random.nextInt(6) == 0) {
            hold(watts, between(200, 700), plateau * between(0.3, 0.9));
            hold(watts, between(600, 3_000), full);
        }
    }

    private void pulses(List<Double> watts, double plateau) {
        int pulses = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
        double on = between(5, 60);
        double high = plateau * between(0.2, 0.6);
        double low = plateau * between(0.02, 0.1);
        for (int i = 0; i < pulses; i++) {
            hold(watts, on, high);
            hold(watts, on * between(0.5, 2), low);
        }
    }

    private void balancing(List<Double> watts, double plateau) {
        int times = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
        for (int i = 0; i < times; i++) {
            hold(watts, between(20, 240), between(1, 4));
            hold(watts, between(15, 150), plateau * between(0.2, 0.9));
        }
    }

    private static void hold(List<Double> watts, double seconds, double power) {
        for (int i = 0; i < seconds; i++) {
            watts.add(power);
        }
    }

    private static double greatest(double[] watts) {
        double greatest = 1;
        for (double one : watts) {
            greatest = Math.max(greatest, one);
        }
        return greatest;
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }
}
