package org.citywall.gateway.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.citywall.contracts.access.Role;

/** Roles by their wire names. */
public final class Roles {
    private Roles() {}

    /** {@code viewer}, {@code shift-lead} … */
    public static String wire(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role with this wire name. */
    public static Optional<Role> of(String wire) {
        return Stream.of(Role.values()).filter(role -> wire(role).equals(wire)).findFirst();
    }
}
