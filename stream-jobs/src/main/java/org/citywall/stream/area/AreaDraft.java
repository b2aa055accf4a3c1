package org.citywall.stream.area;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Detection;

/** A cell while its inputs are judged. */
final class AreaDraft {
    final String cell;
    final AreaPolicy policy;
    final Map<String, AreaBuilding> buildings;
    final List<Detection> detections = new ArrayList<>();

    /** No building is forgotten before; so that not each input looks at all buildings. */
    private Instant noneBefore = Instant.MIN;

    AreaDraft(AreaState state, String cell, AreaPolicy policy) {
        this.cell = cell;
        this.policy = policy;
        this.buildings = new HashMap<>(state.buildings());
    }

    void put(AreaBuilding building) {
        buildings.put(building.siteId(), building);
        noneBefore = earlier(noneBefore, building.forgetAt(policy));
    }

    void forget(Instant now) {
        if (noneBefore.isAfter(now)) {
            return;
        }
        Instant next = Instant.MAX;
        for (var each = buildings.values().iterator(); each.hasNext(); ) {
            Instant end = each.next().forgetAt(policy);
            if (end.isAfter(now)) {
                next = earlier(next, end);
            } else {
                each.remove();
            }
        }
        noneBefore = next;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
