package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.PORT_ABOVE_BOARD;
import static org.citywall.stream.ebike.EbikeKind.PORT_HOT;
import static org.citywall.stream.ebike.EbikeKind.TEMP_RISE;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * A port that is too warm, warmer than its board under load, or that warms too fast. Two samples in
 * a row decide, since sensors on a bus give single wrong values; hysteresis keeps a port on the
 * limit from flapping.
 */
final class HeatRules {
    /** A rise of this share in one step is a sensor's, not a port's. */
    private static final double STEP = 0.7;

    static final int RISE_MINUTES = 3;

    /** Chargers that report each five minutes have three samples within so many. */
    static final int MOST_RISE_MINUTES = 12;

    /** Two could be a step. */
    private static final int RISE_SAMPLES = 3;

    /** Before the first sample nothing was warm. */
    private static final float NONE = Float.NEGATIVE_INFINITY;

    private HeatRules() {}

    static boolean isPlausible(double celsius, HeatLimits limits) {
        return celsius >= limits.leastC() && celsius <= limits.mostC();
    }

    static void judge(EbikeDraft draft) {
        Double measured = draft.reading.portTempC();
        PortMemory port = draft.port;
        if (measured == null || measured < draft.policy.heat().leastC()) {
            port.beyondC = measured == null ? port.beyondC : Float.NaN;
            LostHeat.look(draft);
            return;
        }
        if (!isPlausible(measured, draft.policy.heat())) {
            beyond(draft, measured.floatValue());
            return;
        }
        port.beyondC = Float.NaN;
        float temp = measured.floatValue();
        LostHeat.find(draft, temp);
        port.minutes.addTemp(temp);
        if (port.session != null && !(port.session.peakC >= temp)) {
            port.session.peakC = temp;
        }
        float before = Float.isNaN(port.tempC) ? NONE : port.tempC;
        port.tempC = temp;
        hot(draft, Math.min(before, temp), Math.max(before, temp));
        aboveBoard(draft, temp);
        if (Math.min(before, temp) >= draft.policy.heat().warmC()) {
            SiteRules.noteWarm(draft);
        }
        if (Double.isNaN(port.minutes.temp(1))) {
            // Not each minute has a sample: this one is the newest for minutes to come.
            rise(draft, 0);
        }
    }

    /** A broken sensor shows one value; one that changes has left its range in a fire. */
    private static void beyond(EbikeDraft draft, float temp) {
        PortMemory port = draft.port;
        HeatLimits limits = draft.policy.heat();
        float before = port.beyondC;
        port.beyondC = temp;
        port.tempAt = draft.at;
        port.tempLost = false;
        if (Float.isNaN(before)) {
            port.beyondSince = draft.at;
        } else if (temp != before) {
            port.tempC = (float) limits.mostC();
            if (port.level(PORT_HOT) != Level.RED) {
                String words = "%s，超量程（%s）";
                Verdicts.ofPort(
                        draft,
                        port,
                        PORT_HOT,
                        Level.RED,
                        words.formatted(
                                EbikeWords.celsius(temp), EbikeWords.celsius(limits.mostC())));
            }
        } else if (draft.at - port.beyondSince >= Minutes.MINUTE
                && port.level(PORT_HOT) == PortView.NO_LEVEL) {
            Verdicts.ofPort(
                    draft,
                    port,
                    PORT_HOT,
                    Level.YELLOW,
                    "一直显示 %s，温度传感器可能故障".formatted(EbikeWords.celsius(temp)));
        }
    }

    private static void hot(EbikeDraft draft, double lower, double higher) {
        PortMemory port = draft.port;
        HeatLimits limits = draft.policy.heat();
        int level = port.level(PORT_HOT);
        int up = hotLevel(lower, limits);
        int down = hotLevel(higher + limits.fallC(), limits);
        int held = Math.min(down, Stops.heldLevel(draft, PORT_HOT));
        int next = up < level ? up : Math.max(held, level);
        if (next != level) {
            String words =
                    next == PortView.NO_LEVEL
                            ? "%s，已低于 %s"
                                    .formatted(
                                            EbikeWords.celsius(port.tempC),
                                            EbikeWords.celsius(limits.yellowC() - limits.fallC()))
                            : "%s，连续 2 次高于 %s"
                                    .formatted(
                                            EbikeWords.celsius(port.tempC),
                                            EbikeWords.celsius(limit(next, limits)));
            Verdicts.ofPort(draft, port, PORT_HOT, next, words);
        }
    }

    /** What the newest measurement says, with its hysteresis. */
    static int heldLevel(EbikeDraft draft) {
        HeatLimits limits = draft.policy.heat();
        float temp = draft.port.tempC;
        return Float.isNaN(temp) ? PortView.NO_LEVEL : hotLevel(temp + limits.fallC(), limits);
    }

    private static int hotLevel(double celsius, HeatLimits limits) {
        if (celsius > limits.redC()) {
            return Level.RED;
        }
        if (celsius > limits.orangeC()) {
            return Level.ORANGE;
        }
        return celsius > limits.yellowC() ? Level.YELLOW : PortView.NO_LEVEL;
    }

