package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * 转移登记: the newest check-list of those who must leave; earlier ones stand in the timeline.
 *
 * @param households counted in households
 * @param people counted in people
 * @param by account name
 * @param byName display name
 * @param at event time of the decision
 */
public record Evacuation(
        MoveCounts households, MoveCounts people, String by, String byName, Instant at) {}
