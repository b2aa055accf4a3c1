package org.citywall.gateway.ingest.charger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.gateway.ingest.charger.codec.PortStates;
import org.citywall.gateway.ingest.charger.codec.UpMessage;

/**
 * The order of each running session, as far as chargers told it: live data does not name it, and a
 * stop must. It outlives a connection. Any thread.
 */
final class RunningOrders {
    private static final int MAX_CHARGERS = 50_000;

    private final Map<String, Map<Integer, Long>> byCharger =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, Long>> eldest) {
                    return size() > MAX_CHARGERS;
                }
            };

    /** Those of a charger, by port. */
    synchronized Map<Integer, Long> of(String deviceId) {
        return Map.copyOf(byCharger.getOrDefault(deviceId, Map.of()));
    }

    /** Remembers what the message says of begin and end. */
    synchronized void heard(String deviceId, UpMessage message) {
        if (message instanceof UpMessage.LocalStart start) {
            begun(deviceId, start.port(), start.order());
        } else if (message instanceof UpMessage.StartAnswer start && start.result() == 0) {
            begun(deviceId, start.port(), start.order());
        } else if (message instanceof UpMessage.End end) {
            ended(deviceId, end.port());
        } else if (message instanceof UpMessage.Heartbeat heartbeat) {
            for (int i = 0; i < heartbeat.states().size(); i++) {
                if (heartbeat.states().get(i) == PortStates.IDLE) {
                    ended(deviceId, i + 1);
                }
            }
        }
    }

    private void begun(String deviceId, int port, long order) {
        byCharger.computeIfAbsent(deviceId, id -> new HashMap<>()).put(port, order);
    }

    private void ended(String deviceId, int port) {
        Map<Integer, Long> running = byCharger.get(deviceId);
        if (running != null) {
            running.remove(port);
        }
    }
}
