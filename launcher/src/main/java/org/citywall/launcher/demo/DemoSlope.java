package org.citywall.launcher.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dangerous slope of the demo district, with its stations: one above the first house of each
 * community.
 *
 * @param id registry id of the site, for example {@code S-003}
 * @param name what people call it
 * @param place grid path of its community
 * @param lon degrees
 * @param lat degrees
 * @param stations its stations, three to six
 */
public record DemoSlope(
        String id, String name, String place, String lon, String lat, List<Station> stations) {
    private static final int LEAST_STATIONS = 3;
    private static final int KINDS_OF_SIZE = 4;

    /** How far the slope lies north of the house, degrees: some 45 m. */
    private static final BigDecimal UPHILL = new BigDecimal("0.000400");

    private static final List<Equipment> EQUIPMENT =
            List.of(
                    new Equipment("GNSS 监测站", List.of("L1_GP_1", "S1_ZT_1")),
                    new Equipment("裂缝计", List.of("L1_LF_1", "L1_LF_2")),
                    new Equipment("雨量计", List.of("L3_YL_1")),
                    new Equipment("坡顶 GNSS 监测站", List.of("L1_GP_1")),
                    new Equipment("倾角与含水率站", List.of("L1_QJ_1", "L3_HS_1")),
                    new Equipment("地下水位计", List.of("L3_DX_1")));

    private record Equipment(String name, List<String> channels) {}

    /**
     * A station.
     *
     * @param id registry id of the device, for example {@code SL-003-01}
     * @param name what people call it
     * @param channels sensor codes
     */
    public record Station(String id, String name, List<String> channels) {}

    /** The slopes of a district, from its files. */
    public static List<DemoSlope> of(DemoFiles files) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (String row : Files.readAllLines(files.places())) {
            String[] cell = row.split(",", -1);
            names.put(cell[0], cell[1]);
        }
        List<DemoSlope> slopes = new ArrayList<>();
        Set<String> communities = new HashSet<>();
        List<String> sites = Files.readAllLines(files.sites());
        for (String row : sites.subList(1, sites.size())) {
            String[] house = row.split(",", -1);
            String community =
                    house[2].substring(0, house[2].indexOf('/', District.ROOT.length() + 1));
            if (communities.add(community)) {
                slopes.add(above(house, community, names.get(community), slopes.size()));
            }
        }
        return List.copyOf(slopes);
    }

    private static DemoSlope above(String[] house, String community, String name, int index) {
        String number = String.format("%03d", index + 1);
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < LEAST_STATIONS + index % KINDS_OF_SIZE; i++) {
            Equipment equipment = EQUIPMENT.get(i);
            stations.add(
                    new Station(
                            String.format("SL-%s-%02d", number, i + 1),
                            equipment.name(),
                            equipment.channels()));
        }
        return new DemoSlope(
                "S-" + number,
                name + "后山边坡",
                community,
                house[4],
                new BigDecimal(house[5]).add(UPHILL).toPlainString(),
                List.copyOf(stations));
    }

    /** {@code id,name,place,kind,lon,lat}. */
    public static String sites(List<DemoSlope> slopes) {
        StringBuilder out = new StringBuilder("id,name,place,kind,lon,lat\n");
        for (DemoSlope s : slopes) {
            RegistryCsv.row(out, s.id, s.name, s.place, "slope", s.lon, s.lat);
        }
        return out.toString();
    }

    /** {@code id,domain,kind,siteId,name}. */
    public static String devices(List<DemoSlope> slopes) {
        StringBuilder out = new StringBuilder("id,domain,kind,siteId,name\n");
        for (DemoSlope s : slopes) {
            for (Station each : s.stations) {
                RegistryCsv.row(
                        out, each.id(), "slope", "station", s.id, s.name + " " + each.name());
            }
        }
        return out.toString();
    }
}
