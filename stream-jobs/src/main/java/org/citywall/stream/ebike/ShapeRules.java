package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.AFTER_FULL;
import static org.citywall.stream.ebike.EbikeKind.FLUCTUATION;
import static org.citywall.stream.ebike.EbikeKind.NO_TAPER;
import static org.citywall.stream.ebike.EbikeKind.OVER_TIME;

import java.time.Duration;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.ChargingPhase;
import org.citywall.contracts.ebike.PortView;

/**
 * The shape of a session: constant current, then constant voltage, then full. Each sample moves it
 * a little ({@link #follow}); it is judged once a minute.
 */
final class ShapeRules {
    /** A plateau that rises by more in a minute was a step of the begin, not the plateau. */
    private static final double STEP = 1.1;

    /** A meter that shows nothing for a moment shows then what it showed before. */
    static final double SAME = 0.05;

    private static final long SWAP = 20_000;

    private static final int ENOUGH_MINUTES = 3;

    /** Nobody can say how often the power turned. */
    private static final int UNKNOWN = -1;

    /** Longer than this no reports lie apart, ms. */
    private static final long MOST_GAP = 900_000;

    private ShapeRules() {}

    /** Moves what the shape is judged by. */
    static void follow(EbikeDraft draft, float watts) {
        SessionMemory session = draft.port.session;
        if (session == null) {
            return;
        }
        plug(draft, session, watts);
        long since = draft.sinceBefore;
        boolean known =
                since > 0
                        && (since <= gap(draft)
                                || (draft.wentOn && isSame(watts, draft.port.powerW, SAME)));
        PowerLimits limits = draft.policy.power();
        if (known && isPlateau(session, watts, limits)) {
            session.plateauMs += since;
        }
        if (known && watts >= Meter.shows(draft, limits.nothingW()) && watts < floatW(draft)) {
            session.fullMs += since;
        }
        swing(draft, session, watts);
        LateRise.follow(draft, session, watts);
    }

    /**
     * A pause that is longer is not counted; what speaks rarely may pause for two heartbeats, or
     * for two of its reports.
     */
    private static long gap(EbikeDraft draft) {
        long reports = Math.min(2_000L * Sampling.everyS(draft.port), MOST_GAP);
        long heartbeats = 2 * Silence.heartbeat(draft);
        return Math.max(draft.policy.time().gap().toMillis(), Math.max(heartbeats, reports));
    }

    static boolean isSame(double watts, double before, double share) {
        return Math.abs(watts - before) <= share * before;
    }

    private static boolean isPlateau(SessionMemory session, double watts, PowerLimits limits) {
        return session.plateauW >= limits.leastPlateauW()
                && watts > limits.plateauShare() * session.plateauW;
    }

    static double floatW(EbikeDraft draft) {
        Double set = draft.site.profile.floatW();
        return set == null ? draft.policy.power().floatW() : set;
    }

    /**
     * Nothing was drawn, and then something: another battery, unless it is what was drawn a moment
     * ago.
     */
    private static void plug(EbikeDraft draft, SessionMemory session, float watts) {
        PowerLimits limits = draft.policy.power();
        if (watts < Meter.shows(draft, limits.unpluggedW())) {
            if (session.unpluggedAt == 0) {
                session.unpluggedAt = draft.at;
                session.beforeUnpluggedW = draft.port.powerW;
                session.zeros = 0;
            }
            session.zeros++;
        } else if (session.unpluggedAt != 0 && watts >= limits.startW()) {
            boolean same = isSameAgain(draft, session, watts);
            if (!same) {
                nextBattery(session, draft.at);
                clearIfRaised(draft, NO_TAPER);
                clearIfRaised(draft, OVER_TIME);
            }
            session.unpluggedAt = 0;
        }
    }

    /**
     * Whoever changes a battery needs some samples for it, and the next one rarely draws the same:
     * one zero of the meter on a plateau is no other battery, however rarely it is read.
     */
    private static boolean isSameAgain(EbikeDraft draft, SessionMemory session, double watts) {
        long pause = draft.at - session.unpluggedAt;
        boolean oneZero =
                session.zeros == 1
                        && pause < Sessions.PAUSE
                        && isPlateau(session, watts, draft.policy.power())
                        && isPlateau(session, session.beforeUnpluggedW, draft.policy.power());
        return (pause < SWAP || oneZero) && isSame(watts, session.beforeUnpluggedW, SAME);
    }

