package org.citywall.gateway.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.citywall.contracts.alert.AlertDomain;

/** The domains that a device can belong to, by their wire names. */
public final class Domains {
    private static final List<AlertDomain> OF_DEVICES =
            List.of(AlertDomain.FIRE, AlertDomain.SLOPE, AlertDomain.EBIKE, AlertDomain.TICKET);

    private Domains() {}

    /** {@code fire}, {@code slope} … */
    public static String wire(AlertDomain domain) {
        return domain.name().toLowerCase(Locale.ROOT);
    }

    /** The domain of a device with this wire name. */
    public static Optional<AlertDomain> of(String wire) {
        return OF_DEVICES.stream().filter(domain -> wire(domain).equals(wire)).findFirst();
    }
}
