package org.citywall.stream.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;

/**
 * What the slope job reads: a reading, new settings of a slope, or (both absent) a tick that only
 * moves time.
 *
 * @param key site id of the slope, station id of a station without site, with {@link
 *     SlopeState#REPLAY} behind it for what was recorded; empty for a tick
 * @param reading what a station measured
 * @param profile settings, in their order among the readings of their slope
 * @param awakeSince end of the newest pause in which nobody appended to this partition; null: none
 *     is known
 */
public record SlopeInput(
        String key, SlopeReading reading, SlopeProfile profile, Instant awakeSince) {
    /** An input that only lets time go on. */
    public static final SlopeInput TICK = new SlopeInput("", null, null, null);

    /** A reading, to be judged with the others of its slope. */
    public static SlopeInput of(SlopeReading reading) {
        String key = reading.site() == null ? reading.stationId() : reading.site().id();
        return new SlopeInput(
                reading.replay() ? key + SlopeState.REPLAY : key, reading, null, null);
    }

    /** New settings. */
    public static SlopeInput of(SlopeProfile profile) {
        return new SlopeInput(profile.siteId(), null, profile, null);
    }

    /** The same, read after a pause of the log. */
    public SlopeInput after(Instant pause) {
        return new SlopeInput(key, reading, profile, pause);
    }

    /** To whom it goes: settings hold for what is recorded too, a tick is for nobody. */
    public List<SlopeInput> addressed() {
        if (isTick()) {
            return List.of();
        }
        return profile == null
                ? List.of(this)
                : List.of(this, new SlopeInput(key + SlopeState.REPLAY, null, profile, awakeSince));
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return reading == null && profile == null;
    }
}
