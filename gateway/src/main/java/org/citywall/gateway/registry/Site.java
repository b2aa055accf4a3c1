package org.citywall.gateway.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A building, a slope or a charging site.
 *
 * @param id registry id
 * @param name what people call it
 * @param place grid path
 * @param kind building, slope, charging …
 * @param lon longitude, degrees, WGS-84
 * @param lat latitude, degrees, WGS-84
 * @param address postal address, or null
 * @param contact what the fire brigade asks; personal data, never in lists
 */
public record Site(
        String id,
        String name,
        String place,
        String kind,
        double lon,
        double lat,
        String address,
        @JsonIgnore SiteContact contact) {}
