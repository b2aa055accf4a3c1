package org.citywall.gateway.ingest.charger.codec;

/** State of a port in a heartbeat. */
public final class PortStates {
    public static final int IDLE = 0;
    public static final int IN_USE = 1;

    /** Its fuse has blown. */
    public static final int FUSE = 2;

    /** Its relay does not open. */
    public static final int RELAY_STUCK = 3;

    /** Taken out of use. */
    public static final int DISABLED = 4;

    private PortStates() {}
}
