package org.citywall.gateway.ingest.line;

import org.citywall.contracts.device.DeviceCommand;

/** A connection on which orders can go down to a device. */
@FunctionalInterface
public interface Line {
    /** Sends an order when its turn comes, or hands it back; any thread. */
    void send(DeviceCommand order);
}
