package org.citywall.stream.slope.model;

import java.util.function.IntToDoubleFunction;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.SlopeView;

/**
 * Rain levels from rolling sums: the national rainstorm signals (QX/T; 50 mm in 12, 6, 3 h and 100
 * mm in 3 h) and Hong Kong's initiation of landslides on natural terrain (1 to 24 h), of which
 * three quarters are yellow and all of it is orange. Caine's intensity-duration line is an option:
 * for subtropical rain it is far too sensitive.
 */
public final class RainTable {
    private static final int[] HOURS = {1, 2, 4, 6, 8, 12, 24};
    private static final double[] INITIATION = {75, 90, 100, 120, 150, 180, 200};
    private static final double EARLY = 0.75;
    private static final int[] SIGNAL_HOURS = {3, 3, 6, 12};
    private static final double[] SIGNAL_MM = {100, 50, 50, 50};
    private static final int[] CAINE_HOURS = {1, 3, 6, 12, 24, 48, 72};

    private RainTable() {}

    /** Level and sums; {@code sum} gives the rain of the last so many hours. */
    public static RainView of(IntToDoubleFunction sum, boolean withCaine) {
        int level = SlopeView.NO_LEVEL;
        String reason = "";
        for (int i = 0; i < SIGNAL_HOURS.length; i++) {
            double mm = sum.applyAsDouble(SIGNAL_HOURS[i]);
            if (mm >= SIGNAL_MM[i] && Level.RED + i < level) {
                level = Level.RED + i;
                reason = words(SIGNAL_HOURS[i], mm, SIGNAL_MM[i], "暴雨信号");
            }
        }
        for (int i = 0; i < HOURS.length; i++) {
            double mm = sum.applyAsDouble(HOURS[i]);
            int reached = mm >= INITIATION[i] ? Level.ORANGE : Level.YELLOW;
            if (mm >= EARLY * INITIATION[i] && reached < level) {
                level = reached;
                double limit = reached == Level.ORANGE ? INITIATION[i] : EARLY * INITIATION[i];
                reason = words(HOURS[i], mm, limit, "滑坡启动雨量");
            }
        }
        if (withCaine && level > Level.ORANGE && isOverCaine(sum)) {
            level = Level.ORANGE;
            reason = "雨强历时超过 Caine 线";
        }
        return new RainView(
                sum.applyAsDouble(1),
                sum.applyAsDouble(3),
                sum.applyAsDouble(6),
                sum.applyAsDouble(12),
                sum.applyAsDouble(24),
                sum.applyAsDouble(72),
                level,
                reason);
    }

    /** Caine 1980: I = 14.82 D^-0.39, so the sum is 14.82 D^0.61. */
    private static boolean isOverCaine(IntToDoubleFunction sum) {
        for (int hours : CAINE_HOURS) {
            if (sum.applyAsDouble(hours) >= 14.82 * Math.pow(hours, 0.61)) {
                return true;
            }
        }
        return false;
    }

    private static String words(int hours, double mm, double limit, String which) {
        return "%d 小时雨量 %.0f mm ≥ %.0f mm（%s）".formatted(hours, mm, limit, which);
    }
}
