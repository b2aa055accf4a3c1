package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/** Builds on every block until the district has exactly its number of houses. */
final class Settlement {
    /** About a third of all houses stand in the urban villages, as in the seed district. */
    private static final double VILLAGE_SHARE = 0.34;

    /** A smaller remainder of a block becomes a pocket of green, square metres. */
    private static final double PARCEL_MIN = 2_200;

    /** Share of a village's ground that is lots; the rest is lanes, squares and odd corners. */
    private static final double VILLAGE_FILL = 0.42;

    private static final double DENSER = 1.07;

    private static final int ROUNDS_MAX = 4;

    final List<Parcel> parcels;

    private final long seed;
    private final Streets streets;
    private final int wanted;
    private final Set<Parcel.Footprint> kept = new HashSet<>();

    Settlement(long seed, Streets streets, int houses) {
        this.seed = seed;
        this.streets = streets;
        this.wanted = houses;
        double density = 1;
        List<Parcel> built = build(density);
        for (int round = 0; !choose(built, houses); round++) {
            if (round == ROUNDS_MAX) {
                throw new IllegalStateException("no room for " + houses + " houses");
            }
            density *= DENSER;
            built = build(density);
        }
        this.parcels = built;
    }

    /** The houses of all parcels, each in its community and grid. */
    List<CityPlan.House> houses(Communities communities, int grids) {
        List<List<Parcel>> byCommunity = new ArrayList<>();
        for (int i = 0; i < Communities.count(); i++) {
            byCommunity.add(new ArrayList<>());
        }
        for (Parcel parcel : parcels) {
            if (parcel.footprints.stream().anyMatch(kept::contains)) {
                byCommunity.get(communities.ofQuarter.get(parcel.block.quarter())).add(parcel);
            }
        }
        int[] weights = byCommunity.stream().mapToInt(this::count).toArray();
        int[] shares = Grids.shares(weights, grids);
        List<CityPlan.House> out = new ArrayList<>();
        for (int c = 0; c < byCommunity.size(); c++) {
            addHouses(out, byCommunity.get(c), c, shares[c]);
        }
        return out;
    }

    private void addHouses(
            List<CityPlan.House> out, List<Parcel> members, int community, int grids) {
        List<Coordinate> middles = new ArrayList<>();
        members.forEach(parcel -> middles.add(parcel.ground.getCentroid().getCoordinate()));
        int[] group = Grids.divide(middles, Math.min(grids, members.size()));
        TreeMap<Integer, List<CityPlan.House>> ordered = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            Parcel parcel = members.get(i);
            for (Parcel.Footprint f : parcel.footprints) {
                if (kept.contains(f)) {
                    ordered.computeIfAbsent(group[i], g -> new ArrayList<>())
                            .add(
                                    new CityPlan.House(
                                            f.shape(),
                                            f.kind(),
                                            f.storeys(),
                                            parcel.block.index(),
                                            parcel.block.village(),
                                            parcel.block.use() == LandUse.ROWS,
                                            community,
                                            group[i]));
                }
            }
        }
        ordered.values().forEach(out::addAll);
    }

    private double villageArea() {
        double area = 0;
        for (Streets.Block block : streets.blocks) {
            area += block.use() == LandUse.VILLAGE ? block.buildable().getArea() : 0;
        }
        return area;
    }

    private List<Parcel> build(double density) {
        List<Parcel> out = new ArrayList<>();
        double lot = villageArea() * VILLAGE_FILL / (wanted * VILLAGE_SHARE * density);
        for (Streets.Block block : streets.blocks) {
            Dice dice = Dice.of(seed, "block " + block.index());
            LandUse use = exception(block.use(), dice);
            double setback = use == LandUse.VILLAGE ? 5 : 9;
            for (Polygon ground : Shapes.polygons(Shapes.inset(block.buildable(), setback))) {
                Parcel parcel = new Parcel(block.as(use), ground);
                if (ground.getArea() >= PARCEL_MIN) {
                    new Architect(dice, density, lot).fill(parcel, use);
                } else {
                    parcel.greens.add(new Terrain.Feature("pocket", "", 1, ground));
                }
                out.add(parcel);
            }
        }
        return out;
    }

    /** Schools and public houses stand among the houses that they serve. */
    private static LandUse exception(LandUse planned, Dice dice) {
        double draw = dice.unit();
        if (planned != LandUse.ESTATE && planned != LandUse.ROWS) {
            return planned;
        }
        if (draw < 0.05) {
            return LandUse.SCHOOL;
        }
        if (draw < 0.09) {
            return LandUse.PUBLIC;
        }
        return draw < 0.14 ? LandUse.COMMERCE : planned;
    }

    /** Keeps exactly {@code target} footprints; false when there are not enough. */
    private boolean choose(List<Parcel> built, int target) {
        List<Parcel.Footprint> village = new ArrayList<>();
        List<Parcel.Footprint> other = new ArrayList<>();
        List<Parcel.Footprint> fixed = new ArrayList<>();
        for (Parcel parcel : built) {
            for (Parcel.Footprint f : parcel.footprints) {
                switch (f.kind()) {
                    case URBAN_VILLAGE -> village.add(f);
                    case SCHOOL, PUBLIC, TOWER -> fixed.add(f);
                    default -> other.add(f);
                }
            }
        }
        int fromVillages = (int) Math.round(target * VILLAGE_SHARE);
        int fromOthers = target - fromVillages - fixed.size();
        if (village.size() < fromVillages || other.size() < fromOthers || fromOthers < 0) {
            return false;
        }
        kept.clear();
        kept.addAll(fixed);
        keepSome(village, fromVillages);
        keepSome(other, fromOthers);
        return true;
    }

    private void keepSome(List<Parcel.Footprint> from, int count) {
        Dice dice = Dice.of(seed, "open lots");
        List<Parcel.Footprint> pool = new ArrayList<>(from);
        while (pool.size() > count) {
            pool.remove(dice.below(pool.size()));
        }
        kept.addAll(pool);
    }

    private int count(List<Parcel> members) {
        int n = 0;
        for (Parcel parcel : members) {
            for (Parcel.Footprint f : parcel.footprints) {
                n += kept.contains(f) ? 1 : 0;
            }
        }
        return n;
    }
}
