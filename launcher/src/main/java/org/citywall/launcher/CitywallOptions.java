package org.citywall.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a user can choose about an embedded Citywall.
 *
 * @param data directory of all state
 * @param portOffset added to every port
 * @param scale multiplies the demo district
 * @param devices whether the simulated devices run
 * @param environment CITYWALL_* settings, normally the process's environment
 */
public record CitywallOptions(
        Path data, int portOffset, int scale, boolean devices, Map<String, String> environment) {

    /** The defaults of {@code ./citywall up}, with state in this directory. */
    public static CitywallOptions in(Path data) {
        return new CitywallOptions(data, 0, 1, true, System.getenv());
    }

    /** The same on other ports. */
    public CitywallOptions withPortOffset(int offset) {
        return new CitywallOptions(data, offset, scale, devices, environment);
    }

    /** The same with or without simulated devices. */
    public CitywallOptions withDevices(boolean simulated) {
        return new CitywallOptions(data, portOffset, scale, simulated, environment);
    }

    /** The same with other settings. */
    public CitywallOptions withEnvironment(Map<String, String> other) {
        return new CitywallOptions(data, portOffset, scale, devices, other);
    }
}
