package org.citywall.gateway.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a component sits in a panel, as GB/T 26875.3 addresses it. Written {@code S1.0/10-2}:
 * system type and address, zone and position.
 *
 * @param systemType 0 to 255, or {@link #ANY}
 * @param systemAddress 0 to 255, or {@link #ANY}
 * @param zone 0 to 65535
 * @param position 0 to 65535
 */
public record PointAddress(int systemType, int systemAddress, int zone, int position) {
    /** Stands for every system in the registry. */
    public static final int ANY = -1;

    private static final Pattern FORM =
            Pattern.compile("S(\\d{1,3})\\.(\\d{1,3})/(\\d{1,5})-(\\d{1,5})");

    /** Reads the written form; null if it is another kind of point. */
    public static PointAddress parse(String text) {
        if (text == null || text.isEmpty() || text.charAt(0) != 'S') {
            return null;
        }
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? new PointAddress(part(form, 1), part(form, 2), part(form, 3), part(form, 4))
                : null;
    }

    /** The same place in whatever system. */
    PointAddress with(int type, int address) {
        return new PointAddress(type, address, zone, position);
    }

    private static int part(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    @Override
    public String toString() {
        return "S%d.%d/%d-%d".formatted(systemType, systemAddress, zone, position);
    }
}
