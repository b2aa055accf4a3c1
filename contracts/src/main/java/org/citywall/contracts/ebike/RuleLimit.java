package org.citywall.contracts.ebike;

import org.citywall.contracts.Nullable;

/**
 * One limit by which a site is judged now, for the site page.
 *
 * @param rule kind of its detections
 * @param name in words
 * @param words the condition in words and numbers
 * @param level 1 (red) to 4 (blue)
 * @param bySite whether a person has set it for this site; else it is the default
 * @param value the number that is compared, in its unit; null: the rule has none
 * @param unit {@link #WATTS}, {@link #CELSIUS}, {@link #CELSIUS_PER_MINUTE}, {@link #PERCENT} or
 *     {@link #SECONDS}; null where there is no value
 */
public record RuleLimit(
        String rule,
        String name,
        String words,
        int level,
        boolean bySite,
        @Nullable Double value,
        @Nullable String unit) {
    /** Of power. */
    public static final String WATTS = "W";

    /** Of temperatures and of differences between them. */
    public static final String CELSIUS = "℃";

    /** Of the rise of a temperature. */
    public static final String CELSIUS_PER_MINUTE = "℃/min";

    /** Of shares. */
    public static final String PERCENT = "%";

    /** Of times. */
    public static final String SECONDS = "s";
}
