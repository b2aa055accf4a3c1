package org.citywall.stream.ebike.flink;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.citywall.stream.ebike.PortMemory;
import org.citywall.stream.ebike.Ports;

/** The ports of the current key. */
final class StoredPorts implements Ports {
    private final MapState<String, PortMemory> ports;

    StoredPorts(MapState<String, PortMemory> ports) {
        this.ports = ports;
    }

    @Override
    public PortMemory get(String key) {
        try {
            return ports.get(key);
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public void put(String key, PortMemory port) {
        try {
            ports.put(key, port);
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public void remove(String key) {
        try {
            ports.remove(key);
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public Iterable<PortMemory> all() {
        try {
            return ports.values();
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public void clear() {
        ports.clear();
    }

    /** Flink restarts the job from its last checkpoint. */
    private static FlinkRuntimeException unreadable(Exception cause) {
        return new FlinkRuntimeException("the state of ports cannot be read or written", cause);
    }
}
