package org.citywall.launcher.demo.devices;

/** The way of one charger to the gateway. Called on the thread of its fleet. */
interface ChargerRoad extends AutoCloseable {
    /** Begins to connect; does not wait. */
    void open();

    /** Tells what was measured. */
    void tell(SaidSamples said);

    /** The site has its mains, or has lost them. */
    void power(boolean on);

    /** Whether the gateway is connected now. */
    boolean isConnected();

    /** What the gateway has answered or confirmed so far. */
    long confirmedCount();

    @Override
    void close();
}
