package org.citywall.gateway.ingest.charger.codec;

/** Command bytes. */
public final class Commands {
    /** Up: who I am; down: the interval of heartbeats. */
    public static final int LOGIN = 0x81;

    /** Up: the states of all ports; down: heard. */
    public static final int HEARTBEAT = 0x82;

    /** Down: start a session; up: whether it was. Citywall never starts one. */
    public static final int START = 0x83;

    /** Down: end a session; up: whether it was. */
    public static final int STOP = 0x84;

    /** Up: a session has ended; down: heard. */
    public static final int END = 0x85;

    /** Up: a session was started at the charger, by card, coin or key; down: heard. */
    public static final int LOCAL_START = 0x86;

    /** Up: what the ports in use draw; down: tell me. */
    public static final int LIVE = 0x88;

    /** Up: who I am, from time to time. */
    public static final int IDENTITY = 0xC0;

    private Commands() {}
}
