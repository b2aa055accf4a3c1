package org.citywall.launcher.demo;

import org.locationtech.jts.geom.Polygon;

/**
 * A building (site) of the demo district.
 *
 * @param id registry id of the site, for example {@code B-0042}
 * @param name what people call it; unique
 * @param kind what it is
 * @param storeys floors above ground
 * @param place grid path that ends with the building itself
 * @param placeName the same in words
 * @param address postal address
 * @param community index of its community, from 0
 * @param lonMicro longitude inside the footprint, micro-degrees WGS-84
 * @param latMicro latitude inside the footprint, micro-degrees WGS-84
 * @param areaM2 footprint, square metres
 * @param footprint its outline, metres from the district's origin
 */
public record Building(
        String id,
        String name,
        BuildingKind kind,
        int storeys,
        String place,
        String placeName,
        String address,
        int community,
        long lonMicro,
        long latMicro,
        double areaM2,
        Polygon footprint) {}
