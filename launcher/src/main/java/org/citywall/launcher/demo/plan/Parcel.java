package org.citywall.launcher.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.demo.BuildingKind;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * One block being built on: what may be built on, what already stands there, what stays green. A
 * footprint is accepted only inside the ground and at a distance from the others.
 */
final class Parcel {
    /** A building to be; storeys decide nothing but its shade. */
    record Footprint(Polygon shape, BuildingKind kind, int storeys) {}

    final Streets.Block block;
    final Polygon ground;
    final List<Footprint> footprints = new ArrayList<>();
    final List<Terrain.Feature> greens = new ArrayList<>();

    private final PreparedGeometry prepared;
    private final List<Geometry> taken = new ArrayList<>();

    Parcel(Streets.Block block, Polygon ground) {
        this.block = block;
        this.ground = ground;
        this.prepared = PreparedGeometryFactory.prepare(ground);
    }

    /** Builds it if there is room; {@code gap} in metres to every neighbour. */
    boolean build(Polygon shape, double gap, BuildingKind kind, int storeys) {
        if (!free(shape, gap)) {
            return false;
        }
        taken.add(shape);
        footprints.add(new Footprint(shape, kind, storeys));
        return true;
    }

    /** Keeps it green (or sports ground) if there is room. */
    boolean plant(String kind, Polygon shape, double gap) {
        if (!free(shape, gap)) {
            return false;
        }
        taken.add(shape);
        greens.add(new Terrain.Feature(kind, "", 1, shape));
        return true;
    }

    /** Whether the ground has room for a shape, whatever stands there. */
    boolean holds(Polygon shape) {
        return prepared.contains(shape);
    }

    private boolean free(Polygon shape, double gap) {
        if (!prepared.contains(shape)) {
            return false;
        }
        for (Geometry other : taken) {
            if (other.getEnvelopeInternal().distance(shape.getEnvelopeInternal()) < gap
                    && other.isWithinDistance(shape, gap)) {
                return false;
            }
        }
        return true;
    }
}
