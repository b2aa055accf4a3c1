package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.CameraEvent;

/** Takes events of cameras. */
final class Cameras {
    private Cameras() {}

    static void see(EbikeDraft draft, CameraEvent event) {}

    static void expire(EbikeDraft draft) {}

    static long nextEnd(SiteMemory site) {
        return Long.MAX_VALUE;
    }
}
