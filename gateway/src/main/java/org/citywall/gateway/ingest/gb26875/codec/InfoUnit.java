package org.citywall.gateway.ingest.gb26875.codec;

import java.util.List;

/**
 * An application unit: its type and its objects.
 *
 * @param type see {@link UnitTypes}
 * @param objects one or more, all of the type's record; exactly one for a vendor's type
 */
public record InfoUnit(int type, List<? extends Unit> objects) {
    public InfoUnit {
        objects = List.copyOf(objects);
    }

    /** A unit of these objects. */
    public static InfoUnit of(int type, Unit... objects) {
        return new InfoUnit(type, List.of(objects));
    }
}
