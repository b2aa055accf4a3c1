package org.citywall.launcher.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Every TCP port that one Citywall listens on, all on loopback.
 *
 * @param web web pages, API and WebSocket
 * @param mqtt MQTT ingest
 * @param gb26875 GB/T 26875.3 ingest
 * @param chargers charger sockets
 * @param ops metrics and health of the gateway
 * @param kafka embedded Kafka broker
 * @param redis embedded Redis
 * @param postgres embedded PostgreSQL
 * @param flinkRest embedded Flink's REST interface
 * @param flinkMetrics embedded Flink's Prometheus page
 * @param vite web from its sources, only in {@code ./citywall dev}
 */
public record Ports(
        int web,
        int mqtt,
        int gb26875,
        int chargers,
        int ops,
        int kafka,
        int redis,
        int postgres,
        int flinkRest,
        int flinkMetrics,
        int vite) {

    private static final int HIGHEST_BASE = 26885;
    private static final int HIGHEST_PORT = 65535;

    /** One port and what it is for. */
    public record Use(int port, String purpose) {}

    /**
     * The published ports, each moved by the offset.
     *
     * @throws EmbeddedException when the offset would leave the range of ports
     */
    public static Ports offset(int offset) {
        if (offset < 0 || HIGHEST_BASE + offset > HIGHEST_PORT) {
            throw new EmbeddedException(
                    "The port offset must be between 0 and %d, not %d."
                            .formatted(HIGHEST_PORT - HIGHEST_BASE, offset));
        }
        return new Ports(
                8080 + offset,
                1883 + offset,
                26875 + offset,
                HIGHEST_BASE + offset,
                9464 + offset,
                19092 + offset,
                16379 + offset,
                15432 + offset,
                18081 + offset,
                19464 + offset,
                5173 + offset);
    }

    /** A port that is free now, from the range that the operating system gives to clients. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException("This machine has no free port on loopback.", e);
        }
    }

    /** Each port that is always needed, with its purpose, in the order in which the parts start. */
    public List<Use> all() {
        return List.of(
                new Use(redis, "embedded Redis"),
                new Use(postgres, "embedded PostgreSQL"),
                new Use(kafka, "embedded Kafka"),
                new Use(flinkRest, "embedded Flink REST"),
                new Use(flinkMetrics, "embedded Flink metrics"),
                new Use(web, "web, API and WebSocket"),
                new Use(mqtt, "MQTT"),
                new Use(gb26875, "GB/T 26875.3"),
                new Use(chargers, "charger sockets"),
                new Use(ops, "metrics and health"));
    }

    /**
     * Checks before anything is started that every port can be had.
     *
     * @throws EmbeddedException naming every port that is taken and what it is needed for
     */
    public void requireFree() {
        requireFree(all());
    }

    /** As {@link #requireFree()}, for what {@code ./citywall dev} needs in addition. */
    public void requireFreeForVite() {
        requireFree(vite, "Vite");
    }

    /** As {@link #requireFree()}, for some ports only. */
    public static void requireFree(List<Use> uses) {
        List<String> taken = new ArrayList<>();
        for (Use use : uses) {
            if (!isFree(use.port())) {
                taken.add("%d (%s)".formatted(use.port(), use.purpose()));
            }
        }
        if (!taken.isEmpty()) {
            throw new EmbeddedException(
                    ("Already in use on 127.0.0.1: port %s. Stop what listens there,"
                                    + " or start with --port-offset N.")
                            .formatted(String.join(", port ", taken)));
        }
    }

    /** As {@link #requireFree()}, for one. */
    static void requireFree(int port, String purpose) {
        requireFree(List.of(new Use(port, purpose)));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A listener of ours that ended a moment ago leaves TIME_WAIT behind, which is no use.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
