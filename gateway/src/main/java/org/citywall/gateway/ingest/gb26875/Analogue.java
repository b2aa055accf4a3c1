package org.citywall.gateway.ingest.gb26875;

/** Analogue types of GB/T 26875.3: what one step of the value is worth. */
final class Analogue {
    private static final Analogue UNKNOWN = new Analogue(1, null);

    /** Position = analogue type. */
    private static final Analogue[] TYPES = {
        UNKNOWN,
        new Analogue(1, "件"),
        new Analogue(100, "m"),
        new Analogue(10, "℃"),
        new Analogue(10, "MPa"),
        new Analogue(10, "kPa"),
        new Analogue(10, "%LEL"),
        new Analogue(1, "s"),
        new Analogue(10, "V"),
        new Analogue(10, "A"),
        new Analogue(10, "L/s"),
        new Analogue(10, "m³/min"),
        new Analogue(1, "m/s"),
    };

    private final double perUnit;
    private final String unit;

    private Analogue(double perUnit, String unit) {
        this.perUnit = perUnit;
        this.unit = unit;
    }

    static Analogue of(int type) {
        return type < TYPES.length ? TYPES[type] : UNKNOWN;
    }

    /** The value in {@link #unit}. */
    double value(int steps) {
        return steps / perUnit;
    }

    /** Null for a type that the standard does not know. */
    String unit() {
        return unit;
    }
}
