package org.citywall.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one demo district, drawn once and kept: a folder named by version, seed and scale,
 * complete or absent. Drawing takes a second or two, which a second start need not spend.
 *
 * @param folder holds {@code base.geojson}, {@code places.csv}, {@code sites.csv}, {@code
 *     devices.csv} and {@code fire-points.csv}; it can serve as the gateway's map folder
 */
public record DemoFiles(Path folder) {
    private static final String BASE_MAP = "base.geojson";
    private static final String PLACES = "places.csv";
    private static final String SITES = "sites.csv";
    private static final String DEVICES = "devices.csv";
    private static final String FIRE_POINTS = "fire-points.csv";

    /** The files under {@code parent}; drawn now if they are not there. */
    public static DemoFiles in(Path parent, long seed, int scale) throws IOException {
        String name = "district-v" + District.VERSION + "-" + seed + "-x" + scale;
        Path folder = parent.resolve(name);
        if (!Files.isDirectory(folder)) {
            write(District.generate(seed, scale), parent, folder);
        }
        return new DemoFiles(folder);
    }

    public Path baseMap() {
        return folder.resolve(BASE_MAP);
    }

    public Path places() {
        return folder.resolve(PLACES);
    }

    public Path sites() {
        return folder.resolve(SITES);
    }

    public Path devices() {
        return folder.resolve(DEVICES);
    }

    public Path firePoints() {
        return folder.resolve(FIRE_POINTS);
    }

    /** The devices, read from their CSV: the fleet needs no more of the district. */
    public List<District.Device> readDevices() throws IOException {
        List<District.Device> out = new ArrayList<>();
        List<String> rows = Files.readAllLines(devices());
        for (String row : rows.subList(1, rows.size())) {
            String[] cell = row.split(",", -1);
            out.add(new District.Device(cell[0], cell[2], cell[3], cell[4]));
        }
        return out;
    }

    /** What is installed at each panel, by the panel's id, read from the CSV. */
    public Map<String, List<PanelPoint>> readFirePoints() throws IOException {
        Map<String, List<PanelPoint>> out = new LinkedHashMap<>();
        List<String> rows = Files.readAllLines(firePoints());
        for (String row : rows.subList(1, rows.size())) {
            String[] cell = row.split(",", -1);
            out.computeIfAbsent(cell[1], id -> new ArrayList<>())
                    .add(
                            new PanelPoint(
                                    Integer.parseInt(cell[2]),
                                    Integer.parseInt(cell[3]),
                                    Integer.parseInt(cell[4]),
                                    cell[5],
                                    cell[6],
                                    cell[7]));
        }
        return out;
    }

    /** Written beside and then renamed, so that a killed start leaves no half district behind. */
    private static void write(District district, Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, "drawing-");
        Files.write(draft.resolve(BASE_MAP), BaseMap.geoJson(district));
        Files.writeString(draft.resolve(PLACES), RegistryCsv.places(district));
        Files.writeString(draft.resolve(SITES), RegistryCsv.sites(district));
        Files.writeString(draft.resolve(DEVICES), RegistryCsv.devices(district));
        Files.writeString(draft.resolve(FIRE_POINTS), RegistryCsv.firePoints(district));
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
