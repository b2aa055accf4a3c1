package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.ChargerPage;

/** Builds the page of a site. */
final class Views {
    private Views() {}

    static ChargerPage page(EbikeDraft draft) {
        return null;
    }
}
