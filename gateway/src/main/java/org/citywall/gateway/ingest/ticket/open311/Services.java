package org.citywall.gateway.ingest.ticket.open311;

import java.util.List;
import java.util.Optional;

/**
 * What the public may ask for: categories of the city-management events (CJ/T 214; names as in
 * docs/interfaces.md).
 */
final class Services {
    private static final String APPEARANCE = "市容环境";

    private static final List<Service> ALL =
            List.of(
                    new Service("01-01", "私搭乱建", APPEARANCE),
                    new Service("01-02", "暴露垃圾", APPEARANCE),
                    new Service("01-03", "建筑垃圾", APPEARANCE),
                    new Service("01-04", "道路保洁", APPEARANCE),
                    new Service("01-05", "绿地保洁", APPEARANCE),
                    new Service("01-06", "绿地养护", APPEARANCE),
                    new Service("01-07", "焚烧", APPEARANCE),
                    new Service("06", "其他", "其他"));

    /**
     * One of them.
     *
     * @param code of the category
     * @param name in words
     * @param group of the categories
     */
    record Service(String code, String name, String group) {}

    private Services() {}

    static List<Service> all() {
        return ALL;
    }

    static Optional<Service> of(String code) {
        return ALL.stream().filter(service -> service.code().equals(code)).findFirst();
    }
}
