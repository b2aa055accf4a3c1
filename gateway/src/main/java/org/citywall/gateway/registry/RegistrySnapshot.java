package org.citywall.gateway.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.citywall.contracts.place.SiteRef;

/** The whole registry at one moment; never changes. */
public final class RegistrySnapshot {
    /** Nothing is registered. */
    public static final RegistrySnapshot EMPTY =
            new RegistrySnapshot(0, List.of(), List.of(), List.of(), Map.of());

    private final long version;
    private final NavigableMap<String, Place> places;
    private final NavigableMap<String, Site> sites;
    private final NavigableMap<String, Device> devices;
    private final Map<String, Credential> credentialsByHash;
    private final NavigableMap<String, Credential> credentials;
    private final Map<String, Location> locations;
    private final PanelBook panels;

    /**
     * Where a site is, as an event carries it.
     *
     * @param site the site
     * @param place grid path
     * @param placeName the names along the path, joined by {@code /}
     */
    public record Location(SiteRef site, String place, String placeName) {}

    /** Without panels. */
    public RegistrySnapshot(
            long version,
            Collection<Place> places,
            Collection<Site> sites,
            Collection<Device> devices,
            Map<String, Credential> credentialsByHash) {
        this(version, places, sites, devices, credentialsByHash, PanelBook.EMPTY);
    }

    /** Takes copies of all. */
    public RegistrySnapshot(
            long version,
            Collection<Place> places,
            Collection<Site> sites,
            Collection<Device> devices,
            Map<String, Credential> credentialsByHash,
            PanelBook panels) {
        this.version = version;
        this.panels = panels;
        this.places = index(places, Place::path);
        this.sites = index(sites, Site::id);
        this.devices = index(devices, Device::id);
        this.credentialsByHash = Map.copyOf(credentialsByHash);
        this.credentials = index(credentialsByHash.values(), Credential::id);
        // Made once here, so that ingest only looks up.
        Map<String, String> names = new HashMap<>();
        Map<String, Location> located = new HashMap<>();
        for (Site site : sites) {
            SiteRef ref = new SiteRef(site.id(), site.name(), site.lon(), site.lat());
            String words = names.computeIfAbsent(site.place(), this::words);
            located.put(site.id(), new Location(ref, site.place(), words));
        }
        this.locations = Map.copyOf(located);
    }

    /** Grows with every edit. */
    public long version() {
        return version;
    }

    /** By path, sorted. */
    public NavigableMap<String, Place> places() {
        return places;
    }

    /** By id, sorted. */
    public NavigableMap<String, Site> sites() {
        return sites;
    }

    /** By id, sorted. */
    public NavigableMap<String, Device> devices() {
        return devices;
    }

    /** By id, sorted; without tokens. */
    public NavigableMap<String, Credential> credentials() {
        return credentials;
    }

    /** The credential whose token has this SHA-256 in hex. */
    public Optional<Credential> credential(String tokenHash) {
        return Optional.ofNullable(credentialsByHash.get(tokenHash));
    }

    /** How panels speak, and their points. */
    public PanelBook panels() {
        return panels;
    }

    /** Where the site is; null if there is no such site. */
    public Location location(String siteId) {
        return locations.get(siteId);
    }

    /** The names along a grid path; a part that is not registered stands as it is. */
    public String words(String path) {
        StringBuilder words = new StringBuilder();
        for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
            String part = end < 0 ? path : path.substring(0, end);
            Place place = places.get(part);
            if (words.length() > 0) {
                words.append('/');
            }
            words.append(place == null ? part.substring(part.lastIndexOf('/') + 1) : place.name());
            if (end < 0) {
                return words.toString();
            }
        }
    }

    private static <T> NavigableMap<String, T> index(
            Collection<T> items, java.util.function.Function<T, String> key) {
        TreeMap<String, T> map = new TreeMap<>();
        items.forEach(item -> map.put(key.apply(item), item));
        return Collections.unmodifiableNavigableMap(map);
    }
}
