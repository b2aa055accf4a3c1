package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.ChargerProfile;

/**
 * Some meters show some watts while nothing flows. How many they show <em>at least</em> is declared
 * for a site by a person who has looked; what is drawn is then at most what is shown less that. It
 * is never learnt: a relay that has stuck since the first reading would teach its own power.
 */
final class Meter {
    private Meter() {}

    /** What the meters of the site show, where so much is drawn. */
    static double shows(EbikeDraft draft, double drawnW) {
        Double idle = draft.site.profile.meterIdleW();
        return idle == null ? drawnW : drawnW + idle;
    }

    /** A port that shows less than this is off, W. */
    static double offBelowW(EbikeDraft draft) {
        return shows(draft, draft.policy.order().provenBelowW());
    }

    /** Who declared it, for the words of a proof; empty: nobody did. */
    static String declared(EbikeDraft draft) {
        ChargerProfile profile = draft.site.profile;
        return profile.meterIdleW() == null
                ? ""
                : "（含电表空载 %s，%s设定）"
                        .formatted(
                                EbikeWords.watts(profile.meterIdleW()),
                                profile.by() == null ? "" : profile.by() + " ");
    }
}
