package org.citywall.stream.alert;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Detection;

/**
 * Active sources that an alert has no more room to list: it must know of each whether it has ended,
 * because the alert is active as long as any of them is. Bounded: what finds no room even here
 * keeps the alert active until people close it. Presence raises, absence of knowledge never lowers.
 *
 * @param active keys of those that are known one by one
 * @param lost whether one found no room, so that nobody can know when all have ended
 */
public record UnlistedSources(List<String> active, boolean lost) {
    /** Every active source is listed. */
    static final UnlistedSources NONE = new UnlistedSources(List.of(), false);

    UnlistedSources with(Detection raise, int limit) {
        if (contains(raise)) {
            return this;
        }
        if (active.size() >= limit) {
            return lost ? this : new UnlistedSources(active, true);
        }
        List<String> more = new ArrayList<>(active);
        more.add(key(raise));
        return new UnlistedSources(List.copyOf(more), lost);
    }

    UnlistedSources without(Detection end) {
        if (!contains(end)) {
            return this;
        }
        List<String> fewer = new ArrayList<>(active);
        fewer.remove(key(end));
        return new UnlistedSources(List.copyOf(fewer), lost);
    }

    boolean contains(Detection detection) {
        return !active.isEmpty() && active.contains(key(detection));
    }

    boolean mayBeActive() {
        return lost || !active.isEmpty();
    }

    private static String key(Detection of) {
        return of.point() == null
                ? Ids.of(of.deviceId(), of.kind())
                : Ids.of(of.deviceId(), of.kind(), of.point());
    }
}
