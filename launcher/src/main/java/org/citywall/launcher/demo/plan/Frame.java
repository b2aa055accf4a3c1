package org.citywall.launcher.demo.plan;

import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/**
 * A local frame of a parcel: origin, unit vector of its first axis, and the half extents of the
 * parcel along both axes, metres.
 */
record Frame(Coordinate origin, double ux, double uy, double halfLong, double halfShort) {

    /** The frame of the smallest rectangle around the ground; its first axis is the longer. */
    static Frame along(Polygon ground) {
        Coordinate[] box = MinimumAreaRectangle.getMinimumRectangle(ground).getCoordinates();
        boolean firstLonger = box[0].distance(box[1]) >= box[1].distance(box[2]);
        Coordinate a = firstLonger ? box[0] : box[1];
        Coordinate b = firstLonger ? box[1] : box[2];
        Coordinate c = firstLonger ? box[2] : box[3];
        double length = a.distance(b);
        Coordinate middle = Shapes.at((a.x + c.x) / 2, (a.y + c.y) / 2);
        return new Frame(
                middle, (b.x - a.x) / length, (b.y - a.y) / length, length / 2, b.distance(c) / 2);
    }

    /** A frame whose first axis has this heading, with room for the whole ground. */
    static Frame heading(Polygon ground, double heading) {
        Coordinate middle = ground.getEnvelopeInternal().centre();
        double reach = ground.getEnvelopeInternal().getDiameter() / 2;
        return new Frame(middle, StrictMath.cos(heading), StrictMath.sin(heading), reach, reach);
    }

    Coordinate at(double u, double v) {
        return Shapes.at(origin.x + u * ux - v * uy, origin.y + u * uy + v * ux);
    }

    Polygon rectangle(double u, double v, double length, double depth) {
        return Shapes.rectangle(at(u, v), ux, uy, length, depth);
    }

    Polygon shape(double u, double v, double[][] points) {
        return Shapes.local(at(u, v), ux, uy, points);
    }
}
