package org.citywall.stream.state;

import org.citywall.contracts.Ids;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.across.flink.InhibitStages;

/**
 * What a stored snapshot of the stages of inhibition holds: a site is dark for two reasons, of
 * which the elder stands, and two devices are offline because of it. It may grow; it must never
 * shrink.
 */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
final class OpenInhibition {
    static final String ELDER = id("elder");
    static final String YOUNGER = id("younger");
    static final String ONE = id("one");
    static final String TWO = id("two");
    static final String[] FILES = {"inhibit-parts", "inhibit-meeting", "inhibit-sums"};

    private OpenInhibition() {}

    static InhibitStages.Snapshot snapshot() throws Exception {
        try (InhibitStages stages = InhibitStages.start(null)) {
            see(stages, ELDER, "power-cut", true, 0);
            see(stages, ONE, "offline", true, 1);
            see(stages, YOUNGER, "site-offline", true, 2);
            see(stages, TWO, "offline", true, 3);
            stages.passTo(at(4));
            return stages.snapshot();
        }
    }

    static void see(InhibitStages stages, String id, String kind, boolean active, int second)
            throws Exception {
        stages.see(InhibitStages.change(id, kind, 2, active, "unacknowledged"), at(second));
    }

    static long at(int second) {
        return AlertGroup.at(second).toEpochMilli();
    }

    private static String id(String name) {
        return Ids.alertId(Ids.groupHash(name), "1");
    }
}
