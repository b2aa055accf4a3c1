package org.citywall.gateway.ingest.gb26875.codec;

/** Command bytes; 7 to 127 are reserved (some vendors keep alive with 7), 128 to 255 are theirs. */
public final class Commands {
    /** Centre to device: set the clock, check duty, initialise. */
    public static final int CONTROL = 1;

    /** Device to centre: what happened. Without a unit it is the heartbeat. */
    public static final int SEND = 2;

    /** The frame of this serial was taken. */
    public static final int CONFIRM = 3;

    /** Centre to device: a question. */
    public static final int REQUEST = 4;

    /** Device to centre: its answer. */
    public static final int ANSWER = 5;

    /** The frame of this serial could not be read or not be done. */
    public static final int DENY = 6;

    private Commands() {}
}
