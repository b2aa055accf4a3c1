package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.LATE_RISE;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;

/**
 * Power that rises again late in a session: current flows into a cell that fails. What rises for a
 * minute is a battery that balances its cells or a charger that pulses, so it must stay. What rises
 * in one step between two samples that lie far apart may be the next battery, and what was full may
 * be topped up for some minutes, so these are only yellow, until something says more.
 */
final class LateRise {
    /** Near the low: less than this share of the plateau above it. */
    private static final double NEAR = 0.1;

    /** A rise in steps below this share of the plateau is no battery that is plugged in. */
    private static final double GRADUAL = 0.15;

    private LateRise() {}

    static void reset(SessionMemory session) {
        session.late = false;
        session.lowW = Float.NaN;
        session.risenMinutes = 0;
        session.riseStepW = 0;
        session.gradual = false;
        session.riseAt = 0;
        session.riseGapMs = 0;
        session.doubtfulRises = 0;
    }

    /** Notes how the rise came about, sample by sample. */
    static void follow(EbikeDraft draft, SessionMemory session, float watts) {
        if (!session.late) {
            return;
        }
        double plateau = session.plateauW;
        if (watts < session.lowW + NEAR * plateau) {
            session.riseStepW = 0;
            session.riseAt = 0;
        } else if (session.riseAt == 0) {
            session.riseStepW = Math.max(session.riseStepW, watts - draft.port.powerW);
            if (watts >= limit(draft, session)) {
                session.riseAt = draft.at;
                session.riseGapMs = draft.at - draft.port.powerAt;
                session.gradual = session.riseStepW <= GRADUAL * plateau;
            }
        }
    }

    /**
     * @param step so many minutes the newest sample stands for; 0: it was judged before
     */
    static void judgeMinute(EbikeDraft draft, SessionMemory session, double last, int step) {
        PowerLimits limits = draft.policy.power();
        int level = draft.port.level(LATE_RISE);
        if (level == PortView.NO_LEVEL && Sampling.everyS(draft.port) > Sampling.LATE_RISE_S) {
            return;
        }
        if (session.fallenMinutes >= limits.lateFallMinutes()
                && session.plateauW >= limits.leastPlateauW()
                && session.plateauMs >= limits.lateAfter().toMillis()) {
            session.late = true;
            double low = highestOfThree(draft.port);
            if (!(session.lowW <= low)) {
                session.lowW = (float) low;
            }
        }
        if (!session.late || Float.isNaN(session.lowW)) {
            return;
        }
        session.risenMinutes = last >= limit(draft, session) ? session.risenMinutes + step : 0;
        if (session.risenMinutes >= limits.lateRiseMinutes()) {
            String doubt = doubt(draft, session, limits);
            int next = doubt == null ? Level.ORANGE : Level.YELLOW;
            if (next < level) {
                raise(draft, session, last, next, doubt);
            }
        } else if (level != PortView.NO_LEVEL
                && session.fallenMinutes >= limits.lateFallMinutes()) {
            session.doubtfulRises += mayBeAnother(session, limits) ? 1 : 0;
            Verdicts.ofPort(
                    draft,
                    draft.port,
                    LATE_RISE,
                    PortView.NO_LEVEL,
                    "功率已回落到 " + EbikeWords.watts(last));
        }
    }

    private static void raise(
            EbikeDraft draft, SessionMemory session, double last, int level, String doubt) {
        Verdicts.ofPort(
                draft,
                draft.port,
                LATE_RISE,
                level,
                "功率已降到 %s（恒流功率 %s 的 %s），又升到 %s 并持续 %d 分钟%s"
                        .formatted(
                                EbikeWords.watts(session.lowW),
                                EbikeWords.watts(session.plateauW),
                                EbikeWords.percent(session.lowW / session.plateauW),
                                EbikeWords.watts(last),
                                session.risenMinutes,
                                doubt == null ? "，可能向失效电芯充电" : "；" + doubt));
    }

    private static double limit(EbikeDraft draft, SessionMemory session) {
        PowerLimits limits = draft.policy.power();
        return Math.max(
                session.lowW + limits.lateRise() * session.plateauW,
                limits.lateFall() * session.plateauW);
    }

    /**
     * What else it may be; null: nothing that is harmless. That a port is warm beside it, or that
     * power came back before in the same way, no next battery explains.
     */
    private static String doubt(EbikeDraft draft, SessionMemory session, PowerLimits limits) {
        if (HeatRules.isWarm(draft)) {
            return null;
        }
        if (mayBeAnother(session, limits) && session.doubtfulRises == 0) {
            return "采样间隔 %s，也可能换了电池，请核实".formatted(EbikeWords.duration(session.riseGapMs));
        }
        boolean nearlyFull =
                session.lowW
                        < Math.max(
                                ShapeRules.floatW(draft), limits.nearlyFull() * session.plateauW);
        return nearlyFull && session.risenMinutes < limits.topUpMinutes() ? "也可能是接近充满后的补电" : null;
    }

    /** It rose in one step that nobody saw. */
    private static boolean mayBeAnother(SessionMemory session, PowerLimits limits) {
        return !session.gradual && session.riseGapMs > limits.swapGap().toMillis();
    }

    /** So that a pause of a minute in which the battery balances is no low. */
    private static double highestOfThree(PortMemory port) {
        double highest = Double.NaN;
        for (int i = 1; i <= 3 * Sampling.minutes(port); i++) {
            double one = port.minutes.power(i);
            if (!Double.isNaN(one) && !(highest >= one)) {
                highest = one;
            }
        }
        return highest;
    }
}
