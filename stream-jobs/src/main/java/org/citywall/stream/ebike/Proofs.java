package org.citywall.stream.ebike;

import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import org.citywall.contracts.ebike.ChargerReading;
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
        if (watts < limits.provenBelowW()) {
            if (measuredAt > open.view.answeredAt().toEpochMilli()) {
                String words =
                        "应答后实测 %s，低于 %s"
                                .formatted(
                                        EbikeWords.watts(watts),
                                        EbikeWords.watts(limits.provenBelowW()));
                CutOffs.end(draft, key, open, VERIFIED, words, watts);
            }
        } else if (open.view.state() == ACKED && measuredAt > open.ackedAt) {
            open.stillW = watts;
        }
    }

    /**
     * When it was measured, by the gateway's clock and not later than it was received: neither a
     * backlog nor a wrong clock makes an old measurement a proof.
     */
    private static long measuredAt(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        long received = reading.receivedAt().toEpochMilli();
        return reading.deviceTime() == null
                ? received
                : Math.min(
                        received,
                        draft.station.clock.corrected(reading.deviceTime().toEpochMilli()));
    }

    /** A failed cut-off is over when the port is measured to be off for a while all the same. */
    private static void relieve(EbikeDraft draft, double watts) {
        PortMemory port = draft.port;
        if (watts >= draft.policy.order().provenBelowW()) {
            port.offSince = 0;
        } else if (port.offSince == 0) {
            port.offSince = draft.at;
        } else if (draft.at - port.offSince >= Minutes.MINUTE) {
            String words =
                    "实测 %s 已 %s"
                            .formatted(
                                    EbikeWords.watts(watts),
                                    EbikeWords.duration(draft.at - port.offSince));
            CutOffs.clear(draft, port, EbikeKind.CUT_OFF_FAILED, words);
        }
    }
}
