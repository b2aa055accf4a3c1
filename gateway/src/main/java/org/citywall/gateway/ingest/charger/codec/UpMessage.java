package org.citywall.gateway.ingest.charger.codec;

import java.util.List;

/** What a charger says. */
public sealed interface UpMessage {
    /** Command byte of its frame. */
    int command();

    /**
     * Who it is, first on each connection; repeated until it is answered.
     *
     * @param imei its number
     * @param ports how many it has
     * @param hardware version of the board
     * @param software version of the firmware
     * @param ccid number of its SIM card
     * @param signal 0 to 32; from 100 on the version of the protocol that it could speak
     * @param reason 0: it was switched on; 1: its software began anew
     */
    record Login(
            String imei,
            int ports,
            String hardware,
            String software,
            String ccid,
            int signal,
            int reason)
            implements UpMessage {
        @Override
        public int command() {
            return Commands.LOGIN;
        }
    }

    /**
     * The state of every port.
     *
     * @param signal 0 to 32
     * @param boardTempC of its board, °C
     * @param states by port, from the first: see {@link PortStates}
     */
    record Heartbeat(int signal, int boardTempC, List<Integer> states) implements UpMessage {
        @Override
        public int command() {
            return Commands.HEARTBEAT;
        }
    }

    /**
     * Whether a session that was ordered from afar has begun.
     *
     * @param port from 1
     * @param order number of the session
     * @param mode 1 QR code, 2 card, 3 operator
     * @param result 0 begun, 1 the port was in use, 2 the port is out of order
     */
    record StartAnswer(int port, long order, int mode, int result) implements UpMessage {
        @Override
        public int command() {
            return Commands.START;
        }
    }

    /**
     * What became of {@link DownMessage.Stop}.
     *
     * @param port from 1
     * @param order number of the session
     * @param result {@link #DONE}, {@link #WAS_IDLE}, {@link #OTHER_ORDER}
     */
    record StopAnswer(int port, long order, int result) implements UpMessage {
        public static final int DONE = 0;
        public static final int WAS_IDLE = 1;
        public static final int OTHER_ORDER = 2;

        @Override
        public int command() {
            return Commands.STOP;
        }
    }

    /**
     * A session has ended; repeated up to three times until it is answered.
     *
     * @param port from 1
     * @param order number of the session
     * @param seconds its length, s
     * @param energy 0.01 kWh
     * @param money 0.01 yuan
     * @param reason see {@link StopReasons}
     * @param powerW what the port drew when it was stopped, W: not what it draws now
     * @param card number of the card; 0: none
     * @param tiers steps of power that were charged for
     */
    record End(
            int port,
            long order,
            long seconds,
            long energy,
            long money,
            int reason,
            int powerW,
            long card,
            int tiers)
            implements UpMessage {
        @Override
        public int command() {
            return Commands.END;
        }
    }

    /**
     * A session was begun at the charger itself; repeated up to three times until it is answered.
     *
     * @param port from 1
     * @param order number of the session
     * @param mode 1 card, 2 coin, 3 key
     * @param money 0.01 yuan
     * @param balance of the card, 0.01 yuan
     * @param card number of the card; 0: none
     */
    record LocalStart(int port, long order, int mode, long money, long balance, long card)
            implements UpMessage {
        @Override
        public int command() {
            return Commands.LOCAL_START;
        }
    }

    /**
     * What the ports in use draw, by itself at the interval of heartbeats, and when it is asked.
     *
     * @param voltage of the mains, 0.1 V
     * @param boardTempC of the board, °C
     * @param ports those in use
     */
    record Live(int voltage, int boardTempC, List<Port> ports) implements UpMessage {
        /**
         * One of them.
         *
         * @param port from 1
         * @param tier step of power that it is charged for, 0 to 7
         * @param price 0.01 yuan
         * @param powerW what it draws, W
         * @param seconds length of the session, s
         * @param money of the session, 0.01 yuan
         * @param energy of the session, 0.01 kWh
         * @param tempC of the port, °C
         */
        public record Port(
                int port,
                int tier,
                int price,
                int powerW,
                long seconds,
                int money,
                long energy,
                int tempC) {}

        @Override
        public int command() {
            return Commands.LIVE;
        }
    }

    /**
     * Who it is, told again by newer ones.
     *
     * @param signal 0 to 32
     * @param imei its number
     */
    record Identity(int signal, String imei) implements UpMessage {
        @Override
        public int command() {
            return Commands.IDENTITY;
        }
    }

    /** Of the protocol or not, nothing that Citywall reads: a sign of life. */
    record Other(int command) implements UpMessage {}
}
