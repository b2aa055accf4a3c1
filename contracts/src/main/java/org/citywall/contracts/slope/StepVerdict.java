package org.citywall.contracts.slope;

import java.time.Instant;

/**
 * What a person found a jump of a series to be.
 *
 * @param stationId station
 * @param channel its channel
 * @param at device time of the first reading after the jump
 * @param moved true: the ground moved, the jump counts; false: base station or instrument was
 *     moved, the jump is left out for good
 * @param by who found it
 * @param reason in words
 */
public record StepVerdict(
        String stationId, String channel, Instant at, boolean moved, String by, String reason) {}
