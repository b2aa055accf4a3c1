package org.citywall.stream.ticket;

import org.citywall.contracts.Json;

/** Names as they stand on the wire. */
final class Wire {
    private Wire() {}

    static String name(Enum<?> value) {
        return Json.mapper().convertValue(value, String.class);
    }
}
