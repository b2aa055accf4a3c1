package org.citywall.gateway.oncall;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a calendar says of a rota.
 *
 * @param layers of its events that repeat
 * @param overrides of those that do not
 */
record CalendarImport(List<Layer> layers, List<RosterBook.Imported> overrides) {
    CalendarImport {
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
    }

    /** The rota with these layers above its own; one of the same name takes the old one's place. */
    Rota into(Rota rota) {
        Set<String> names = layers.stream().map(Layer::name).collect(Collectors.toSet());
        List<Layer> all = new ArrayList<>(layers);
        rota.layers().stream().filter(layer -> !names.contains(layer.name())).forEach(all::add);
        return new Rota(rota.name(), rota.post(), rota.place(), rota.zone(), all, rota.overrides());
    }
}