    private static void clearIfRaised(EbikeDraft draft, EbikeKind rule) {
        if (draft.port.level(rule) != PortView.NO_LEVEL) {
            clear(draft, rule, "重新插入，按另一块电池计");
        }
    }

    private static void nextBattery(SessionMemory session, long at) {
        session.batteryAt = at;
        session.phase = ChargingPhase.START;
        session.plateauW = Float.NaN;
        session.plateauMs = 0;
        session.fullMs = 0;
        session.fallenMinutes = 0;
        LateRise.reset(session);
    }

    private static void swing(EbikeDraft draft, SessionMemory session, float watts) {
        PowerLimits limits = draft.policy.power();
        float size = (float) limits.swing() * session.greatestW;
        if (session.tapered || !(session.greatestW >= limits.leastPlateauW())) {
            session.turnW = watts;
            return;
        }
        float since = session.rising ? session.turnW - watts : watts - session.turnW;
        if (since > size) {
            draft.port.minutes.addSwing();
            session.rising = !session.rising;
            session.turnW = watts;
        } else if (since < 0) {
            session.turnW = watts;
        }
    }

    /** Looks at the complete minutes behind, once each minute. */
    static void judgeMinute(EbikeDraft draft) {
        SessionMemory session = draft.port.session;
        if (session == null) {
            return;
        }
        Minutes minutes = draft.port.minutes;
        int every = Sampling.minutes(draft.port);
        long newest = minutes.newestMeasured(every);
        if (newest != 0) {
            double last = minutes.power((int) (minutes.minute - newest));
            // A sample counts for the minutes until the next one, and no sample counts twice.
            long since = newest - session.judgedMinute;
            int step = since == 0 ? 0 : (int) Math.max(1, Math.min(since, every));
            session.judgedMinute = newest;
            plateau(draft, session, every);
            phase(draft, session, last, step);
            LateRise.judgeMinute(draft, session, last, step);
            beginAnew(draft, session);
            noTaper(draft, session, last);
            afterFull(draft, session, last);
            overTime(draft, session, last);
        }
        fluctuation(draft, session);
    }

    private static void plateau(EbikeDraft draft, SessionMemory session, int every) {
        Minutes minutes = draft.port.minutes;
        long complete = minutes.minute - (session.batteryAt + Minutes.MINUTE - 1) / Minutes.MINUTE;
        double sustained =
                complete < ENOUGH_MINUTES ? Double.NaN : minutes.sustainedW(every, complete);
        if (Double.isNaN(sustained)) {
            return;
        }
        if (sustained > STEP * session.plateauW) {
            session.plateauMs = 0;
        }
        if (!(session.plateauW >= sustained)) {
            session.plateauW = (float) sustained;
        }
        if (!(session.greatestW >= sustained)) {
            session.greatestW = (float) sustained;
        }
        if (sustained >= floatW(draft)) {
            session.fullMs = 0;
        }
    }

    private static void phase(EbikeDraft draft, SessionMemory session, double last, int step) {
        PowerLimits limits = draft.policy.power();
        if (Double.isNaN(session.plateauW)) {
            session.phase = ChargingPhase.START;
        } else if (last < floatW(draft)) {
            session.phase = ChargingPhase.FLOAT;
        } else if (last > limits.plateauShare() * session.plateauW) {
            session.phase = ChargingPhase.PLATEAU;
        } else {
            session.phase = ChargingPhase.TAPER;
        }
        session.fallenMinutes =
                last < limits.lateFall() * session.plateauW ? session.fallenMinutes + step : 0;
        if (session.fallenMinutes >= Minutes.WINDOW) {
            session.tapered = true;
        }
    }

    /** Only what holds a plateau is another battery; one that balances returns for a minute. */
    private static void beginAnew(EbikeDraft draft, SessionMemory session) {
        if (session.tapered
                && !session.late
                && session.plateauMs >= draft.policy.power().lateAfter().toMillis()) {
            session.tapered = false;
        }
    }

