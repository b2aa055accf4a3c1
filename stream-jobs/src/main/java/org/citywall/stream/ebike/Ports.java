package org.citywall.stream.ebike;

import java.util.TreeMap;

/**
 * What is remembered of the ports of one site, one by one, so that the cost of a reading does not
 * grow with the ports of its site.
 */
public interface Ports {
    /** The port; null: it was never heard. */
    PortMemory get(String key);

    /** Remembers the port. */
    void put(String key, PortMemory port);

    /** Forgets the port. */
    void remove(String key);

    /** All ports, in any order. */
    Iterable<PortMemory> all();

    /** Forgets all of them. */
    void clear();

    /** Key of a port in its site. */
    static String key(String stationId, int port) {
        return stationId + "#" + port;
    }

    /** Ports that live as long as the object: for tests and simulations. */
    static Ports inMemory() {
        TreeMap<String, PortMemory> ports = new TreeMap<>();
        return new Ports() {
            @Override
            public PortMemory get(String key) {
                return ports.get(key);
            }

            @Override
            public void put(String key, PortMemory port) {
                ports.put(key, port);
            }

            @Override
            public void remove(String key) {
                ports.remove(key);
            }

            @Override
            public Iterable<PortMemory> all() {
                return ports.values();
            }

            @Override
            public void clear() {
                ports.clear();
            }
        };
    }
}
