package org.citywall.launcher.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.launcher.demo.plan.CityPlan;
import org.citywall.launcher.demo.plan.Projection;
import org.locationtech.jts.geom.Coordinate;

/**
 * The fictional demo district 沙浦街道: 12 communities and 1,500 buildings times {@code scale}, each
 * with its one-click fire alarm. The same seed and scale always give the same district, byte for
 * byte.
 *
 * @param seed chance of everything
 * @param scale multiplies area, buildings and grids; the number of communities stays
 * @param plan the shapes, in metres
 * @param places every node of the grid tree, parents first
 * @param buildings in the order of their ids
 * @param devices in the order of their ids, alarms first
 */
public record District(
        long seed,
        int scale,
        CityPlan plan,
        List<Place> places,
        List<Building> buildings,
        List<Device> devices) {
    /** The seed of the district that {@code ./citywall up} shows. */
    public static final long DEFAULT_SEED = 13_590;

    /** Part of the key of cached files: changes with any change of the generator's output. */
    public static final int VERSION = 3;

    public static final int BUILDINGS_PER_SCALE = 1_500;

    /** Path of the whole street (街道), below which all places of the demo lie. */
    public static final String ROOT = "yunwan/shapu";

    private static final String ROOT_WORDS = "云湾区/沙浦街道";

    /** Houses with at least this footprint have detectors on a transmission device. */
    private static final double TRANSMISSION_AREA_M2 = 1_700;

    /** Of the transmission devices, one in so many speaks GB/T 26875.3 itself. */
    private static final int PANEL_EVERY = 10;

    /** First address of the district's panels; the building's number is added. */
    private static final long PANEL_ADDRESS = 0x440309000000L;

    /** Houses per lane of a village, for their addresses. */
    private static final int LANE_HOUSES = 14;

    /** A node of the grid tree. */
    public record Place(String path, String name) {}

    /** A fire device; {@code kind} is {@code one-click-alarm} or {@code transmission-device}. */
    public record Device(String id, String kind, String siteId, String name) {
        public static final String ONE_CLICK_ALARM = "one-click-alarm";
        public static final String TRANSMISSION_DEVICE = "transmission-device";
        public static final String DOMAIN = "fire";

        /**
         * Begin of the id of a device that speaks GB/T 26875.3; 12 hex digits of address follow.
         */
        public static final String PANEL_PREFIX = "GB-";

        /** Whether it speaks GB/T 26875.3 over TCP, not one of our own protocols. */
        public boolean isPanel() {
            return id.startsWith(PANEL_PREFIX);
        }
    }

    /** Draws, names and equips the district. */
    public static District generate(long seed, int scale) {
        if (scale < 1) {
            throw new IllegalArgumentException("scale must be at least 1: " + scale);
        }
        CityPlan plan = new CityPlan(seed, scale, BUILDINGS_PER_SCALE * scale);
        Map<String, String> places = new TreeMap<>();
        places.put("yunwan", "云湾区");
        places.put(ROOT, "沙浦街道");
        List<Building> buildings = name(seed, plan, places);
        List<Place> tree = new ArrayList<>();
        places.forEach((path, word) -> tree.add(new Place(path, word)));
        return new District(seed, scale, plan, tree, buildings, equip(buildings));
    }

    private static List<Building> name(long seed, CityPlan plan, Map<String, String> places) {
        Names names = new Names(seed);
        Addresses addresses = new Addresses(plan);
        Map<Integer, Integer> villagers = new HashMap<>();
        List<Building> out = new ArrayList<>();
        for (CityPlan.House house : plan.houses()) {
            String community = plan.communities().get(house.community()).name();
            String id = String.format("B-%04d", out.size() + 1);
            int lane = villagers.merge(house.village(), 1, Integer::sum) / LANE_HOUSES + 1;
            String name = names.of(house, community, lane);
            String communityPath = String.format("%s/c%02d", ROOT, house.community() + 1);
            String gridPath =
                    String.format(
                            "%s/g%02d%02d", communityPath, house.community() + 1, house.grid() + 1);
            String gridName = "第" + Names.chinese(house.grid() + 1) + "网格";
            places.put(communityPath, community);
            places.put(gridPath, gridName);
            places.put(gridPath + "/" + id, name);
            Coordinate inside = house.shape().getInteriorPoint().getCoordinate();
            out.add(
                    new Building(
                            id,
                            name,
                            house.kind(),
                            house.storeys(),
                            gridPath + "/" + id,
                            String.join("/", ROOT_WORDS, community, gridName, name),
                            "沙浦街道" + community + addresses.of(house, name),
                            house.community(),
                            Projection.lonMicro(inside),
                            Projection.latMicro(inside),
                            house.shape().getArea(),
                            house.shape()));
        }
        return List.copyOf(out);
    }

    private static List<Device> equip(List<Building> buildings) {
        List<Device> out = new ArrayList<>();
        for (Building b : buildings) {
            out.add(device("FA", Device.ONE_CLICK_ALARM, b, "一键报警"));
        }
        List<Device> panels = new ArrayList<>();
        int large = 0;
        for (Building b : buildings) {
            if (b.areaM2() >= TRANSMISSION_AREA_M2) {
                if (++large % PANEL_EVERY == 0) {
                    panels.add(panel(b));
                } else {
                    out.add(device("FT", Device.TRANSMISSION_DEVICE, b, "用户信息传输装置"));
                }
            }
        }
        out.addAll(panels);
        return List.copyOf(out);
    }

    private static Device panel(Building building) {
        int number = Integer.parseInt(building.id().substring(2));
        return new Device(
                Device.PANEL_PREFIX + String.format("%012X", PANEL_ADDRESS + number),
                Device.TRANSMISSION_DEVICE,
                building.id(),
                building.name() + " 用户信息传输装置");
    }

    /** A device has the number of its building, so that one finds the other without a table. */
    private static Device device(String prefix, String kind, Building building, String word) {
        String id = prefix + building.id().substring(1);
        return new Device(id, kind, building.id(), building.name() + " " + word);
    }
}
