package org.citywall.gateway.ingest.charger.codec;

/** What is said to a charger. */
public sealed interface DownMessage {
    /** Command byte of its frame. */
    int command();

    /**
     * The charger may begin.
     *
     * @param heartbeatS interval of its heartbeats, 10 to 250 s
     * @param result {@link #WELCOME}, {@link #UNWANTED} or {@link #NEWER_FORM}
     */
    record LoginAnswer(int heartbeatS, int result) implements DownMessage {
        public static final int WELCOME = 0;
        public static final int UNWANTED = 1;

        /** Welcome, and repeat your IMEI in every frame. */
        public static final int NEWER_FORM = 0xF0;

        @Override
        public int command() {
            return Commands.LOGIN;
        }
    }

    /** The heartbeat was heard. */
    record HeartbeatAnswer() implements DownMessage {
        @Override
        public int command() {
            return Commands.HEARTBEAT;
        }
    }

    /**
     * End this session.
     *
     * @param port from 1
     * @param order number of the session
     */
    record Stop(int port, long order) implements DownMessage {
        @Override
        public int command() {
            return Commands.STOP;
        }
    }

    /**
     * The end of a session was heard.
     *
     * @param port from 1
     * @param order number of the session
     */
    record EndAnswer(int port, long order) implements DownMessage {
        @Override
        public int command() {
            return Commands.END;
        }
    }

    /**
     * The begin of a session was heard.
     *
     * @param port from 1
     * @param order number of the session
     */
    record LocalStartAnswer(int port, long order) implements DownMessage {
        @Override
        public int command() {
            return Commands.LOCAL_START;
        }
    }

    /** Tell what the ports draw. */
    record LiveQuery() implements DownMessage {
        @Override
        public int command() {
            return Commands.LIVE;
        }
    }

    /** Anything else; Citywall says none of it. */
    record Other(int command) implements DownMessage {}
}
