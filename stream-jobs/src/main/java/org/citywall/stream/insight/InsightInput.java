package org.citywall.stream.insight;

/**
 * A case, told to one key of one rule.
 *
 * @param key of the rule
 * @param matter the case
 * @param home whether this key judges it; others only know it as a neighbour
 */
public record InsightInput(String key, InsightCase matter, boolean home) {}
