package org.citywall.launcher.demo.devices;

import java.util.concurrent.CompletableFuture;

/** A way from devices to the gateway. */
interface DeviceLink extends AutoCloseable {
    /**
     * Sends a signal. One that must arrive is sent again until the gateway confirms it (PUBACK,
     * HTTP 2xx), also across lost connections; the future completes then. A heartbeat is sent once,
     * or not at all while there is no connection.
     */
    CompletableFuture<Void> send(DeviceSignal signal);

    @Override
    void close();
}
