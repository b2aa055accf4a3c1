package org.citywall.stream.slope;

import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;

/**
 * What the slope job reads: a reading, new settings of a slope, or (both absent) a tick that only
 * moves time.
 *
 * @param key site id of the slope, station id of a station without site; empty for a tick
 * @param reading what a station measured
 * @param profile settings, in their order among the readings of their slope
 */
public record SlopeInput(String key, SlopeReading reading, SlopeProfile profile) {
    /** An input that only lets time go on. */
    public static final SlopeInput TICK = new SlopeInput("", null, null);

    /** A reading, to be judged with the others of its slope. */
    public static SlopeInput of(SlopeReading reading) {
        String key = reading.site() == null ? reading.stationId() : reading.site().id();
        return new SlopeInput(key, reading, null);
    }

    /** New settings. */
    public static SlopeInput of(SlopeProfile profile) {
        return new SlopeInput(profile.siteId(), null, profile);
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return reading == null && profile == null;
    }
}
