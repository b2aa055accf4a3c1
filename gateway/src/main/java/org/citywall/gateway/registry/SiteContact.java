package org.citywall.gateway.registry;

/**
 * Whom to call at a site and how to come there; each may be null.
 *
 * @param name person on site
 * @param phone their number
 * @param accessRoad how a fire engine comes near, in words
 */
public record SiteContact(String name, String phone, String accessRoad) {
    /** Nothing is registered. */
    public static final SiteContact NONE = new SiteContact(null, null, null);
}
