package org.citywall.stream.ebike;

import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.PortView;

/** Whether a measurement proves that a port is off. */
final class Proofs {
    private Proofs() {}

    /** What a reading of the port says of its open order, and of one that failed. */
    static void measure(EbikeDraft draft, String key) {
        Double watts = draft.reading.powerW();
        if (watts == null || draft.site.replay) {
            return;
        }
        Meter.see(draft.port, watts);
        if (!draft.site.open.isEmpty()) {
            OpenOrder open = draft.site.open.get(key);
            if (open != null && open.view.answeredAt() != null) {
                prove(draft, key, open, watts);
            }
        }
        if (draft.port.level(EbikeKind.CUT_OFF_FAILED) != PortView.NO_LEVEL) {
            relieve(draft, watts);
        }
    }

    private static void prove(EbikeDraft draft, String key, OpenOrder open, double watts) {
        OrderLimits limits = draft.policy.order();
        long measuredAt = measuredAt(draft);
        double offBelowW = Meter.offBelowW(draft);
        if (watts < offBelowW) {
            if (measuredAt <= open.view.answeredAt().toEpochMilli() || isFaulty(draft.port)) {
                return;
            }
            long received = draft.reading.receivedAt().toEpochMilli();
            if (open.belowAt == 0) {
                open.belowAt = received;
            }
            if (received - open.belowAt >= limits.confirmAfter().toMillis()) {
                String words =
                        "应答后连续实测 %s，低于 %s%s"
                                .formatted(
                                        EbikeWords.watts(watts),
                                        EbikeWords.watts(offBelowW),
                                        Meter.declared(draft));
                CutOffs.end(draft, key, open, VERIFIED, words, watts);
            }
            return;
        }
        open.belowAt = 0;
        if (open.view.state() == ACKED && measuredAt > open.ackedAt) {
            open.stillW = watts;
            // Earlier the deadline says so; a charger that reports rarely is heard after it.
            if (draft.nowMs() - open.ackedAt >= limits.measureWithin().toMillis()) {
                CutOffs.stillOn(draft, key, open);
            }
        }
    }

    /**
     * How long a measurement is waited for after an answer, ms. A charger that reports each minute
     * cannot prove in 15 s: it is waited for its own interval and some more.
     */
    static long waitMs(EbikeDraft draft, PortMemory port) {
        OrderLimits limits = draft.policy.order();
        double asked = limits.measureIntervals() * 1_000 * Sampling.everyS(draft, port);
        return Math.max(
                limits.measureWithin().toMillis(),
                Math.min(Math.round(asked), limits.measureAtMost().toMillis()));
    }

    /** Why it takes longer than the standard asks for, in words; empty: it does not. */
    static String awaited(EbikeDraft draft, PortMemory port, OpenOrder open) {
        return open.waitsUntil <= open.deadline
                ? ""
                : "；该桩约每 %s上报一次，最迟等到 %s"
                        .formatted(
                                EbikeWords.duration(Sampling.everyS(draft, port) * 1_000L),
                                EbikeWords.clock(open.waitsUntil));
    }

    /** A charger that says that its relay sticks, or that it is broken, measures nothing. */
    static boolean isFaulty(PortMemory port) {
        return port.state == PortState.RELAY_STUCK || port.state == PortState.FAULT;
    }

    /**
     * Why nothing was proven. That a charger says that the port is idle is bookkeeping of its
     * session: its relay may stick all the same.
     */
    static String missing(PortMemory port) {
        if (isFaulty(port)) {
            return "没有可信的实测功率：充电桩报告端口故障";
        }
        return port.state == PortState.IDLE ? "没有实测功率：充电桩只称端口空闲，不能证明已断电，须到现场确认" : "没有实测功率";
    }

    /**
     * When it was measured, by the gateway's clock and not later than it was received: neither a
     * backlog nor a wrong clock makes an old measurement a proof.
     */
    private static long measuredAt(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        long received = reading.receivedAt().toEpochMilli();
        return !draft.timed
                ? received
                : Math.min(
                        received,
                        draft.station.clock.corrected(reading.deviceTime().toEpochMilli()));
    }

    /** A failed cut-off is over when the port is measured to be off for a while all the same. */
    private static void relieve(EbikeDraft draft, double watts) {
        PortMemory port = draft.port;
        if (watts >= Meter.offBelowW(draft) || isFaulty(port)) {
            port.offSince = 0;
        } else if (measuredAt(draft) <= port.orderEndedAt) {
            return;
        } else if (port.offSince == 0) {
            port.offSince = draft.at;
        } else if (draft.at - port.offSince >= Minutes.MINUTE) {
            String words =
                    "实测 %s 已 %s"
                            .formatted(
                                    EbikeWords.watts(watts),
                                    EbikeWords.duration(draft.at - port.offSince));
            port.provenOff = true;
            CutOffs.clear(draft, port, EbikeKind.CUT_OFF_FAILED, words);
        }
    }
}
