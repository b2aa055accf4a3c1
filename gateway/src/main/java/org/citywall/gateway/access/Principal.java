package org.citywall.gateway.access;

import org.citywall.contracts.access.Role;

/**
 * Who is asking: a person with a session, or a wall with its token.
 *
 * @param name account name, or {@code wall:<name>}
 * @param displayName what colleagues read
 * @param role what it may do; a wall is a viewer
 * @param place grid path it may see, with everything below; empty for all
 */
public record Principal(String name, String displayName, Role role, String place) {
    /** Whether this role includes the one that is needed. */
    public boolean may(Role needed) {
        return role.compareTo(needed) >= 0;
    }

    /** Whether the place lies in what this principal may see. */
    public boolean sees(String path) {
        return place.isEmpty()
                || place.equals(path)
                || (path != null && path.startsWith(place + "/"));
    }
}
