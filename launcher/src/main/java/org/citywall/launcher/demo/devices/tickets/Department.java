package org.citywall.launcher.demo.devices.tickets;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Who works on cases, and how its system answers orders. */
enum Department {
    SANITATION("环卫所", "sanitation", Duration.ZERO, 0),
    GREENERY("绿化所", "greenery", Duration.ZERO, 0),
    ENFORCEMENT("综合执法队", "enforcement", Duration.ZERO, 4),
    TRAFFIC("交警中队", "traffic", Duration.ZERO, 0),
    WORKS("市政维护所", "works", Duration.ofSeconds(3), 0),
    HOUSING("住建办", "housing", Duration.ZERO, 0),
    JUSTICE("司法所", "justice", Duration.ZERO, 0),
    GRID("网格中心", "grid", Duration.ZERO, 0);

    private final String words;
    private final String path;
    private final Duration pause;
    private final int failsEvery;

    Department(String words, String path, Duration pause, int failsEvery) {
        this.words = words;
        this.path = path;
        this.pause = pause;
        this.failsEvery = failsEvery;
    }

    /** Its name, as tickets have it. */
    String words() {
        return words;
    }

    /** Its part of an address. */
    String path() {
        return path;
    }

    /** How long its system thinks before it answers. */
    Duration pause() {
        return pause;
    }

    /** Of so many orders its system fails at one; 0: at none. */
    int failsEvery() {
        return failsEvery;
    }

    static Optional<Department> at(String path) {
        return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
    }
}
