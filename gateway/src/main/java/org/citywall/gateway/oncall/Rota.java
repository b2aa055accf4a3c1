package org.citywall.gateway.oncall;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * Who has a post when.
 *
 * @param name of this rota
 * @param post what pages name: a post, seat or department; several rotas may have one post at
 *     different places
 * @param place whose alerts it serves, with everything below; empty for all
 * @param zone of its hand-overs and hours
 * @param layers the first that has somebody counts
 * @param overrides what stands above the layers, newest first
 */
record Rota(
        String name,
        String post,
        String place,
        ZoneId zone,
        List<Layer> layers,
        List<Substitution> overrides) {
    Rota {
        layers = List.copyOf(layers);
        overrides =
                overrides.stream()
                        .sorted(
                                Comparator.comparing(Substitution::at)
                                        .thenComparing(Substitution::id)
                                        .reversed())
                        .toList();
    }
}
