package org.citywall.stream.fire;

import java.time.Instant;
import java.util.Map;
import org.citywall.stream.dedupe.SeenIds;

/**
 * What the fire rules remember of one site (or of one device that has none). Bounded: one entry per
 * device of the site, {@link FirePolicy#maxConditions()} conditions each, and {@link
 * FirePolicy#maxSeenIds()} ids.
 *
 * @param devices device id → device
 * @param seen (source, id) of signals that had an effect
 * @param graceFrom event time from which silence counts, after the log's time stood still; null: it
 *     never did
 * @param timer event time of the one timer of this site; null: none
 */
public record FireSiteState(
        Map<String, FireDevice> devices, SeenIds seen, Instant graceFrom, Instant timer) {
    /** A site that was never heard. */
    public static final FireSiteState EMPTY = new FireSiteState(Map.of(), SeenIds.NONE, null, null);

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return devices.isEmpty();
    }
}
