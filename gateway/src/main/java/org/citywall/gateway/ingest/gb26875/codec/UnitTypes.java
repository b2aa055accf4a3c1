package org.citywall.gateway.ingest.gb26875.codec;

/** Types of application units that the standard defines. */
public final class UnitTypes {
    public static final int SYSTEM_STATUS = 1;
    public static final int COMPONENT_STATUS = 2;
    public static final int COMPONENT_ANALOGUE = 3;
    public static final int SYSTEM_OPERATION = 4;
    public static final int SYSTEM_VERSION = 5;
    public static final int SYSTEM_CONFIGURATION = 6;
    public static final int COMPONENT_CONFIGURATION = 7;
    public static final int SYSTEM_TIME = 8;
    public static final int DEVICE_STATUS = 21;
    public static final int DEVICE_OPERATION = 24;
    public static final int DEVICE_VERSION = 25;
    public static final int DEVICE_CONFIGURATION = 26;
    public static final int DEVICE_TIME = 28;
    public static final int READ_SYSTEM_STATUS = 61;
    public static final int READ_COMPONENT_STATUS = 62;
    public static final int READ_COMPONENT_ANALOGUE = 63;
    public static final int READ_SYSTEM_OPERATION = 64;
    public static final int READ_SYSTEM_VERSION = 65;
    public static final int READ_SYSTEM_CONFIGURATION = 66;
    public static final int READ_COMPONENT_CONFIGURATION = 67;
    public static final int READ_SYSTEM_TIME = 68;
    public static final int READ_DEVICE_STATUS = 81;
    public static final int READ_DEVICE_OPERATION = 84;
    public static final int READ_DEVICE_VERSION = 85;
    public static final int READ_DEVICE_CONFIGURATION = 86;
    public static final int READ_DEVICE_TIME = 88;
    public static final int INITIALISE = 89;
    public static final int SET_CLOCK = 90;
    public static final int DUTY_CHECK = 91;

    /** First type that vendors define. */
    public static final int USER_FIRST = 128;

    /** Last type that vendors define. */
    public static final int USER_LAST = 254;

    private UnitTypes() {}

    /** Whether a vendor defines what this type is. */
    public static boolean isUserDefined(int type) {
        return type >= USER_FIRST && type <= USER_LAST;
    }
}
