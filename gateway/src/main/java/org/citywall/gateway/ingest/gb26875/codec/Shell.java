package org.citywall.gateway.ingest.gb26875.codec;

/** Where things are in a frame, counted from its first start byte. */
final class Shell {
    static final byte START = 0x40;
    static final byte END = 0x23;

    static final int SERIAL_AT = 2;
    static final int MAJOR_AT = 4;
    static final int USER_AT = 5;
    static final int TIME_AT = 6;
    static final int SOURCE_AT = 12;
    static final int TARGET_AT = 18;
    static final int LENGTH_AT = 24;
    static final int COMMAND_AT = 26;
    static final int UNIT_AT = 27;

    /** Checksum and two end bytes. */
    static final int TAIL = 3;

    /** Longest frame, in bytes. */
    static final int MAX = UNIT_AT + Frame.UNIT_MAX + TAIL;

    private Shell() {}
}
