package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;

/**
 * What the slope rules remember of one slope. Bounded: at most {@link SlopePolicy#maxChannels()}
 * channels of at most 20 KiB each (docs/domain/slope.md, "State"; a test holds it).
 *
 * @param profile settings
 * @param channels key → channel
 * @param clock the slope's own clock: device time of its newest reading; null: never heard
 * @param level its level
 * @param support how many instruments stand behind it
 * @param since device time at which it got this level; null: it has none
 * @param leader key of the instrument that set it; null: none
 * @param silent key of the channel whose silence in rain is an alarm; null: none
 * @param rev revision of the newest view
 * @param site where, as the newest reading had it
 * @param place grid path
 * @param placeName the same in words
 * @param replay fed by recorded events
 * @param run source of the recorded events that feed it; null: live
 * @param heardAt received time up to which it has lived: of its newest reading, or of the last beat
 *     since; null: never heard
 * @param released what a person took back to give it its level; null: nobody did
 * @param heldAt device time up to which orange or red was shown by what is measured; it is held
 *     from then on; null: nothing is held
 * @param shownAt time of the log at which its page was shown last; null: never
 * @param held whether the page lacks something that happened since
 */
public record SlopeState(
        SlopeProfile profile,
        Map<String, SlopeChannel> channels,
        Instant clock,
        int level,
        SlopeSupport support,
        Instant since,
        String leader,
        String silent,
        long rev,
        SiteRef site,
        String place,
        String placeName,
        boolean replay,
        String run,
        Instant heardAt,
        SlopeRelease released,
        Instant heldAt,
        Instant shownAt,
        boolean held) {
    /** Behind the key of a slope: what recorded events make of it, apart from its live state. */
    public static final String REPLAY = "~replay";

    /** Nobody could be heard until then: of every channel, so much less time has passed. */
    SlopeState awakeSince(Instant at) {
        Duration pause = Duration.between(heardAt, at);
        Map<String, SlopeChannel> shifted = new HashMap<>();
        channels.forEach((key, channel) -> shifted.put(key, channel.after(pause)));
        return new SlopeState(
                profile, shifted, clock, level, support, since, leader, silent, rev, site, place,
                placeName, replay, run, at, released, heldAt, shownAt, held);
    }

    /** A slope that was never heard. */
    public static SlopeState empty(String siteId) {
        return new SlopeState(
                SlopeProfile.unset(siteId),
                Map.of(),
                null,
                SlopeView.NO_LEVEL,
                SlopeSupport.NONE,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                false);
    }
}