    /** Whether it is too warm by any of the rules of heat, by two samples and by the newest. */
    static boolean isWarm(EbikeDraft draft) {
        PortMemory port = draft.port;
        return port.tempC >= draft.policy.heat().warmC()
                && (port.level(PORT_HOT) != PortView.NO_LEVEL
                        || port.level(TEMP_RISE) != PortView.NO_LEVEL
                        || port.level(PORT_ABOVE_BOARD) != PortView.NO_LEVEL);
    }

    private static double limit(int level, HeatLimits limits) {
        return switch (level) {
            case Level.RED -> limits.redC();
            case Level.ORANGE -> limits.orangeC();
            default -> limits.yellowC();
        };
    }

    private static void aboveBoard(EbikeDraft draft, float temp) {
        PortMemory port = draft.port;
        HeatLimits limits = draft.policy.heat();
        float before = port.aboveBoardC;
        port.aboveBoardC = Float.NaN;
        long received = draft.reading.receivedAt().toEpochMilli();
        if (received - draft.station.boardAt > limits.boardAge().toMillis()) {
            return;
        }
        port.boardC = draft.station.boardC;
        boolean loaded = port.powerW > draft.policy.power().stuckW();
        float above = loaded ? temp - port.boardC : 0;
        port.aboveBoardC = above;
        boolean raised = port.level(PORT_ABOVE_BOARD) != PortView.NO_LEVEL;
        if (!raised && Math.min(before, above) > limits.aboveBoardC()) {
            Verdicts.ofPort(
                    draft,
                    port,
                    PORT_ABOVE_BOARD,
                    Level.ORANGE,
                    "带负荷时端口 %s，比主板 %s 高 %s，超过 %s"
                            .formatted(
                                    EbikeWords.celsius(temp),
                                    EbikeWords.celsius(port.boardC),
                                    EbikeWords.celsius(above),
                                    EbikeWords.celsius(limits.aboveBoardC())));
        } else if (raised && Math.max(before, above) < limits.aboveBoardC() - limits.fallC()) {
            Verdicts.ofPort(
                    draft,
                    port,
                    PORT_ABOVE_BOARD,
                    PortView.NO_LEVEL,
                    "端口比主板高 " + EbikeWords.celsius(above));
        }
    }

    /** Looks at the complete minutes behind, once each minute. */
    static void judgeMinute(EbikeDraft draft) {
        rise(draft, 1);
    }

    /**
     * The shortest span of at least three minutes that has three samples: three minutes where each
     * has one, ten where the charger reports each five.
     *
     * @param newest minutes before the one at hand from which it is looked back
     */
    private static void rise(EbikeDraft draft, int newest) {
        PortMemory port = draft.port;
        HeatLimits limits = draft.policy.heat();
        int span = riseSpan(port.minutes, newest);
        if (span == 0) {
            return;
        }
        double now = port.minutes.temp(newest);
        double then = port.minutes.temp(newest + span);
        double perMinute = (now - then) / span;
        boolean raised = port.level(TEMP_RISE) != PortView.NO_LEVEL;
        if (!raised
                && perMinute > limits.risePerMinute()
                && isBeyondLoad(port, now, limits)
                && isSteady(port.minutes, newest, now - then, span)) {
            Verdicts.ofPort(
                    draft,
                    port,
                    TEMP_RISE,
                    Level.ORANGE,
                    "%d 分钟内从 %s 升到 %s，每分钟 %s，超过每分钟 %s"
                            .formatted(
                                    span,
                                    EbikeWords.celsius(then),
                                    EbikeWords.celsius(now),
                                    EbikeWords.celsius(perMinute),
                                    EbikeWords.celsius(limits.risePerMinute())));
        } else if (raised && perMinute < limits.risePerMinute() / 2) {
            Verdicts.ofPort(
                    draft,
                    port,
                    TEMP_RISE,
                    PortView.NO_LEVEL,
                    "温升已降到每分钟 " + EbikeWords.celsius(perMinute));
        }
    }

    /** A port that begins to charge warms fast too, but only by 5 to 15 K. */
    private static boolean isBeyondLoad(PortMemory port, double now, HeatLimits limits) {
        return now >= limits.riseAnywayC()
                || now >= port.minutes.coldestC() + limits.riseAboveLowC();
    }

    private static int riseSpan(Minutes minutes, int newest) {
        int samples = Double.isNaN(minutes.temp(newest)) ? 0 : 1;
        for (int span = 1; samples > 0 && span <= MOST_RISE_MINUTES; span++) {
            samples += Double.isNaN(minutes.temp(newest + span)) ? 0 : 1;
            boolean ends = !Double.isNaN(minutes.temp(newest + span));
            if (ends && span >= RISE_MINUTES && samples >= RISE_SAMPLES) {
                return span;
            }
        }
        return 0;
    }

    private static boolean isSteady(Minutes minutes, int newest, double rise, int span) {
        double before = minutes.temp(newest);
        for (int i = newest + 1; i <= newest + span; i++) {
            double one = minutes.temp(i);
            if (!Double.isNaN(one)) {
                if (before - one > STEP * rise) {
                    return false;
                }
                before = one;
            }
        }
        return true;
    }
}
