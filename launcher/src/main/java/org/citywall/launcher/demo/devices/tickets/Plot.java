package org.citywall.launcher.demo.devices.tickets;

/** Kinds of stories, and how many of a thousand are of each. */
enum Plot {
    /** All goes well, and the caller says so. */
    PLAIN(470),
    /** Everybody is late. */
    LATE(90),
    /** Given back once. */
    RETURNED(60),
    /** Given back twice: somebody decides. */
    ADJUDICATED(30),
    /** Stands still for a while. */
    SUSPENDED(50),
    /** A later promise. */
    EXTENDED(40),
    /** Not done the first time. */
    REDONE(60),
    /** Several departments. */
    WHISTLED(50),
    /** A leader asks for it. */
    INSTRUCTED(30),
    /** The caller asks for secrecy. */
    SECRET(40),
    /** Nobody answers the call-back. */
    UNREACHABLE(50),
    /** It was no case. */
    INVALID(30);

    private final int perMille;

    Plot(int perMille) {
        this.perMille = perMille;
    }

    /** By a number from 0 (with) to 1 (without). */
    static Plot of(double unit) {
        double left = unit * 1_000;
        for (Plot plot : values()) {
            left -= plot.perMille;
            if (left < 0) {
                return plot;
            }
        }
        return PLAIN;
    }
}
