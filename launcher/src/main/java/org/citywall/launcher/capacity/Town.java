package org.citywall.launcher.capacity;

import java.util.List;

/**
 * What is planned for.
 *
 * @param name in words
 * @param cells of its grid, in words
 * @param people who live there
 * @param fireDevices one-click alarms and panels, each with a connection of its own
 * @param slopes that are watched
 * @param screens walls, desks and phones that are signed in at once
 * @param overlay of k8s/ that it is meant for
 */
record Town(
        String name,
        String cells,
        int people,
        int fireDevices,
        int slopes,
        int screens,
        Overlay overlay) {
    private static final int DISTRICTS = 8;

    /** A street of 13.6 km² with an alarm in each building. */
    static final Town STREET =
            new Town(
                    "street",
                    "12 communities, 1,500 buildings",
                    250_000,
                    1_500,
                    20,
                    50,
                    Overlay.DEV);

    /**
     * Two devices in each building cell; a screen in each block, and a third of the grids on duty.
     */
    static final Town DISTRICT =
            new Town(
                    "district",
                    "433 blocks, 3,055 grids, 7,057 buildings",
                    2_500_000,
                    2 * 7_057,
                    200,
                    433 + 3_055 / 3,
                    Overlay.DISTRICT);

    /** Eight such districts. */
    static final Town CITY =
            new Town(
                    "city",
                    "8 such districts",
                    DISTRICTS * DISTRICT.people(),
                    DISTRICTS * DISTRICT.fireDevices(),
                    DISTRICTS * DISTRICT.slopes(),
                    DISTRICTS * DISTRICT.screens(),
                    Overlay.CITY);

    static final List<Town> ALL = List.of(STREET, DISTRICT, CITY);

    double ports() {
        return people / 1_000.0 * Assumed.PORTS_PER_THOUSAND.value;
    }

    double instruments() {
        return slopes * Assumed.INSTRUMENTS_PER_SLOPE.value;
    }

    double ticketsPerDay() {
        return people / 1_000.0 * Assumed.TICKETS_PER_THOUSAND.value;
    }
}
