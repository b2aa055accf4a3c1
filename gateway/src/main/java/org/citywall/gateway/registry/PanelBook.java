package org.citywall.gateway.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the registry knows of panels: how they speak, and their points; never changes. */
public final class PanelBook {
    /** Every panel speaks as the standard says, and no point has a name. */
    public static final PanelBook EMPTY = new PanelBook(List.of(), List.of());

    private final NavigableMap<String, PanelProfile> profiles;
    private final NavigableMap<String, FirePoint> points;
    private final Map<String, Map<PointAddress, FirePoint>> byAddress = new HashMap<>();

    /** Takes copies of all. */
    public PanelBook(Collection<PanelProfile> profiles, Collection<FirePoint> points) {
        TreeMap<String, PanelProfile> byDevice = new TreeMap<>();
        profiles.forEach(profile -> byDevice.put(profile.deviceId(), profile));
        this.profiles = Collections.unmodifiableNavigableMap(byDevice);
        TreeMap<String, FirePoint> byId = new TreeMap<>();
        for (FirePoint point : points) {
            byId.put(point.id(), point);
            byAddress
                    .computeIfAbsent(point.deviceId(), id -> new HashMap<>())
                    .put(point.address(), point);
        }
        this.points = Collections.unmodifiableNavigableMap(byId);
    }

    /** The panel's profile, or the standard's. */
    public PanelProfile profile(String deviceId) {
        PanelProfile known = profiles.get(deviceId);
        return known == null ? PanelProfile.standard(deviceId) : known;
    }

    /**
     * The point at this address of the panel, or null. An entry that names the system wins over one
     * that leaves it open.
     */
    public FirePoint point(String deviceId, PointAddress address) {
        Map<PointAddress, FirePoint> own = byAddress.get(deviceId);
        if (own == null || address == null) {
            return null;
        }
        int any = PointAddress.ANY;
        FirePoint point = own.get(address);
        point = point != null ? point : own.get(address.with(address.systemType(), any));
        point = point != null ? point : own.get(address.with(any, address.systemAddress()));
        return point != null ? point : own.get(address.with(any, any));
    }

    /** Other buildings in which points of this panel lie. */
    public Set<String> sitesOf(String deviceId) {
        return byAddress.getOrDefault(deviceId, Map.of()).values().stream()
                .map(FirePoint::siteId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By device id, sorted. */
    public NavigableMap<String, PanelProfile> profiles() {
        return profiles;
    }

    /** By id, sorted. */
    public NavigableMap<String, FirePoint> points() {
        return points;
    }
}
