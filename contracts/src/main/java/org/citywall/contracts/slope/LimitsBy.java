package org.citywall.contracts.slope;

import java.time.Instant;

/**
 * Who answers for the absolute limits of a slope.
 *
 * @param version version of the settings that first had these limits
 * @param by who set them
 * @param at when
 */
public record LimitsBy(int version, String by, Instant at) {}
