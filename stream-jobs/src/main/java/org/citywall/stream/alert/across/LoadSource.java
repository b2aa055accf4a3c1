package org.citywall.stream.alert.across;

import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Nullable;

/**
 * New alerts of one device.
 *
 * @param deviceId the device
 * @param title words of its newest alert
 * @param place grid path; null: none is known
 * @param slices ten minutes (since 1970, counted) → new alerts
 */
public record LoadSource(
        String deviceId, String title, @Nullable String place, Map<Long, Integer> slices) {
    public LoadSource {
        slices = slices == null ? Map.of() : Map.copyOf(slices);
    }

    /** With one more. */
    LoadSource with(SeatAlert alert, long slice) {
        Map<Long, Integer> more = new TreeMap<>(slices);
        more.merge(slice, 1, Integer::sum);
        return new LoadSource(deviceId, alert.title(), alert.place(), more);
    }

    /** Only what is newer than that slice. */
    LoadSource after(long slice) {
        Map<Long, Integer> fewer = new TreeMap<>(slices);
        fewer.keySet().removeIf(each -> each <= slice);
        return new LoadSource(deviceId, title, place, fewer);
    }

    int count() {
        return slices.values().stream().mapToInt(Integer::intValue).sum();
    }
}
