package org.citywall.stream.slope.model;

/** The improved tangent angle (Xu Qiang 2009): arctan(v / v_eq). 45° is the uniform stage. */
public final class TangentAngle {
    private TangentAngle() {}

    /** Degrees. */
    public static double of(double speed, double referenceRate) {
        return Math.toDegrees(Math.atan2(speed, referenceRate));
    }

    /** The speed at which the angle is reached. */
    public static double speedAt(double degrees, double referenceRate) {
        return referenceRate * Math.tan(Math.toRadians(degrees));
    }
}
