package org.citywall.stream.ebike;

import static org.citywall.stream.ebike.EbikeKind.CUT_OFF_FAILED;
import static org.citywall.stream.ebike.EbikeKind.LOCKED_IN_USE;
import static org.citywall.stream.ebike.EbikeKind.OVER_POWER;
import static org.citywall.stream.ebike.EbikeKind.RELAY_STUCK;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.PortView;

/** A port that gives more than it may, or anything while it should give nothing. */
final class PowerRules {
    private PowerRules() {}

    static void judge(EbikeDraft draft) {
        Stops.lapse(draft);
        Double measured = draft.reading.powerW();
        if (measured == null) {
            judgeState(draft);
            return;
        }
        float watts = (float) Math.max(0, measured);
        over(draft, watts);
        stuck(draft, watts);
        locked(draft, watts);
        ShapeRules.follow(draft, watts);
        draft.port.minutes.addPower(watts);
        draft.port.powerW = watts;
        draft.port.powerAt = draft.at;
    }

    private static void over(EbikeDraft draft, double watts) {
        PortMemory port = draft.port;
        double limit = limit(draft.site, draft.policy.power());
        if (watts > limit) {
            if (port.overSince == 0) {
                port.overSince = draft.at;
            }
            long since = draft.at - port.overSince;
            if (since >= draft.policy.power().overFor().toMillis()
                    && port.level(OVER_POWER) > Level.ORANGE) {
                Verdicts.ofPort(
                        draft,
                        port,
                        OVER_POWER,
                        Level.ORANGE,
                        "%s，超过 %s 已 %s"
                                .formatted(
                                        EbikeWords.watts(watts),
                                        EbikeWords.watts(limit),
                                        EbikeWords.duration(since)));
            }
        } else if (watts < limit * draft.policy.power().fallShare()) {
            port.overSince = 0;
            if (port.level(OVER_POWER) != PortView.NO_LEVEL
                    && Stops.heldLevel(draft, OVER_POWER) == PortView.NO_LEVEL) {
                clear(draft, OVER_POWER, "功率回落到 " + EbikeWords.watts(watts));
            }
        }
    }

    /** What the newest measurement says, where it still says that it is too much. */
    static int heldLevel(EbikeDraft draft) {
        PowerLimits limits = draft.policy.power();
        double least = limit(draft.site, limits) * limits.fallShare();
        return draft.port.powerW >= least ? draft.port.level(OVER_POWER) : PortView.NO_LEVEL;
    }

    /** What a person has set for the site counts, not the default. */
    static double limit(SiteMemory site, PowerLimits limits) {
        Double rating = site.profile.portRatingW();
        return rating == null ? limits.portMaxW() : rating * limits.ratingShare();
    }

    /** Power and state do not change in the same moment; a relay that sticks goes on giving. */
    private static void stuck(EbikeDraft draft, double watts) {
        PortMemory port = draft.port;
        PowerLimits limits = draft.policy.power();
        PortState told = draft.reading.state();
        PortState state = told == null ? port.state : told;
        if (state == PortState.RELAY_STUCK) {
            judgeState(draft);
        } else if (state != null && !state.isOn() && watts > limits.stuckW()) {
            if (port.stuckSince == 0) {
                port.stuckSince = draft.at;
            }
            // Told again to be off since the power was seen: state and power may come separately.
            boolean stillOff = told != null || port.stateAt >= port.stuckSince;
            if (stillOff
                    && draft.at - port.stuckSince >= limits.stuckFor().toMillis()
                    && port.level(RELAY_STUCK) > Level.RED) {
                raiseStuck(
                        draft,
                        "状态为%s，仍有 %s（超过 %s）已 %s"
                                .formatted(
                                        state.words(),
                                        EbikeWords.watts(watts),
                                        EbikeWords.watts(limits.stuckW()),
                                        EbikeWords.duration(draft.at - port.stuckSince)));
            }
        } else {
            port.stuckSince = 0;
            // A charger that holds its relay for good again says so by charging.
            boolean over = watts < Meter.offBelowW(draft) || told == PortState.CHARGING;
            if (over && port.level(RELAY_STUCK) != PortView.NO_LEVEL) {
                endStuck(draft, state, watts);
            }
        }
    }

    private static void endStuck(EbikeDraft draft, PortState state, double watts) {
        boolean afterOrder = draft.port.level(CUT_OFF_FAILED) != PortView.NO_LEVEL;
        if (!afterOrder || watts < Meter.offBelowW(draft)) {
            String power = Double.isNaN(watts) ? "" : "功率 " + EbikeWords.watts(watts) + "，";
            clear(draft, RELAY_STUCK, power + "状态为" + (state == null ? "未知" : state.words()));
        }
    }

    /** The charger's own word, also where it measures nothing. */
    private static void judgeState(EbikeDraft draft) {
        PortMemory port = draft.port;
        PortState told = draft.reading.state();
        boolean raised = port.level(RELAY_STUCK) == Level.RED;
        if (told == PortState.RELAY_STUCK && !raised) {
            raiseStuck(draft, "充电桩报告" + PortState.RELAY_STUCK.words());
        } else if (told != null
                && told != PortState.RELAY_STUCK
                && raised
                && port.state == PortState.RELAY_STUCK
                && !(port.powerW >= Meter.offBelowW(draft))) {
            endStuck(draft, told, port.powerW);
        }
    }

    private static void raiseStuck(EbikeDraft draft, String reason) {
        Verdicts.ofPort(draft, draft.port, RELAY_STUCK, Level.RED, reason + "；遥控断电无效，须拉上级断路器");
    }

    /** Two samples in a row; while an order goes on, or has failed, that says enough. */
    private static void locked(EbikeDraft draft, double watts) {
        PortMemory port = draft.port;
        if (port.lockedBy == null) {
            return;
        }
        boolean used = watts >= Meter.offBelowW(draft);
        boolean ordered = CutOffs.isOpen(draft, port);
        boolean failed =
                port.level(CUT_OFF_FAILED) != PortView.NO_LEVEL
                        || port.level(RELAY_STUCK) != PortView.NO_LEVEL;
        if (used && port.inUse && !ordered && !failed && port.level(LOCKED_IN_USE) > Level.ORANGE) {
            Verdicts.ofPort(
                    draft,
                    port,
                    LOCKED_IN_USE,
                    Level.ORANGE,
                    "已由 %s 断电锁定，又有 %s"
                            .formatted(CutOffs.person(port.lockedBy), EbikeWords.watts(watts)));
        } else if (!used && !port.inUse && port.level(LOCKED_IN_USE) != PortView.NO_LEVEL) {
            clear(draft, LOCKED_IN_USE, "功率 " + EbikeWords.watts(watts));
        }
        port.inUse = used && !ordered;
    }

    private static void clear(EbikeDraft draft, EbikeKind rule, String reason) {
        Verdicts.ofPort(draft, draft.port, rule, PortView.NO_LEVEL, reason);
    }
}
