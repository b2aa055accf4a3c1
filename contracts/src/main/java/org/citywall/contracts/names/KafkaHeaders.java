package org.citywall.contracts.names;

/** Header names of Kafka records: the CloudEvents 1.0 binary mode, and two of our own. */
public final class KafkaHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /**
     * The signal kind of a fire signal ({@code press}, {@code heartbeat} …), so that a reader that
     * only wants presses need not parse a thousand heartbeats a second.
     */
    public static final String SIGNAL = "cw_signal";

    /** {@code true} for a recorded event; absent for what goes on. */
    public static final String REPLAY = "cw_replay";

    private KafkaHeaders() {}
}
