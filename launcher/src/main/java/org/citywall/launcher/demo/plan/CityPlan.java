package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.demo.BuildingKind;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The plan of the demo district in metres: ground, streets, blocks, communities, houses. It knows
 * shapes only; ids, names and degrees come later.
 */
public final class CityPlan {
    private static final int GRIDS_PER_SCALE = 37;

    private final List<Area> areas = new ArrayList<>();
    private final List<Street> streets = new ArrayList<>();
    private final List<Community> communities = new ArrayList<>();
    private final List<House> houses;
    private final Polygon outline;

    /** A house, in its block, community and grid; {@code village} is -1 outside of villages. */
    public record House(
            Polygon shape,
            BuildingKind kind,
            int storeys,
            int block,
            int village,
            boolean oldEstate,
            int community,
            int grid) {}

    /** A community and its outline. */
    public record Community(String name, Polygon outline, Point label) {}

    /** A street; rank 1 arterial, 2 collector, 3 lane; only arterials have names. */
    public record Street(int rank, String name, Geometry line) {}

    /** Land, water, green or village ground; a higher tone is a deeper colour. */
    public record Area(String layer, String kind, String name, int tone, Geometry shape) {}

    /** Draws the plan with exactly this many houses on {@code scale} times the area. */
    public CityPlan(long seed, int scale, int houseCount) {
        Terrain terrain = new Terrain(seed, scale);
        Streets network = new Streets(seed, terrain, new Zoning(terrain.stretch));
        Communities parts = new Communities(terrain, network.quarters);
        Settlement settlement = new Settlement(seed, network, houseCount);
        outline = terrain.district;
        houses = settlement.houses(parts, GRIDS_PER_SCALE * scale);
        for (int i = 0; i < Communities.count(); i++) {
            Polygon area = parts.outlines.get(i);
            Point label = MaximumInscribedCircle.getCenter(Shapes.minus(area, terrain.water), 20);
            communities.add(new Community(Communities.name(i), area, label));
        }
        for (Streets.Street s : network.streets) {
            streets.add(new Street(s.rank(), s.name(), s.line()));
        }
        describe(terrain, settlement);
    }

    /** Name of a village by its index. */
    public static String villageName(int village) {
        return Zoning.VILLAGES.get(village).name();
    }

    public Polygon outline() {
        return outline;
    }

    public List<House> houses() {
        return houses;
    }

    public List<Community> communities() {
        return communities;
    }

    public List<Street> streets() {
        return streets;
    }

    public List<Area> areas() {
        return areas;
    }

    private void describe(Terrain terrain, Settlement settlement) {
        areas.add(new Area("land", "outside", "", 1, Shapes.minus(terrain.land, outline)));
        areas.add(new Area("land", "district", "", 1, Shapes.minus(outline, terrain.water)));
        terrain.waters.forEach(water -> areas.add(area("water", water)));
        for (Parcel parcel : settlement.parcels) {
            if (parcel.block.use() == LandUse.VILLAGE) {
                String village = villageName(parcel.block.village());
                areas.add(new Area("urban-village", "village", village, 1, parcel.ground));
            }
        }
        // Mangroves stand in the water and squares in the villages: green comes after both.
        terrain.greens.forEach(green -> areas.add(area("green", green)));
        for (Parcel parcel : settlement.parcels) {
            parcel.greens.forEach(green -> areas.add(area("green", green)));
        }
        terrain.paths.forEach(path -> streets.add(new Street(3, "", path)));
    }

    private static Area area(String layer, Terrain.Feature f) {
        return new Area(layer, f.kind(), f.name(), f.tone(), f.shape());
    }
}
