package org.citywall.launcher.demo.devices.charging;

/** What a pack is made of. */
enum Chemistry {
    /** Blocks of 12 V: 11.7 V empty, 14.7 V at the end of charging (2.45 V per cell). */
    LEAD_ACID(12, 11.7, 14.7, 2.1, 0.9, 0.12),
    /** Cells of 3.6 V (NMC): 3.3 V empty, 4.2 V full. */
    LITHIUM(3.6, 3.3, 4.2, 4.0, 0.25, 0.05);

    private final double unitV;
    private final double emptyV;
    private final double fullV;
    private final double cellV;
    private final double taperHours;
    private final double endShare;

    Chemistry(
            double unitV,
            double emptyV,
            double fullV,
            double cellV,
            double taperHours,
            double endShare) {
        this.unitV = unitV;
        this.emptyV = emptyV;
        this.fullV = fullV;
        this.cellV = cellV;
        this.taperHours = taperHours;
        this.endShare = endShare;
    }

    /** Blocks or cells in series of a pack with this nominal voltage. */
    private double inSeries(int nominalV) {
        return Math.round(nominalV / unitV);
    }

    /** Of an empty pack at rest, V. */
    double emptyV(int nominalV) {
        return inSeries(nominalV) * emptyV;
    }

    /** At which its charger holds it at the end, V. */
    double fullV(int nominalV) {
        return inSeries(nominalV) * fullV;
    }

    /** What the pack loses with a cell that shorts, V. */
    double cellV() {
        return cellV;
    }

    /** In which the current at constant voltage falls to 37 %, h. */
    double taperHours() {
        return taperHours;
    }

    /** Share of the constant current at which its charger ends. */
    double endShare() {
        return endShare;
    }
}
