package org.citywall.launcher.demo.plan;

/** What a street block is used for; it decides how the block is cut and what stands on it. */
enum LandUse {
    /** 城中村: lots of 20 m, lanes one can hardly drive. */
    VILLAGE(2.2, 0.45, 2.2),
    /** Housing estates around a garden. */
    ESTATE(4.6, 0.26, 1.9),
    /** Estates of the 1990s: parallel rows. */
    ROWS(3.6, 0.24, 1.7),
    /** Office towers on podiums. */
    CENTRE(3.0, 0.24, 1.7),
    /** Markets, malls, hotels. */
    COMMERCE(3.2, 0.24, 1.7),
    /** Factory halls. */
    INDUSTRY(6.0, 0.18, 1.2),
    /** School campus with its running track. */
    SCHOOL(4.0, 0.2, 1.4),
    /** Hospital, library, fire station, offices of the state. */
    PUBLIC(3.0, 0.2, 1.4),
    /** A university: few houses, many trees. */
    CAMPUS(7.0, 0.3, 2.0),
    /** Stadium, exhibition halls, depots: one great house. */
    GREAT(9.0, 0.2, 1.4);

    /** Largest block, hectares. */
    final double blockHectares;

    /** How far a street turns from the straight cut, radians. */
    final double turn;

    /** How bent its streets are, relative. */
    final double bend;

    LandUse(double blockHectares, double turn, double bend) {
        this.blockHectares = blockHectares;
        this.turn = turn;
        this.bend = bend;
    }
}