    private static void noTaper(EbikeDraft draft, SessionMemory session, double last) {
        PortMemory port = draft.port;
        int level = port.level(NO_TAPER);
        PowerLimits limits = draft.policy.power();
        double share = limits.plateauShare();
        boolean below = last < share * limits.fallShare() * session.plateauW;
        if (!below) {
            session.belowSince = 0;
        } else if (session.belowSince == 0) {
            session.belowSince = draft.at;
        }
        if (level != PortView.NO_LEVEL
                && below
                && draft.at - session.belowSince >= Sessions.PAUSE) {
            clear(draft, NO_TAPER, "功率已降到 " + EbikeWords.watts(last));
        } else if (isPlateau(session, last, limits)) {
            int next = Unheard.plateauLevel(draft, session);
            if (next < level) {
                Verdicts.ofPort(
                        draft,
                        port,
                        NO_TAPER,
                        next,
                        "充电 %s 仍有 %s，未低于恒流功率 %s 的 %s%s"
                                .formatted(
                                        EbikeWords.duration(Unheard.plateauMs(draft, session)),
                                        EbikeWords.watts(last),
                                        EbikeWords.watts(session.plateauW),
                                        EbikeWords.percent(share),
                                        Unheard.words(draft, session)));
            }
        }
    }

    private static void afterFull(EbikeDraft draft, SessionMemory session, double last) {
        int level = draft.port.level(AFTER_FULL);
        if (level == PortView.NO_LEVEL && isOver(session.fullMs, draft.policy.time().afterFull())) {
            Verdicts.ofPort(
                    draft,
                    draft.port,
                    AFTER_FULL,
                    Level.YELLOW,
                    "低于浮充功率 %s 已 %s，端口仍通电，现 %s"
                            .formatted(
                                    EbikeWords.watts(floatW(draft)),
                                    EbikeWords.duration(session.fullMs),
                                    EbikeWords.watts(last)));
        } else if (level != PortView.NO_LEVEL && session.fullMs == 0) {
            clear(draft, AFTER_FULL, "功率回到 " + EbikeWords.watts(last));
        }
    }

    private static void overTime(EbikeDraft draft, SessionMemory session, double last) {
        long length = draft.at - session.batteryAt;
        if (draft.port.level(OVER_TIME) == PortView.NO_LEVEL
                && last >= floatW(draft)
                && isOver(length, draft.policy.time().overTime())) {
            Verdicts.ofPort(
                    draft,
                    draft.port,
                    OVER_TIME,
                    Level.YELLOW,
                    "已连续充电 %s，超过 %s，仍有 %s"
                            .formatted(
                                    EbikeWords.duration(length),
                                    EbikeWords.duration(draft.policy.time().overTime().toMillis()),
                                    EbikeWords.watts(last)));
        }
    }

    private static void fluctuation(EbikeDraft draft, SessionMemory session) {
        PortMemory port = draft.port;
        boolean dense = Sampling.minutes(port) == 1;
        int window = dense ? Minutes.WINDOW : Minutes.LENGTH;
        int swings = dense ? port.minutes.swings() : turns(draft, session);
        boolean raised = port.level(FLUCTUATION) != PortView.NO_LEVEL;
        // What cannot be judged, or was not measured for a while, has not ended.
        if (raised && swings >= 0 && swings <= 1 && port.minutes.isMeasured(window)) {
            clear(draft, FLUCTUATION, "%d 分钟内波动 %d 次".formatted(window, swings));
        }
        PowerLimits limits = draft.policy.power();
        boolean young = draft.at - session.seenAt < window * Minutes.MINUTE;
        if (raised || swings < limits.leastSwings() || young) {
            return;
        }
        double variation = dense ? port.minutes.variation() : port.minutes.longVariation();
        if ((dense && swings > limits.swings()) || variation > limits.fluctuation()) {
            Verdicts.ofPort(
                    draft,
                    port,
                    FLUCTUATION,
                    Level.YELLOW,
                    "%d 分钟内功率波动 %d 次（每次超过 %s），标准差为均值的 %s"
                            .formatted(
                                    window,
                                    swings,
                                    EbikeWords.percent(limits.swing()),
                                    EbikeWords.percent(variation)));
        }
    }

    /**
     * Where not each minute has a sample, ten minutes have too few of them: the whole curve is
     * looked at, and what swings must also spread. {@link #UNKNOWN}: the samples are too rare.
     */
    private static int turns(EbikeDraft draft, SessionMemory session) {
        PowerLimits limits = draft.policy.power();
        if (Sampling.everyS(draft.port) > Sampling.FLUCTUATION_S) {
            return UNKNOWN;
        }
        boolean judged = !session.tapered && session.greatestW >= limits.leastPlateauW();
        return judged ? draft.port.minutes.turns(limits.swing() * session.greatestW) : 0;
    }

    private static boolean isOver(long millis, Duration limit) {
        return millis > limit.toMillis();
    }

    private static void clear(EbikeDraft draft, EbikeKind rule, String reason) {
        Verdicts.ofPort(draft, draft.port, rule, PortView.NO_LEVEL, reason);
    }
}
