package org.citywall.gateway.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What must be well before this gateway takes traffic, by name. */
public final class Readiness {
    private final Map<String, BooleanSupplier> required = new LinkedHashMap<>();
    private final Map<String, BooleanSupplier> informative = new LinkedHashMap<>();

    /** Not ready while this is false. */
    public Readiness require(String name, BooleanSupplier check) {
        required.put(name, check);
        return this;
    }

    /** Only told: a gateway must not leave the balancer because a database is away. */
    public Readiness inform(String name, BooleanSupplier check) {
        informative.put(name, check);
        return this;
    }

    /** Whether traffic is welcome. */
    public boolean isReady() {
        return required.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /** Each check and its result. */
    public Map<String, Boolean> checks() {
        Map<String, Boolean> results = new LinkedHashMap<>();
        required.forEach((name, check) -> results.put(name, check.getAsBoolean()));
        informative.forEach((name, check) -> results.put(name, check.getAsBoolean()));
        return results;
    }
}
