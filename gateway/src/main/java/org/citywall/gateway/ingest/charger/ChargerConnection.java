package org.citywall.gateway.ingest.charger;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.charger.codec.Addressed;
import org.citywall.gateway.ingest.charger.codec.DownCodec;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.Frame;
import org.citywall.gateway.ingest.charger.codec.FrameEncoder;
import org.citywall.gateway.ingest.charger.codec.FrameSplitter;
import org.citywall.gateway.ingest.charger.codec.MessageException;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.charger.codec.UpCodec;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.gateway.ingest.line.Flow;
import org.citywall.gateway.ingest.line.Line;
import org.citywall.gateway.ingest.line.LineConnection;
import org.citywall.gateway.ingest.line.LineReader;
import org.citywall.gateway.ingest.line.Turns;

/**
 * One connection. Answers a message when all that it carried is durable, in the order of the
 * messages; one that cannot be made durable gets no word, so that the charger sends it again. What
 * goes down takes its turn behind the answers of the messages before it.
 *
 * <p>Lives on its connection's event loop, except for {@link #send} and {@link #end}.
 */
final class ChargerConnection implements LineConnection, Line {
    /** The registry id of a charger is this and its IMEI. */
    private static final String DEVICE_PREFIX = "CH-";

    private final Context context;
    private final NetSocket socket;
    private final String peer;
    private final ChargerFrames frames;
    private final ChargerOrders orders;
    private final IngestMeters meters;
    private final Clock clock;
    private final ChargerLimits limits;
    private final Map<String, ChargerConnection> current;
    private final LineReader<Split> reader;
    private final Flow flow;
    private final Turns turns;
    private final PortStops stops;
    private final long openedMs;
    private long sequence;

    /** Null until it has logged in. */
    private String deviceId;

    /** As the charger repeats it; null if it does not. */
    private String imei;

    private boolean isClosed;

    /**
     * @param current the newest connection of each charger at this gateway
     */
    ChargerConnection(
            Vertx vertx,
            NetSocket socket,
            ChargerFrames frames,
            ChargerOrders orders,
            IngestMeters meters,
            Clock clock,
            ChargerLimits limits,
            Map<String, ChargerConnection> current) {
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.peer = String.valueOf(socket.remoteAddress());
        this.frames = frames;
        this.orders = orders;
        this.meters = meters;
        this.clock = clock;
        this.limits = limits;
        this.current = current;
        this.reader =
                new LineReader<>(
                        vertx,
                        socket,
                        meters,
                        clock,
                        new Flow.Limits(
                                ChargerServer.PROTOCOL, limits.maxInFlight(), limits.perSecond()),
                        limits.halfFrame(),
                        new FrameSplitter(),
                        this::split);
        this.flow = reader.flow();
        this.turns = new Turns(flow);
        this.stops =
                new PortStops(vertx, clock, orders, limits.proof(), turns::inTurn, this::write);
        this.openedMs = clock.millis();
    }

    @Override
    public void received(Buffer buffer) {
        reader.received(buffer);
    }

    /** Half a frame whose rest does not come is given up, and so is who does not log in. */
    @Override
    public void look() {
        reader.look();
        if (deviceId == null && clock.millis() - openedMs > limits.login().toMillis()) {
            meters.refused(ChargerServer.PROTOCOL, "no-login");
            end();
        }
    }

    @Override
    public boolean isSilentSince(long ms) {
        return reader.isSilentSince(ms);
    }

    @Override
    public void end() {
        socket.close();
    }

    @Override
    public void ended() {
        reader.ended();
    }

    @Override
    public void closed() {
        isClosed = true;
        turns.close();
        flow.closed();
        if (deviceId != null) {
            current.remove(deviceId, this);
            orders.disconnected(deviceId, this);
        }
        stops.close();
    }

    @Override
    public void send(DeviceCommand order) {
        context.runOnContext(
                nothing -> {
                    if (isClosed) {
                        orders.again(order);
                    } else {
                        stops.send(PortCommand.of(order), frames.running(deviceId));
                    }
                });
    }

    private void split(Split split) {
        Instant now = clock.instant();
        if (split instanceof Split.Good good) {
            good(good.frame(), now);
        } else if (split instanceof Split.Bad bad) {
            frames.refuse(deviceId, bad, now);
            flow.taken(1);
        }
    }

    private void good(Frame frame, Instant now) {
        Addressed<UpMessage> said;
        try {
            said = UpCodec.decode(frame);
        } catch (MessageException e) {
            frames.refuse(deviceId, frame, "bad-body", e.getMessage(), now);
            flow.taken(1);
            return;
        }
        if (!isOfItsSender(said, frame, now)) {
            flow.taken(1);
            return;
        }
        if (!isClosed && orders.isCharger(deviceId)) {
            orders.connected(deviceId, this);
        }
        if (said.message() instanceof UpMessage.StopAnswer answer) {
            if (!stops.answered(answer)) {
                meters.refused(ChargerServer.PROTOCOL, "stray-answer");
            }
            flow.taken(1);
            return;
        }
        take(said.message(), now);
    }

    /** Whether it comes from who logged in; a log-in says who that is. */
    private boolean isOfItsSender(Addressed<UpMessage> said, Frame frame, Instant now) {
        String named = said.message() instanceof UpMessage.Login login ? login.imei() : said.imei();
        if (deviceId == null && !(said.message() instanceof UpMessage.Login)) {
            frames.refuse(null, frame, "before-login", "nothing is taken before the log-in", now);
            return false;
        }
        if (deviceId != null && named != null && !deviceId.equals(DEVICE_PREFIX + named)) {
            frames.refuse(
                    deviceId, frame, "other-imei", "the connection logged in as another", now);
            return false;
        }
        if (deviceId == null) {
            loggedIn(DEVICE_PREFIX + named, now);
        } else if (!(said.message() instanceof UpMessage.Login)) {
            imei = said.imei();
        }
        return true;
    }

    /** What came before is dead, or its charger would not be here. */
    private void loggedIn(String id, Instant now) {
        deviceId = id;
        if (isClosed) {
            return;
        }
        ChargerConnection before = current.put(id, this);
        if (before != null) {
            frames.replaced(id, before.peer, peer, now);
            before.end();
        }
    }

    private void take(UpMessage message, Instant now) {
        Turns.Turn turn = turns.take();
        DownMessage answer = frames.answerTo(message);
        frames.take(deviceId, message, sequence++, now)
                .onSuccess(
                        isDurable -> {
                            if (isDurable && answer != null) {
                                turn.write(() -> write(answer));
                            } else {
                                turn.pass();
                            }
                            flow.taken(readings(message));
                        });
    }

    private static int readings(UpMessage message) {
        if (message instanceof UpMessage.Heartbeat heartbeat) {
            return 1 + heartbeat.states().size();
        }
        return message instanceof UpMessage.Live live ? Math.max(1, live.ports().size()) : 1;
    }

    private void write(DownMessage message) {
        socket.write(Buffer.buffer(FrameEncoder.encode(DownCodec.encode(imei, message))));
        flow.written();
    }
}
