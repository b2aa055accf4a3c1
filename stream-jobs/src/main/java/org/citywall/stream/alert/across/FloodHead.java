package org.citywall.stream.alert.across;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.FloodSummary.FirstOut;

/**
 * What is remembered of a seat, whatever the number of its alerts; those of a flood that are open
 * are remembered beside it, each for itself ({@link FloodMember}).
 *
 * @param judgedAt event time up to which it was judged, in milliseconds
 * @param version of the rules that judged it last
 * @param recent new alerts, oldest first: without a flood those of the window, in a flood the
 *     newest, as many as it takes to know whether there are too many
 * @param flood the flood that goes on; null: none
 */
public record FloodHead(long judgedAt, long version, List<Recent> recent, @Nullable Flood flood) {
    public static final FloodHead EMPTY = new FloodHead(0, 0, List.of(), null);

    public FloodHead {
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /** Whether nothing need be remembered. */
    public boolean isEmpty() {
        return recent.isEmpty() && flood == null;
    }

    /**
     * A new alert.
     *
     * @param first what a list of the first alerts says of it
     * @param kind when it was raised
     * @param now whether it is open, and how; null: it is closed or another seat's
     * @param counted whether a flood has counted it
     */
    public record Recent(FirstOut first, String kind, @Nullable FloodMember now, boolean counted) {
        long at() {
            return first.at().toEpochMilli();
        }

        Recent with(@Nullable FloodMember member) {
            return new Recent(first, kind, member, counted);
        }

        Recent asCounted() {
            return new Recent(first, kind, now, true);
        }
    }

    /**
     * A flood.
     *
     * @param parent the alert that stands for it; null: it is not there yet, or people closed it
     * @param asked whether the parent was raised and has not come yet
     * @param raises how often it was raised
     * @param since when the first of its alerts was raised, in milliseconds
     * @param total new alerts
     * @param byLevel level → new alerts
     * @param byKind kind → new alerts
     * @param active how many are active
     * @param firstOut the first of them, first first
     * @param belowSince since when there are few new alerts again, in milliseconds; 0: there are
     *     not
     * @param countedAt when the parent was told its counts last, in milliseconds
     * @param changed whether they have changed since
     */
    public record Flood(
            @Nullable String parent,
            boolean asked,
            int raises,
            long since,
            int total,
            Map<Integer, Integer> byLevel,
            Map<String, Integer> byKind,
            int active,
            List<FirstOut> firstOut,
            long belowSince,
            long countedAt,
            boolean changed) {
        public Flood {
            byLevel = byLevel == null ? Map.of() : Map.copyOf(byLevel);
            byKind = byKind == null ? Map.of() : Map.copyOf(byKind);
            firstOut = firstOut == null ? List.of() : List.copyOf(firstOut);
        }
    }
}
