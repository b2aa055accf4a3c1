package org.citywall.stream.slope.level;

/**
 * How far an instrument moved; zero unless it stands clear of the noise.
 *
 * @param hour mm in the last hour
 * @param week mm in the last seven days
 */
public record Moved(double hour, double week) {
    /** Not known, or not at all. */
    public static final Moved NONE = new Moved(0, 0);
}
