package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of what happens while a charger is not heard. The sources are in docs/domain/ebike.md,
 * "Silence".
 *
 * @param heartbeat how often a charger is heard at the latest, where nobody has set it
 * @param missed so many missed heartbeats are silence
 * @param lone the only charger of a site must be silent for so long until the site counts as dark
 * @param forgotten a charger, or a port of one, that was not heard for so long is gone for good
 */
public record SilenceLimits(Duration heartbeat, int missed, Duration lone, Duration forgotten)
        implements Serializable {
    /** The documented defaults. */
    public static final SilenceLimits DEFAULT =
            new SilenceLimits(
                    Duration.ofSeconds(60), 3, Duration.ofMinutes(10), Duration.ofDays(30));
}
