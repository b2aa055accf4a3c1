package org.citywall.gateway.ingest.charger.codec;

/** Bodies of what is said to chargers. */
public final class DownCodec {
    /** Time in BCD; reserved, and zero in the published samples. */
    private static final int TIME = 7;

    private DownCodec() {}

    /** Reads the body of a frame that came from the centre; for simulated chargers and tests. */
    public static Addressed<DownMessage> decode(Frame frame) throws MessageException {
        BodyReader in = new BodyReader(frame.body(), 0);
        int size = sizeOf(frame.command());
        boolean isNamed =
                size >= 0 && frame.body().length == Imei.SIZE + size && Imei.isAt(frame.body(), 0);
        String imei = isNamed ? in.imei() : null;
        DownMessage message = read(frame.command(), in);
        if (!(message instanceof DownMessage.Other)) {
            in.end();
        }
        return new Addressed<>(imei, message);
    }

    private static DownMessage read(int command, BodyReader in) throws MessageException {
        switch (command) {
            case Commands.LOGIN -> {
                in.skip(TIME);
                return new DownMessage.LoginAnswer(in.u8(), in.u8());
            }
            case Commands.HEARTBEAT -> {
                in.skip(1);
                return new DownMessage.HeartbeatAnswer();
            }
            case Commands.STOP -> {
                return new DownMessage.Stop(in.u8(), in.u32());
            }
            case Commands.END -> {
                return new DownMessage.EndAnswer(in.u8(), in.u32());
            }
            case Commands.LOCAL_START -> {
                return new DownMessage.LocalStartAnswer(in.u8(), in.u32());
            }
            case Commands.LIVE -> {
                in.skip(1);
                return new DownMessage.LiveQuery();
            }
            default -> {
                return new DownMessage.Other(command);
            }
        }
    }

    /** Length of the message; -1 for one that is not read. */
    private static int sizeOf(int command) {
        return switch (command) {
            case Commands.LOGIN -> TIME + 2;
            case Commands.HEARTBEAT, Commands.LIVE -> 1;
            case Commands.STOP, Commands.END, Commands.LOCAL_START -> 5;
            default -> -1;
        };
    }

    /**
     * The frame that says it.
     *
     * @param imei to stand before it, for a charger that repeats its own; null: none
     */
    public static Frame encode(String imei, DownMessage message) {
        BodyWriter out = new BodyWriter();
        if (imei != null) {
            out.imei(imei);
        }
        if (message instanceof DownMessage.LoginAnswer answer) {
            out.zeros(TIME).u8(answer.heartbeatS()).u8(answer.result());
        } else if (message instanceof DownMessage.Stop stop) {
            out.u8(stop.port()).u32(stop.order());
        } else if (message instanceof DownMessage.EndAnswer answer) {
            out.u8(answer.port()).u32(answer.order());
        } else if (message instanceof DownMessage.LocalStartAnswer answer) {
            out.u8(answer.port()).u32(answer.order());
        } else if (!(message instanceof DownMessage.Other)) {
            out.u8(0);
        }
        return out.frame(message.command());
    }
}
