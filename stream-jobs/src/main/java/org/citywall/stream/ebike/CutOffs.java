package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.PortAnswer;

/** Goes on with cut-offs. */
final class CutOffs {
    private CutOffs() {}

    static void answer(EbikeDraft draft, PortAnswer answer) {}

    static void expire(EbikeDraft draft) {}

    static void sleepUntil(SiteMemory site, long awakeSince) {}

    static long nextDeadline(SiteMemory site) {
        return Long.MAX_VALUE;
    }
}
