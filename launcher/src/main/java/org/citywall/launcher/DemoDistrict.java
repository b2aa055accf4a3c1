package org.citywall.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.registry.ImportResult;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.launcher.demo.BaseMap;
import org.citywall.launcher.demo.District;
import org.citywall.launcher.demo.RegistryCsv;

/**
 * The demo district of this data directory: its base map as a file, its registry, its devices. The
 * registry is seeded once: afterwards it belongs to the people who edit it.
 */
final class DemoDistrict {
    private final Path directory;
    private final int scale;
    private District district;

    DemoDistrict(Path data, int scale) {
        this.directory = data.resolve("district");
        this.scale = scale;
    }

    /** Generates the district and writes its base map. */
    void prepare() {
        district = District.generate(District.DEFAULT_SEED, scale);
        Path map = mapDirectory().resolve("base.geojson");
        try {
            Files.createDirectories(mapDirectory());
            if (!Files.exists(map)) {
                Files.write(map, BaseMap.geoJson(district));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + map, e);
        }
    }

    /** Where the gateway finds the base map; one for each version and scale of the district. */
    Path mapDirectory() {
        return directory.resolve("v%d-x%d".formatted(District.VERSION, scale));
    }

    District district() {
        return district;
    }

    /** Imports places, sites and devices, if that was not done before. */
    void seed(RegistryImport registry) {
        Path done = mapDirectory().resolve("seeded");
        if (Files.exists(done)) {
            return;
        }
        load(registry, ImportKind.PLACES, RegistryCsv.places(district));
        load(registry, ImportKind.SITES, RegistryCsv.sites(district));
        load(registry, ImportKind.DEVICES, RegistryCsv.devices(district));
        try {
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + done, e);
        }
    }

    private static void load(RegistryImport registry, ImportKind kind, String csv) {
        ImportResult result =
                registry.importCsv(kind, csv, false)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        if (!result.errors().isEmpty()) {
            throw new IllegalStateException(
                    "the demo district does not fit the registry: " + result.errors().get(0));
        }
    }

    void startDevices(int mqttPort, String token) {}

    void stopDevices() {}
}
