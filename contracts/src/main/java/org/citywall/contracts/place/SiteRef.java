package org.citywall.contracts.place;

/**
 * The site (building, slope, charging site) of an event, as the registry knew it at ingest.
 *
 * @param id registry id
 * @param name what people call it, in Chinese
 * @param lon longitude, degrees, WGS-84
 * @param lat latitude, degrees, WGS-84
 */
public record SiteRef(String id, String name, double lon, double lat) {}
