package org.citywall.gateway.ingest;

import java.util.Optional;
import java.util.function.Supplier;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.registry.Credential;
import org.citywall.gateway.registry.RegistrySnapshot;

/** Finds the credential of a device token, in memory. */
public final class Credentials {
    private final Supplier<RegistrySnapshot> registry;

    /** Looks into this registry. */
    public Credentials(Supplier<RegistrySnapshot> registry) {
        this.registry = registry;
    }

    /** Grows with every edit of the registry, so that holders know when to look again. */
    public long version() {
        return registry.get().version();
    }

    /** The credential of this token. */
    public Optional<Credential> byToken(String token) {
        return token == null ? Optional.empty() : registry.get().credential(Tokens.hash(token));
    }
}
