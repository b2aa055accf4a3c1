package org.citywall.gateway.registry;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * A point of a panel: what it is called and where it is.
 *
 * @param id registry id
 * @param deviceId the panel
 * @param systemType system in the panel, or null for any
 * @param systemAddress system in the panel, or null for any
 * @param zone loop or zone
 * @param position place in the loop
 * @param componentType code of GB/T 26875.3 that wins over what the panel says, or null
 * @param label what people call it
 * @param floor in words, or null
 * @param room in words, or null
 * @param siteId another building than the panel's, or null
 */
public record FirePoint(
        String id,
        String deviceId,
        Integer systemType,
        Integer systemAddress,
        int zone,
        int position,
        Integer componentType,
        String label,
        String floor,
        String room,
        String siteId) {

    /** Its address, with {@link PointAddress#ANY} for what is open. */
    PointAddress address() {
        return new PointAddress(
                systemType == null ? PointAddress.ANY : systemType,
                systemAddress == null ? PointAddress.ANY : systemAddress,
                zone,
                position);
    }

    /** Floor and room in words; empty if neither is known. */
    public String where() {
        return Stream.of(floor, room).filter(Objects::nonNull).collect(joining(" "));
    }
}
