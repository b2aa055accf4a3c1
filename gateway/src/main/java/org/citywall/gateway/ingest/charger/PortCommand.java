package org.citywall.gateway.ingest.charger;

import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.device.DeviceCommand;

/**
 * An attempt to carry out an order for a port, as its device command has it.
 *
 * @param device the command itself
 * @param order command id of the order
 * @param attempt from 1
 * @param siteId the site
 * @param port number of the port from 1
 * @param session the charger's number of the session; null: unknown
 */
public record PortCommand(
        DeviceCommand device,
        String order,
        int attempt,
        String siteId,
        int port,
        @Nullable String session) {
    /** Take the power of a port away. */
    public static final String OFF = "port-off";

    /** Let a port be used again. */
    public static final String ON = "port-on";

    /** Whether the command is for a port of a charger. */
    public static boolean isOne(DeviceCommand command) {
        return command.kind().equals(OFF) || command.kind().equals(ON);
    }

    /**
     * Reads the parameters.
     *
     * @throws IllegalArgumentException naming the one that is missing or wrong
     */
    public static PortCommand of(DeviceCommand command) {
        Map<String, String> params = command.params();
        String session = params.get("session");
        return new PortCommand(
                command,
                text(params, "order"),
                whole(params, "attempt", Integer.MAX_VALUE),
                text(params, "site"),
                whole(params, "port", 255),
                session == null || session.isEmpty() ? null : session);
    }

    /** Whether it takes power away. */
    public boolean isOff() {
        return device.kind().equals(OFF);
    }

    private static String text(Map<String, String> params, String name) {
        String value = params.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static int whole(Map<String, String> params, String name, int most) {
        try {
            int value = Integer.parseInt(params.getOrDefault(name, ""));
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name, e);
        }
        throw new IllegalArgumentException(name);
    }
}
