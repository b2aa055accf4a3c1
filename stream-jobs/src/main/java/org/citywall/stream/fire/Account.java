package org.citywall.stream.fire;

import java.util.List;

/**
 * What else is to be told of a condition that begins.
 *
 * @param together points of the building that alarm at the same time; empty: no incident
 * @param brokenDrill why a registered test does not explain it any more; null: none was broken
 */
record Account(List<FirePoint> together, String brokenDrill) {
    static final Account NONE = new Account(List.of(), null);

    boolean isIncident() {
        return !together.isEmpty();
    }
}
