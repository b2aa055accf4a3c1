package org.citywall.contracts.ebike;

/**
 * One limit by which a site is judged now, for the site page.
 *
 * @param rule kind of its detections
 * @param name in words
 * @param words the condition in words and numbers
 * @param level 1 (red) to 4 (blue)
 * @param bySite whether a person has set it for this site; else it is the default
 */
public record RuleLimit(String rule, String name, String words, int level, boolean bySite) {}
