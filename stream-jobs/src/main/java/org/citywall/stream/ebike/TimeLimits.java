package org.citywall.stream.ebike;

import java.io.Serializable;
import java.time.Duration;

/**
 * Numbers of the rules of time. The sources are in docs/domain/ebike.md, "Time".
 *
 * @param plateauYellow so long at the plateau is yellow
 * @param plateauOrange so long is orange
 * @param plateauRed so long is red
 * @param overTime so long a session is yellow, whatever its power
 * @param afterFull so long below the limit of float and still on is yellow
 * @param future device times further ahead of the gateway are those of a wrong clock
 * @param stepBack a clock that was set back is believed after so long
 * @param gap a pause of the readings of a port that is longer is not counted as charging
 * @param forgotten a session ends when its port was not heard for so long
 * @param recent what was measured longer ago cuts nothing off by itself
 */
public record TimeLimits(
        Duration plateauYellow,
        Duration plateauOrange,
        Duration plateauRed,
        Duration overTime,
        Duration afterFull,
        Duration future,
        Duration stepBack,
        Duration gap,
        Duration forgotten,
        Duration recent)
        implements Serializable {
    /** The documented defaults. */
    public static final TimeLimits DEFAULT =
            new TimeLimits(
                    Duration.ofHours(6),
                    Duration.ofHours(8),
                    Duration.ofHours(10),
                    Duration.ofHours(10),
                    Duration.ofMinutes(120),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofHours(3),
                    Duration.ofMinutes(5));
}
