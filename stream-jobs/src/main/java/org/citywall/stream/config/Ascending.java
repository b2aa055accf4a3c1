package org.citywall.stream.config;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;

/** Numbers that must rise from one variable to the next. */
final class Ascending {
    private Ascending() {}

    /**
     * @throws IllegalArgumentException naming the first two that do not
     */
    static void check(Map<String, String> env, List<Setting<Double>> all) {
        for (int i = 1; i < all.size(); i++) {
            Setting<Double> lower = all.get(i - 1);
            Setting<Double> upper = all.get(i);
            if (lower.in(env) >= upper.in(env)) {
                throw new IllegalArgumentException(
                        "%s must be less than %s: %s >= %s"
                                .formatted(
                                        lower.name(), upper.name(), lower.in(env), upper.in(env)));
            }
        }
    }
}
