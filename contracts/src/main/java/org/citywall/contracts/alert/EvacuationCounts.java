package org.citywall.contracts.alert;

/**
 * What the command {@code evacuation} says.
 *
 * @param households counted in households
 * @param people counted in people
 */
public record EvacuationCounts(MoveCounts households, MoveCounts people) {}
