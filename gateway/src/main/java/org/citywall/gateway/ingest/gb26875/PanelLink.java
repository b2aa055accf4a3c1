package org.citywall.gateway.ingest.gb26875;

import org.citywall.gateway.ingest.gb26875.codec.Frame;

/**
 * One panel on one connection: how to address it, and what is known of its clock. Lives on its
 * connection's event loop.
 */
final class PanelLink {
    private final long address;
    private final String deviceId;
    private final PanelClock clock = new PanelClock();
    private long centre;
    private int majorVersion;
    private int userVersion;

    PanelLink(long address) {
        this.address = address;
        this.deviceId = deviceId(address);
    }

    /** The registry id of the panel with this address. */
    static String deviceId(long address) {
        return "GB-" + Frame.hex(address);
    }

    /** Remembers how the panel addresses us. */
    void heard(Frame frame) {
        centre = frame.target();
        majorVersion = frame.majorVersion();
        userVersion = frame.userVersion();
    }

    String deviceId() {
        return deviceId;
    }

    /** CloudEvents source of its signals; tells the fire job which rule for duplicates applies. */
    String source() {
        return PanelServer.PROTOCOL + "/" + deviceId;
    }

    long address() {
        return address;
    }

    /** The address that the panel knows us by. */
    long centre() {
        return centre;
    }

    int majorVersion() {
        return majorVersion;
    }

    int userVersion() {
        return userVersion;
    }

    PanelClock clock() {
        return clock;
    }
}
