package org.citywall.launcher.demo.devices.charging;

/**
 * What a charger does by itself. Numbers as makers ship them (docs/domain/ebike.md).
 *
 * @param fullW a session that draws less for {@code fullS} is full, W
 * @param fullS the same, s
 * @param gonePowerW a port that draws less for {@code goneS} is unplugged, W
 * @param goneS the same, s
 * @param mostS longest session, s
 * @param hotC a port that is hotter is switched off, °C
 */
record Firmware(
        double fullW, double fullS, double gonePowerW, double goneS, double mostS, double hotC) {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double MINUTE_S = 60;
    private static final double HOUR_S = 3_600;

    /** Full below 20 W for 45 min, unplugged below 1 W for 3 min, at most 12 h and 90 °C. */
    static Firmware usual() {
        return new Firmware(20, 45 * MINUTE_S, 1, 3 * MINUTE_S, 12 * HOUR_S, 90);
    }

    /** The end of charging is switched off, as month cards want it. */
    Firmware withoutEnd() {
        return new Firmware(fullW, NEVER, gonePowerW, goneS, NEVER, hotC);
    }

    /** The longest session is switched off. */
    Firmware withoutLongest() {
        return new Firmware(fullW, fullS, gonePowerW, goneS, NEVER, hotC);
    }

    /** The switch-off at a temperature is switched off. */
    Firmware withoutHeat() {
        return new Firmware(fullW, fullS, gonePowerW, goneS, mostS, NEVER);
    }
}
