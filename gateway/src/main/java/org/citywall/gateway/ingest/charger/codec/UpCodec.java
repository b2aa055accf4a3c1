package org.citywall.gateway.ingest.charger.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of what chargers say. A body that begins with an IMEI is told from one without by its
 * length: that of each command fits only one of the two.
 */
public final class UpCodec {
    private static final int HARDWARE = 16;
    private static final int CCID = 20;
    private static final int HEARTBEAT_HEAD = 3;
    private static final int LIVE_HEAD = 4;
    private static final int LIVE_PORT = 17;
    private static final int START_ANSWER = 7;
    private static final int STOP_ANSWER = 6;
    private static final int END_HEAD = 25;
    private static final int END_TIER = 4;
    private static final int END_TAIL = 8;
    private static final int LOCAL_START = 18;
    private static final int IDENTITY_TAIL = 10;
    private static final int IDENTITY = 1 + Imei.SIZE + IDENTITY_TAIL;

    private UpCodec() {}

    /** Reads the body of a frame that came from a charger. */
    public static Addressed<UpMessage> decode(Frame frame) throws MessageException {
        if (frame.command() == Commands.LOGIN) {
            return new Addressed<>(null, login(new BodyReader(frame.body(), 0)));
        }
        boolean isNamed = isNamed(frame);
        BodyReader in = new BodyReader(frame.body(), 0);
        String imei = isNamed ? in.imei() : null;
        UpMessage message = read(frame.command(), in);
        if (!(message instanceof UpMessage.Other)) {
            in.end();
        }
        return new Addressed<>(imei, message);
    }

    private static UpMessage read(int command, BodyReader in) throws MessageException {
        return switch (command) {
            case Commands.HEARTBEAT -> heartbeat(in);
            case Commands.START -> new UpMessage.StartAnswer(in.u8(), in.u32(), in.u8(), in.u8());
            case Commands.STOP -> new UpMessage.StopAnswer(in.u8(), in.u32(), in.u8());
            case Commands.END -> end(in);
            case Commands.LOCAL_START ->
                    new UpMessage.LocalStart(
                            in.u8(), in.u32(), in.u8(), in.u32(), in.u32(), in.u32());
            case Commands.LIVE -> live(in);
            case Commands.IDENTITY -> identity(in);
            default -> new UpMessage.Other(command);
        };
    }

    /** Whether an IMEI and then a whole message fills the body. */
    private static boolean isNamed(Frame frame) {
        byte[] body = frame.body();
        int rest = body.length - Imei.SIZE;
        if (rest < 0 || !Imei.isAt(body, 0)) {
            return false;
        }
        return switch (frame.command()) {
            case Commands.HEARTBEAT ->
                    rest >= HEARTBEAT_HEAD && rest == HEARTBEAT_HEAD + (body[Imei.SIZE + 2] & 0xFF);
            case Commands.START -> rest == START_ANSWER;
            case Commands.STOP -> rest == STOP_ANSWER;
            case Commands.END ->
                    rest >= END_HEAD + END_TAIL && (rest - END_HEAD - END_TAIL) % END_TIER == 0;
            case Commands.LOCAL_START -> rest == LOCAL_START;
            case Commands.LIVE -> rest >= LIVE_HEAD && (rest - LIVE_HEAD) % LIVE_PORT == 0;
            case Commands.IDENTITY -> rest == IDENTITY;
            default -> true; // the rest is not read
        };
    }

    private static UpMessage login(BodyReader in) throws MessageException {
        UpMessage login =
                new UpMessage.Login(
                        in.imei(),
                        in.u8(),
                        in.text(HARDWARE),
                        in.text(HARDWARE),
                        in.text(CCID),
                        in.u8(),
                        in.u8());
        in.end();
        return login;
    }

    private static UpMessage heartbeat(BodyReader in) throws MessageException {
        int signal = in.u8();
        int boardTempC = in.temperature();
        int ports = in.u8();
        List<Integer> states = new ArrayList<>(ports);
        for (int i = 0; i < ports; i++) {
            states.add(in.u8());
        }
        return new UpMessage.Heartbeat(signal, boardTempC, List.copyOf(states));
    }

