package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * That somebody told the fire brigade; the text as it was read out stands in the timeline.
 *
 * @param by account name
 * @param byName display name
 * @param at event time of the decision
 */
public record Report119(String by, String byName, Instant at) {}
