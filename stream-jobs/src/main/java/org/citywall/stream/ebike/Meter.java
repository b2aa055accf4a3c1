package org.citywall.stream.ebike;

/**
 * Some meters show some watts while nothing flows. How many they show <em>at least</em> is declared
 * for a site by a person who has looked; what is drawn is then at most what is shown less that. It
 * is never learnt: a relay that has stuck since the first reading would teach its own power.
 */
final class Meter {
    /** Half a watt: meters show whole ones. */
    private static final double ROUNDING = 0.5;

    /** Instead of nothing at all, which means that nothing was seen yet. */
    private static final double LEAST = 0.001;

    private Meter() {}

    /** What the meter of the port shows, where so much is drawn. */
    static double shows(EbikeDraft draft, double drawnW) {
        return drawnW + idleW(draft);
    }

    /** Not of a meter that has ever shown less: then it is none of those. */
    private static double idleW(EbikeDraft draft) {
        Double idle = draft.site.profile.meterIdleW();
        boolean refuted =
                idle != null
                        && draft.port != null
                        && draft.port.leastW != 0
                        && draft.port.leastW < idle - ROUNDING;
        return idle == null || refuted ? 0 : idle;
    }

    /** Remembers the least that the meter of the port has ever shown. */
    static void see(PortMemory port, double watts) {
        float seen = (float) Math.max(watts, LEAST);
        port.leastW = port.leastW == 0 ? seen : Math.min(port.leastW, seen);
    }

    /** A port that shows less than this is off, W. */
    static double offBelowW(EbikeDraft draft) {
        return shows(draft, draft.policy.order().provenBelowW());
    }

    /** That it was counted, for the words of a proof; empty: it was not. */
    static String declared(EbikeDraft draft) {
        double idle = idleW(draft);
        return idle == 0 ? "" : "（含场所登记的电表空载 %s）".formatted(EbikeWords.watts(idle));
    }
}