    private static UpMessage end(BodyReader in) throws MessageException {
        UpMessage.End end =
                new UpMessage.End(
                        in.u8(), in.u32(), in.u32(), in.u32(), in.u32(), in.u8(), in.u16(),
                        in.u32(), in.u8());
        in.skip(end.tiers() * END_TIER + END_TAIL);
        return end;
    }

    private static UpMessage live(BodyReader in) throws MessageException {
        int count = in.u8();
        int voltage = in.u16();
        int boardTempC = in.temperature();
        List<UpMessage.Live.Port> ports = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ports.add(
                    new UpMessage.Live.Port(
                            in.u8(),
                            in.u8(),
                            in.u16(),
                            in.u16(),
                            in.u32(),
                            in.u16(),
                            in.u32(),
                            in.temperature()));
        }
        return new UpMessage.Live(voltage, boardTempC, List.copyOf(ports));
    }

    private static UpMessage identity(BodyReader in) throws MessageException {
        UpMessage identity = new UpMessage.Identity(in.u8(), in.imei());
        in.skip(IDENTITY_TAIL);
        return identity;
    }

    /** The frame that says it, without an IMEI before it. */
    public static Frame encode(UpMessage message) {
        return encode(null, message);
    }

    /**
     * The frame that says it.
     *
     * @param imei to stand before it; null: none. A log-in has it inside
     */
    public static Frame encode(String imei, UpMessage message) {
        BodyWriter out = new BodyWriter();
        if (imei != null && !(message instanceof UpMessage.Login)) {
            out.imei(imei);
        }
        if (message instanceof UpMessage.Login login) {
            write(login, out);
        } else if (message instanceof UpMessage.Heartbeat heartbeat) {
            out.u8(heartbeat.signal()).temperature(heartbeat.boardTempC());
            out.u8(heartbeat.states().size());
            heartbeat.states().forEach(out::u8);
        } else if (message instanceof UpMessage.StartAnswer start) {
            out.u8(start.port()).u32(start.order()).u8(start.mode()).u8(start.result());
        } else if (message instanceof UpMessage.StopAnswer stop) {
            out.u8(stop.port()).u32(stop.order()).u8(stop.result());
        } else if (message instanceof UpMessage.End end) {
            write(end, out);
        } else if (message instanceof UpMessage.LocalStart start) {
            out.u8(start.port()).u32(start.order()).u8(start.mode());
            out.u32(start.money()).u32(start.balance()).u32(start.card());
        } else if (message instanceof UpMessage.Live live) {
            write(live, out);
        } else if (message instanceof UpMessage.Identity identity) {
            out.u8(identity.signal()).imei(identity.imei()).zeros(IDENTITY_TAIL);
        }
        return out.frame(message.command());
    }

    private static void write(UpMessage.Login login, BodyWriter out) {
        out.imei(login.imei()).u8(login.ports());
        out.text(login.hardware(), HARDWARE).text(login.software(), HARDWARE);
        out.text(login.ccid(), CCID).u8(login.signal()).u8(login.reason());
    }

    private static void write(UpMessage.End end, BodyWriter out) {
        out.u8(end.port()).u32(end.order()).u32(end.seconds()).u32(end.energy());
        out.u32(end.money()).u8(end.reason()).u16(end.powerW()).u32(end.card());
        out.u8(end.tiers()).zeros(end.tiers() * END_TIER + END_TAIL);
    }

    private static void write(UpMessage.Live live, BodyWriter out) {
        out.u8(live.ports().size()).u16(live.voltage()).temperature(live.boardTempC());
        for (UpMessage.Live.Port port : live.ports()) {
            out.u8(port.port()).u8(port.tier()).u16(port.price()).u16(port.powerW());
            out.u32(port.seconds()).u16(port.money()).u32(port.energy());
            out.temperature(port.tempC());
        }
    }
}
