package org.citywall.launcher.embedded;

/** How an embedded Flink job stands, as far as its supervisor is concerned. */
public enum JobState {
    /** Submitted, but not every task runs: it is starting, restoring or restarting. */
    STARTING,
    /** Every task runs. */
    RUNNING,
    /** It ended or was cancelled from outside, and will be submitted again. */
    WAITING,
    /** Cancelled by the launcher; stays so until it is resumed. */
    HELD
}
