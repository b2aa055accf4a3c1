package org.citywall.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.registry.ImportResult;
import org.citywall.gateway.registry.RegistryImport;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.demo.ChargingSite;
import org.citywall.launcher.demo.DemoFiles;
import org.citywall.launcher.demo.DemoSlope;
import org.citywall.launcher.demo.District;
import org.citywall.launcher.demo.PanelPoint;
import org.citywall.launcher.demo.RegistryCsv;
import org.citywall.launcher.demo.devices.ChargerFleet;
import org.citywall.launcher.demo.devices.DeviceFleet;
import org.citywall.launcher.demo.devices.FleetOptions;
import org.citywall.launcher.demo.devices.PanelFleet;
import org.citywall.launcher.demo.devices.Rates;
import org.citywall.launcher.demo.devices.Scenario;
import org.citywall.launcher.demo.devices.SlopeFleet;
import org.citywall.launcher.demo.devices.tickets.Doorstep;
import org.citywall.launcher.demo.devices.tickets.TicketFleet;
import org.citywall.launcher.demo.devices.tickets.TicketOptions;

/**
 * The demo district of this data directory: its base map as a file, its registry, its devices. The
 * registry is seeded once: afterwards it belongs to the people who edit it.
 */
final class DemoDistrict {
    /** As often as the plan of dangers says: calm. */
    private static final double OFTEN = 1;

    private final Path data;
    private final int scale;
    private DemoFiles files;
    private List<District.Device> devices;
    private Map<String, List<PanelPoint>> points;
    private DeviceFleet fleet;
    private PanelFleet panels;
    private List<DemoSlope> slopes;
    private SlopeFleet stations;
    private List<ChargingSite> sheds;
    private List<ChargingSite.Camera> cameras;
    private ChargerFleet chargers;
    private List<Doorstep> doors;
    private TicketFleet tickets;

    DemoDistrict(Path data, int scale) {
        this.data = data;
        this.scale = scale;
    }

    /** Draws the district, unless an earlier start has drawn it. */
    void prepare() {
        try {
            files = DemoFiles.in(data.resolve("demo"), District.DEFAULT_SEED, scale);
            devices = files.readDevices();
            points = files.readFirePoints();
            slopes = DemoSlope.of(files);
            sheds = ChargingSite.of(files);
            cameras = ChargingSite.camerasOf(files);
            doors = Doorstep.of(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demo district to " + data, e);
        }
    }

    /** Where the gateway finds the base map. */
    Path mapDirectory() {
        return files.folder();
    }

    /** Site of each charger, by the charger's id. */
    Map<String, String> chargers() {
        Map<String, String> out = new LinkedHashMap<>();
        sheds.forEach(shed -> shed.chargers().forEach(charger -> out.put(charger.id(), shed.id())));
        return out;
    }

    List<District.Device> devices() {
        return devices;
    }

    /** Imports places, sites, devices, panels and their points, if that was not done before. */
    void seed(RegistryImport registry) {
        seedDistrict(registry);
        // By themselves: a district that was seeded before there were slopes gets them too.
        seedSites(registry, "slopes", DemoSlope.sites(slopes), DemoSlope.devices(slopes));
        seedSites(
                registry,
                "chargers",
                ChargingSite.sites(sheds),
                ChargingSite.devices(sheds, cameras));
    }

    private void seedSites(
            RegistryImport registry, String name, String sites, String devicesOfThem) {
        Path done = files.folder().resolve(name + "-seeded");
        if (Files.exists(done)) {
            return;
        }
        try {
            load(registry, ImportKind.SITES, sites);
            load(registry, ImportKind.DEVICES, devicesOfThem);
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot seed %s of %s".formatted(name, files.folder()), e);
        }
    }

    private void seedDistrict(RegistryImport registry) {
        Path done = files.folder().resolve("seeded");
        if (Files.exists(done)) {
            return;
        }
        try {
            load(registry, ImportKind.PLACES, Files.readString(files.places()));
            load(registry, ImportKind.SITES, Files.readString(files.sites()));
            load(registry, ImportKind.DEVICES, Files.readString(files.devices()));
            load(registry, ImportKind.PANEL_PROFILES, RegistryCsv.panelProfiles(devices));
            load(registry, ImportKind.FIRE_POINTS, Files.readString(files.firePoints()));
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot seed the registry from " + files.folder(), e);
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

    /** Connects the simulated devices; the same seed, another day at every start. */
    void startDevices(FleetOptions options, int panelPort, int chargerPort) {
        Clock clock = Clock.systemUTC();
        long seed = District.DEFAULT_SEED ^ clock.millis();
        List<District.Device> simple = devices.stream().filter(d -> !d.isPanel()).toList();
        Scenario scenario = new Scenario(simple, Rates.calm(), seed, clock.instant());
        fleet = new DeviceFleet(options, simple, scenario, clock);
        fleet.start();
        List<District.Device> speakers = devices.stream().filter(District.Device::isPanel).toList();
        Scenario fires = new Scenario(speakers, points, Rates.calm(), seed + 1, clock.instant());
        panels = new PanelFleet(panelPort, speakers, fires, clock);
        panels.start();
        stations = new SlopeFleet(options, slopes, District.DEFAULT_SEED, firstStart(clock), clock);
        stations.start();
        chargers = new ChargerFleet(options, chargerPort, sheds, cameras, OFTEN, seed + 2, clock);
        chargers.start();
    }

    /** Where stories of tickets are kept until they are told. */
    Path ticketStories() {
        return files.folder().resolve("tickets-open.json");
    }

    /**
     * Begins to tell of tickets, and opens the systems of the departments.
     *
     * @param admin makes them known
     */
    void startTickets(FleetOptions options, TicketOptions how, ApiClient admin) {
        tickets = new TicketFleet(options, how, doors, Clock.systemUTC());
        tickets.start(admin);
    }

    /** The series of the slopes go on where they were, so their begin is kept. */
    private Instant firstStart(Clock clock) {
        Path kept = files.folder().resolve("slopes-began");
        try {
            if (!Files.exists(kept)) {
                Path draft = Files.createTempFile(files.folder(), "began-", "");
                Files.writeString(draft, clock.instant().toString());
                Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return Instant.parse(Files.readString(kept));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the begin of the slopes", e);
        }
    }

    void stopTickets() {
        tickets.close();
    }

    void stopDevices() {
        fleet.stop();
        panels.close();
        stations.close();
        chargers.close();
    }
}
