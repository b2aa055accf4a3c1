package org.citywall.launcher.demo.plan;

import java.util.List;

/**
 * A main street of the plan. Drawn by hand: they follow the shore and the river, some end at
 * another, and none is straight.
 */
final class Arterial {
    static final List<Arterial> PLAN =
            List.of(
                    new Arterial(
                            "滨海大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, -330},
                                {-3600, -520},
                                {-2900, -760},
                                {-2430, -930},
                                {-1900, -1030},
                                {-1350, -960},
                                {-850, -800},
                                {-400, -960},
                                {50, -1130},
                                {480, -1120},
                                {950, -1200},
                                {1400, -1090},
                                {1850, -800},
                                {2380, -830},
                                {3000, -740},
                                {3800, -600},
                                {4700, -180}
                            }),
                    new Arterial(
                            "沙浦大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, 120},
                                {-3600, -10},
                                {-2400, -260},
                                {-1800, -420},
                                {-1200, -330},
                                {-600, -260},
                                {0, -330},
                                {480, -480},
                                {1000, -520},
                                {1600, -330},
                                {2350, -290},
                                {3600, -100},
                                {4700, -20}
                            }),
                    new Arterial(
                            "云岭路",
                            false,
                            false,
                            new double[][] {
                                {-4700, 560},
                                {-3600, 420},
                                {-2480, 280},
                                {-1900, 330},
                                {-1300, 230},
                                {-700, 170},
                                {-150, 60},
                                {200, 120},
                                {600, 250},
                                {1150, 330},
                                {1800, 340},
                                {2330, 300},
                                {3600, 560},
                                {4700, 700}
                            }),
                    new Arterial(
                            "学府路",
                            true,
                            true,
                            new double[][] {
                                {-850, 830},
                                {-300, 950},
                                {200, 860},
                                {600, 850},
                                {1050, 900},
                                {1500, 760}
                            }),
                    new Arterial(
                            "北环大道",
                            false,
                            false,
                            new double[][] {
                                {-4700, 1000},
                                {-3400, 1330},
                                {-2300, 1560},
                                {-1600, 1740},
                                {-700, 1600},
                                {100, 1430},
                                {900, 1500},
                                {1700, 1380},
                                {2350, 1150},
                                {3300, 1050},
                                {4700, 1240}
                            }),
                    new Arterial(
                            "西堤路",
                            false,
                            false,
                            new double[][] {
                                {-2380, -1180}, {-2480, -700}, {-2380, -100}, {-2550, 500},
                                {-2450, 1100}, {-2300, 1560}, {-2420, 2300}, {-2200, 3100}
                            }),
                    new Arterial(
                            "榕荫路",
                            true,
                            true,
                            new double[][] {
                                {-1440, -960},
                                {-1500, -600},
                                {-1380, -340},
                                {-1540, 20},
                                {-1650, 290}
                            }),
                    new Arterial(
                            "渔港路",
                            true,
                            false,
                            new double[][] {
                                {-850, -800}, {-780, -480}, {-900, -150}, {-800, 200}, {-780, 560},
                                {-850, 830}, {-880, 1200}, {-750, 1610}, {-560, 2200}, {-700, 3100}
                            }),
                    new Arterial(
                            "河西路",
                            true,
                            true,
                            new double[][] {
                                {60, -1130},
                                {110, -720},
                                {-110, -380},
                                {-330, 0},
                                {-180, 480},
                                {210, 860},
                                {130, 1430}
                            }),
                    new Arterial(
                            "河东路",
                            true,
                            false,
                            new double[][] {
                                {900, -1190}, {830, -800}, {640, -480}, {520, -50}, {640, 260},
                                {930, 560}, {1010, 900}, {930, 1500}, {1180, 2200}, {1300, 3100}
                            }),
                    new Arterial(
                            "金帆大道",
                            true,
                            true,
                            new double[][] {
                                {1430, -1070},
                                {1350, -750},
                                {1500, -340},
                                {1400, 0},
                                {1560, 330},
                                {1450, 720},
                                {1600, 1080},
                                {1650, 1390}
                            }),
                    new Arterial(
                            "东湾路",
                            false,
                            false,
                            new double[][] {
                                {2440, -1100},
                                {2330, -600},
                                {2420, 0},
                                {2250, 600},
                                {2350, 1150},
                                {2620, 1800},
                                {2500, 3100}
                            }));

    final String name;

    /** Whether the first point is to be led onto another arterial. */
    final boolean startsAtOther;

    /** Whether the last point is to be led onto another arterial. */
    final boolean endsAtOther;

    /** Metres east and north of the origin, before stretching. */
    final double[][] points;

    private Arterial(String name, boolean startsAtOther, boolean endsAtOther, double[][] points) {
        this.name = name;
        this.startsAtOther = startsAtOther;
        this.endsAtOther = endsAtOther;
        this.points = points;
    }
}
