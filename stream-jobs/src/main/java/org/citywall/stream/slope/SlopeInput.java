package org.citywall.stream.slope;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.stream.log.LogInput;
import org.citywall.stream.log.LogPause;

/**
 * What the slope job reads: a reading, new settings of a slope, a release, or (all absent) a tick
 * that only moves time.
 *
 * @param key site id of the slope, station id of a station without site, with {@link
 *     SlopeState#REPLAY} behind it for what was recorded; empty for a tick
 * @param reading what a station measured
 * @param profile settings, in their order among the readings of their slope
 * @param release of a level that is only held
 * @param awakeSince end of the newest pause in which nobody appended to this partition; null: none
 *     is known
 */
public record SlopeInput(
        String key,
        SlopeReading reading,
        SlopeProfile profile,
        SlopeRelease release,
        Instant awakeSince)
        implements LogInput<SlopeInput> {
    /** An input that only lets time go on. */
    public static final SlopeInput TICK = new SlopeInput("", null, null, null, null);

    /** A reading, to be judged with the others of its slope. */
    public static SlopeInput of(SlopeReading reading) {
        String key = reading.site() == null ? reading.stationId() : reading.site().id();
        return new SlopeInput(
                reading.replay() ? key + SlopeState.REPLAY : key, reading, null, null, null);
    }

    /** New settings. */
    public static SlopeInput of(SlopeProfile profile) {
        return new SlopeInput(profile.siteId(), null, profile, null, null);
    }

    /** A release of what is going on; a recording has none. */
    public static SlopeInput of(SlopeRelease release) {
        return new SlopeInput(release.siteId(), null, null, release, null);
    }

    @Override
    public SlopeInput after(LogPause pause) {
        return new SlopeInput(key, reading, profile, release, pause.until());
    }

    /** To whom it goes: settings hold for what is recorded too, a tick is for nobody. */
    @Override
    public List<SlopeInput> addressed() {
        if (isTick()) {
            return List.of();
        }
        return profile == null
                ? List.of(this)
                : List.of(
                        this,
                        new SlopeInput(key + SlopeState.REPLAY, null, profile, null, awakeSince));
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return reading == null && profile == null && release == null;
    }
}
