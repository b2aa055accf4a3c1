package org.citywall.gateway.ingest.charger.codec;

/** Why a session has ended. */
public final class StopReasons {
    public static final int FULL = 0;

    /** The time that was paid for. */
    public static final int TIME = 1;

    public static final int MONEY = 2;

    /** By hand or from afar. */
    public static final int MANUAL = 3;

    /** The energy that was paid for. */
    public static final int ENERGY = 4;

    public static final int OVER_POWER = 5;

    /** Nothing was plugged in, or it was taken out. */
    public static final int NO_CHARGER = 6;

    public static final int OVER_TEMPERATURE = 7;
    public static final int SMOKE = 8;

    /** By the charger's own programme. */
    public static final int SMART = 9;

    private StopReasons() {}
}
