package org.citywall.stream.ebike;

/**
 * Something that is wrong now, with a port, a charger or the whole site.
 *
 * @param rule which rule says so
 * @param level 1 (red) to 4 (blue)
 * @param since since when it has this level, ms
 * @param reason in words and numbers
 */
public record Finding(EbikeKind rule, int level, long since, String reason) {}
