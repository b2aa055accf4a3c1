package org.citywall.stream.ebike;

/** Watches who falls silent. */
final class Silence {
    private Silence() {}

    static void watchAnew(EbikeDraft draft) {}

    static void watch(EbikeDraft draft) {
        draft.site.watchAt = 0;
    }

    static void sleepUntil(SiteMemory site, long awakeSince) {}
}
