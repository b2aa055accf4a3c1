package org.citywall.stream.slope;

import java.time.Instant;
import org.citywall.contracts.slope.SlopeQuality;

/**
 * The quality mark of one reading, for the record beside its raw value.
 *
 * @param id the reading
 * @param key station and channel, after aliases
 * @param deviceTime device time of the reading
 * @param quality its mark
 * @param reason why, in words and numbers; null: nothing to say
 */
public record MarkedReading(
        String id, String key, Instant deviceTime, SlopeQuality quality, String reason) {}
