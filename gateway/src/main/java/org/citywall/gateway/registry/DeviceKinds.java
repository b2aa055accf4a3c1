package org.citywall.gateway.registry;

/** Kinds of devices that may say different things though they watch the same. */
public final class DeviceKinds {
    /** Charges e-bikes. */
    public static final String CHARGER = "charger";

    /** Sees where e-bikes should not be. */
    public static final String CAMERA = "camera";

    private DeviceKinds() {}
}
