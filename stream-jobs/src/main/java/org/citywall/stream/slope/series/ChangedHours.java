package org.citywall.stream.slope.series;

import java.util.Set;
import java.util.TreeSet;

/** In which hours two states of the same series differ. */
public final class ChangedHours {
    private ChangedHours() {}

    /**
     * Hours since 1970 whose bins came or changed. Bins that were dropped for their age are no
     * change, and the hour that may have lost some of its bins so is left out.
     *
     * @param old null: nothing was known
     */
    @SuppressWarnings("ReferenceEquality") // Most channels were not touched at all.
    public static Set<Integer> of(Bins old, Bins now) {
        Set<Integer> hours = new TreeSet<>();
        if (old == now) {
            return hours;
        }
        int dropped = now.size() == Bins.MOST ? now.slot(0) / Slots.PER_HOUR : -1;
        int before = old == null ? -1 : old.size() - 1;
        for (int i = now.size() - 1; i >= 0; i--) {
            while (before >= 0 && old.slot(before) > now.slot(i)) {
                before--;
            }
            boolean same = before >= 0 && isSame(old, before, now, i);
            if (!same && now.slot(i) / Slots.PER_HOUR > dropped) {
                hours.add(now.slot(i) / Slots.PER_HOUR);
            }
        }
        return hours;
    }

    private static boolean isSame(Bins a, int i, Bins b, int j) {
        if (a.slot(i) != b.slot(j) || a.counts()[i] != b.counts()[j]) {
            return false;
        }
        for (int d = 0; d < b.dims(); d++) {
            if (a.value(i, d) != b.value(j, d)) {
                return false;
            }
        }
        return true;
    }
}
