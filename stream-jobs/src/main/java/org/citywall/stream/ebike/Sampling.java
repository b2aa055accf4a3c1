package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.List;

/**
 * How often the power of a port that charges is told, learnt from its readings, and which rules
 * that is too rare for. Chargers in the field report each 10 s to each 5 minutes.
 */
final class Sampling {
    /** Up to here each minute has a sample of its own, with some jitter, s. */
    static final int EACH_MINUTE_S = 75;

    /**
     * What rises again for less than three minutes is a battery that balances or a charger that
     * pulses; from here on nobody can tell that it stayed, s.
     */
    static final int LATE_RISE_S = 150;

    /** Eight samples are the least that swing; the curve has thirty minutes, s. */
    static final int FLUCTUATION_S = 180;

    /** Three samples must lie within {@link HeatRules#MOST_RISE_MINUTES}, s. */
    static final int TEMP_RISE_S = 330;

    /** A pause is not taken for a rare report, s. */
    private static final int MOST_S = 3_600;

    private static final int BITS = 16;
    private static final int KEPT = 4;

    private Sampling() {}

    /**
     * Notes the gap between two measurements of one session, as they were measured: a backlog that
     * comes at once has the gaps of its times. What has no times and comes at once has none. Both
     * must show that something is drawn: where the charger tells no state, a session goes on for
     * hours beside an empty socket, of which many chargers report rarely.
     */
    static void learn(EbikeDraft draft) {
        PortMemory port = draft.port;
        SessionMemory session = port.session;
        Double watts = draft.reading.powerW();
        if (watts == null || session == null || port.powerAt < session.seenAt) {
            return;
        }
        double drawn = Meter.shows(draft, draft.policy.power().nothingW());
        if (watts < drawn || !(port.powerW >= drawn)) {
            return;
        }
        long gap = Math.round((draft.at - port.powerAt) / 1_000.0);
        if (gap >= 1) {
            port.gaps = (port.gaps << BITS) | Math.min(gap, MOST_S);
        }
    }

    /**
     * What was learnt of the session before is one gap of four: a pause of it is soon forgotten.
     */
    static void begin(PortMemory port) {
        port.gaps = everyS(port);
    }

    /**
     * The second longest of the last four gaps, s: one pause or one sample that was lost is not the
     * interval, and neither is the second message of two that come together. 0: not known.
     */
    static int everyS(PortMemory port) {
        int longest = 0;
        int second = 0;
        for (int i = 0; i < KEPT; i++) {
            int one = (int) ((port.gaps >>> (i * BITS)) & 0xFFFF);
            second = Math.max(second, Math.min(one, longest));
            longest = Math.max(longest, one);
        }
        return second == 0 ? longest : second;
    }

    /** The same of a port that charges now; 0: it does not. */
    static int nowS(PortMemory port) {
        return port.session == null ? 0 : everyS(port);
    }

    /**
     * How often a port is heard of now: it itself, or what else charges at its charger. Where
     * nothing does, or nobody has learnt it yet, what it did when it charged last.
     */
    static int everyS(EbikeDraft draft, PortMemory port) {
        int every = nowS(port);
        if (every == 0) {
            for (PortMemory other : draft.ports.all()) {
                if (other.stationId.equals(port.stationId)) {
                    every = Math.max(every, nowS(other));
                }
            }
        }
        return every == 0 ? everyS(port) : every;
    }

    /** Minutes from one sample to the next, at least one. */
    static int minutes(PortMemory port) {
        int beyond = everyS(port) - EACH_MINUTE_S;
        return beyond <= 0 ? 1 : 2 + (beyond - 1) / 60;
    }

    /** Names of the rules that cannot judge what reports so rarely. */
    static List<String> blind(int everyS) {
        List<String> blind = new ArrayList<>(0);
        if (everyS > TEMP_RISE_S) {
            blind.add(EbikeKind.TEMP_RISE.title());
        }
        if (everyS > LATE_RISE_S) {
            blind.add(EbikeKind.LATE_RISE.title());
        }
        if (everyS > FLUCTUATION_S) {
            blind.add(EbikeKind.FLUCTUATION.title());
        }
        return blind;
    }
}
