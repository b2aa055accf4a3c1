package org.citywall.launcher.demo.devices.charging;

/**
 * A step of the model, and what is left after it of a difference in temperature.
 *
 * @param seconds of the step
 * @param keepPort at a port: 37 % after 8 min
 * @param keepBoard at a board: 37 % after 20 min
 * @param keepShed in a shed that is heated from outside: 37 % after 7 min
 */
record Pace(double seconds, double keepPort, double keepBoard, double keepShed) {
    private static final double PORT_S = 480;
    private static final double BOARD_S = 1_200;
    private static final double SHED_S = 420;

    static Pace of(double seconds) {
        return new Pace(
                seconds,
                StrictMath.exp(-seconds / PORT_S),
                StrictMath.exp(-seconds / BOARD_S),
                StrictMath.exp(-seconds / SHED_S));
    }
}
