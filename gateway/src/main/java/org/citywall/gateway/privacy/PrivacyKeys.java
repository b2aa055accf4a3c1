package org.citywall.gateway.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Secrets from which the keys of {@link Sealing} are derived; all gateways of a city have the same.
 *
 * @param current seals and hashes; at least {@link #LEAST} characters
 * @param old open what was sealed before the current one was set
 */
public record PrivacyKeys(String current, List<String> old) {
    /** Characters of a secret: 256 bits even if each has but 8. */
    public static final int LEAST = 32;

    public PrivacyKeys {
        old = List.copyOf(old);
        check(current);
        old.forEach(PrivacyKeys::check);
    }

    /** The current one first. */
    List<String> all() {
        List<String> all = new ArrayList<>(old.size() + 1);
        all.add(current);
        all.addAll(old);
        return all;
    }

    private static void check(String key) {
        if (key.length() < LEAST) {
            throw new IllegalArgumentException("must have at least %d characters".formatted(LEAST));
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "PrivacyKeys[1 current, %d old]".formatted(old.size());
    }
}
