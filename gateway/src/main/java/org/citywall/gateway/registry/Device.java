package org.citywall.gateway.registry;

import org.citywall.contracts.alert.AlertDomain;

/**
 * Something that sends events.
 *
 * @param id registry id, as the device names itself
 * @param domain what it watches
 * @param kind manual-call-point, smoke-detector, panel …
 * @param siteId where it is
 * @param point the point that its events mean when they name none, or null
 * @param name what people call it, or null
 */
public record Device(
        String id, AlertDomain domain, String kind, String siteId, String point, String name) {}
