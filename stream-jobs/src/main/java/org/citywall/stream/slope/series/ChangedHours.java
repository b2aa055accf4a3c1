package org.citywall.stream.slope.series;

import java.util.Arrays;
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
        if (old == now) {
            return Set.of();
        }
        if (old != null && old.dims() < now.dims()) {
            return of(old.widened(), now); // a component that joined has not moved so far
        }
        Set<Integer> hours = new TreeSet<>();
        int dropped = now.size() == Bins.MOST ? now.slot(0) / Slots.PER_HOUR : -1;
        int first = old == null ? 0 : firstChange(old, now);
        int before = old == null ? -1 : old.size() - 1;
        for (int i = now.size() - 1; i >= first; i--) {
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

    /** Asked with every reading, so the many equal bins before it are passed over at once. */
    private static int firstChange(Bins old, Bins now) {
        int skip = now.size() == 0 ? 0 : old.from(now.slot(0));
        int dims = now.dims();
        int slot = Arrays.mismatch(old.slots(), skip, old.size(), now.slots(), 0, now.size());
        int count = Arrays.mismatch(old.counts(), skip, old.size(), now.counts(), 0, now.size());
        int value =
                Arrays.mismatch(
                        old.values(),
                        skip * dims,
                        old.size() * dims,
                        now.values(),
                        0,
                        now.size() * dims);
        return Math.min(known(slot, now), Math.min(known(count, now), known(value, now) / dims));
    }

    private static int known(int mismatch, Bins now) {
        return mismatch < 0 ? now.size() * now.dims() : mismatch;
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
