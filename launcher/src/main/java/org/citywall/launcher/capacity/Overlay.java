package org.citywall.launcher.capacity;

/**
 * What an overlay of k8s/ gives.
 *
 * @param name of the overlay
 * @param gateways the most that the autoscaler starts
 * @param gatewayCores the most that a gateway may use
 * @param gatewayGib memory of a gateway
 * @param brokers of Kafka, which are also the copies of each record
 * @param brokerGib memory of a broker
 * @param brokerDiskGib disk of a broker
 * @param parallelism subtasks of each operator
 * @param jobsGib memory of all task managers and job managers
 * @param jobCores the most that the task managers of one job may use
 * @param slopeGib memory of the task managers of the slope job alone
 * @param ebikeGib of the e-bike job
 */
record Overlay(
        String name,
        int gateways,
        int gatewayCores,
        int gatewayGib,
        int brokers,
        int brokerGib,
        int brokerDiskGib,
        int parallelism,
        int jobsGib,
        int jobCores,
        int slopeGib,
        int ebikeGib) {
    /** Task managers of six jobs, 16 GiB, and a job manager of 1 GiB each. */
    private static final int ONE_OF_EACH_GIB = 16 + 6;

    /** The same with two task managers of 4 GiB for each job. */
    private static final int TWO_OF_EACH_GIB = 6 * 2 * 4 + 6;

    static final Overlay DEV = new Overlay("dev", 2, 2, 1, 1, 2, 50, 1, ONE_OF_EACH_GIB, 1, 3, 3);
    static final Overlay DISTRICT =
            new Overlay("district", 6, 2, 1, 3, 2, 500, 1, ONE_OF_EACH_GIB, 1, 3, 3);
    static final Overlay CITY =
            new Overlay("city", 16, 4, 2, 3, 8, 4 * 1024, 4, TWO_OF_EACH_GIB, 4, 8, 8);
}
