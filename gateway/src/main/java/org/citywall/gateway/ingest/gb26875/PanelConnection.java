package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.FrameEncoder;
import org.citywall.gateway.ingest.gb26875.codec.FrameSplitter;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.Split;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitDecoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitException;
import org.citywall.gateway.ingest.line.Flow;
import org.citywall.gateway.ingest.line.Line;
import org.citywall.gateway.ingest.line.LineConnection;
import org.citywall.gateway.ingest.line.LineReader;
import org.citywall.gateway.ingest.line.Turns;
import org.citywall.gateway.registry.PanelProfile;

/**
 * One connection. Confirms a frame when all its signals are durable, in the order of the frames; a
 * frame that cannot be made durable gets no word, so that the panel sends it again. What goes down
 * takes its turn behind the confirms of the frames before it.
 *
 * <p>Lives on its connection's event loop, except for {@link #send}.
 */
final class PanelConnection implements LineConnection, Line {
    /** Panels behind one concentrator; more share a link only in a fault or an attack. */
    private static final int MAX_PANELS = 64;

    private static final byte[] EMPTY = {};

    private final Context context;
    private final NetSocket socket;
    private final PanelFrames frames;
    private final PanelRejects rejects;
    private final PanelOrders orders;
    private final IngestMeters meters;
    private final Clock clock;
    private final LineReader<Split> reader;
    private final Flow flow;
    private final Turns turns;
    private final Downlinks downlinks;
    private final Map<Long, PanelLink> links = new HashMap<>(2);
    private boolean isClosed;

    PanelConnection(
            Vertx vertx,
            NetSocket socket,
            PanelFrames frames,
            PanelRejects rejects,
            PanelOrders orders,
            IngestMeters meters,
            Clock clock,
            PanelLimits limits) {
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.frames = frames;
        this.rejects = rejects;
        this.orders = orders;
        this.meters = meters;
        this.clock = clock;
        this.reader =
                new LineReader<>(
                        vertx,
                        socket,
                        meters,
                        clock,
                        new Flow.Limits(
                                PanelServer.PROTOCOL, limits.maxInFlight(), limits.perSecond()),
                        limits.halfFrame(),
                        new FrameSplitter(source -> checksum(PanelLink.deviceId(source))),
                        this::split);
        this.flow = reader.flow();
        this.turns = new Turns(flow);
        this.downlinks = new Downlinks(vertx, clock, orders, this::inTurn);
    }

    @Override
    public void received(Buffer buffer) {
        reader.received(buffer);
    }

    @Override
    public void look() {
        reader.look();
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

    /** Nothing can be sent any more; what was read still comes. */
    @Override
    public void closed() {
        isClosed = true;
        turns.close();
        flow.closed();
        links.values().forEach(link -> orders.disconnected(link.deviceId(), this));
        downlinks.close();
    }

    /** Sends an order when its turn comes; any thread. */
    @Override
    public void send(DeviceCommand order) {
        context.runOnContext(
                nothing ->
                        links.values().stream()
                                .filter(link -> link.deviceId().equals(order.deviceId()))
                                .findFirst()
                                .ifPresent(
                                        link ->
                                                downlinks.send(
                                                        order,
                                                        link,
                                                        frames.profile(link.deviceId()))));
    }

    private void split(Split split) {
        if (split instanceof Split.Good good) {
            good(good.frame());
        } else if (split instanceof Split.Bad bad) {
            bad(bad);
        }
    }

    private void good(Frame frame) {
        PanelLink link = link(frame);
        Instant receivedAt = clock.instant();
        switch (frame.command()) {
            case Commands.CONFIRM, Commands.DENY -> downlinks.answered(frame, link, null);
            case Commands.ANSWER -> answer(frame, link, receivedAt);
            default -> take(frame, link, receivedAt);
        }
    }

    private void take(Frame frame, PanelLink link, Instant receivedAt) {
        Turns.Turn turn = turns.take();
        frames.take(link, frame, receivedAt)
                .onSuccess(
                        outcome -> {
                            if (outcome.command() == 0) {
                                turn.pass();
                            } else {
                                byte[] reply = reply(frame, link, outcome.command());
                                turn.write(() -> write(reply));
                            }
                            flow.taken(outcome.signals());
                            if (outcome.isDutyAnswer() && outcome.command() == Commands.CONFIRM) {
                                orders.dutyAnswered(link.deviceId());
                            }
                            if (outcome.isClockWrong()) {
                                orders.setClock(link.deviceId());
                            }
                        });
    }

    private void answer(Frame frame, PanelLink link, Instant receivedAt) {
        try {
            InfoUnit unit = UnitDecoder.decode(frame.unit());
            List<String> lines = unit.objects().stream().map(Unit::toString).toList();
            downlinks.answered(frame, link, lines);
            frames.takeAnswer(link, frame, unit, receivedAt)
                    .onSuccess(outcome -> flow.taken(outcome.signals()));
        } catch (UnitException e) {
            meters.refused(PanelServer.PROTOCOL, "bad-unit");
            rejects.keep(frame, "bad-unit", e.getMessage(), receivedAt);
            downlinks.answered(frame, link, List.of(HexFormat.of().formatHex(frame.unit())));
        }
    }

    /** Denied only if its header is whole; whom else should we deny what? */
    private void bad(Split.Bad bad) {
        meters.refused(PanelServer.PROTOCOL, PanelRejects.reason(bad));
        rejects.keep(bad, clock.instant());
        flow.taken(1);
        if (bad.serial() == null || bad.source() == null || bad.target() == null) {
            return;
        }
        PanelProfile profile = frames.profile(PanelLink.deviceId(bad.source()));
        byte[] head = bad.head();
        Frame denial =
                new Frame(
                        bad.serial(),
                        head.length > 5 ? head[4] & 0xFF : 1,
                        head.length > 5 ? head[5] & 0xFF : 0,
                        now(profile),
                        /* source= */ bad.target(),
                        /* target= */ bad.source(),
                        Commands.DENY,
                        EMPTY);
        inTurn(FrameEncoder.encode(denial, checksum(profile)));
    }

    private PanelLink link(Frame frame) {
        PanelLink link = links.get(frame.source());
        if (link == null) {
            link = new PanelLink(frame.source());
            if (links.size() < MAX_PANELS) {
                links.put(frame.source(), link);
            }
        }
        link.heard(frame);
        if (!isClosed
                && links.containsKey(frame.source())
                && frames.isRegistered(link.deviceId())) {
            orders.connected(link.deviceId(), this);
        }
        return link;
    }

    private byte[] reply(Frame frame, PanelLink link, int command) {
        PanelProfile profile = frames.profile(link.deviceId());
        PanelTime time = profile.isEcho() ? frame.time() : now(profile);
        return FrameEncoder.encode(frame.reply(command, time), checksum(profile));
    }

    private void inTurn(byte[] bytes) {
        turns.inTurn(() -> write(bytes));
    }

    private void write(byte[] bytes) {
        socket.write(Buffer.buffer(bytes));
        flow.written();
    }

    private Checksum checksum(String deviceId) {
        return checksum(frames.profile(deviceId));
    }

    private static Checksum checksum(PanelProfile profile) {
        return profile.isXor() ? Checksum.XOR : Checksum.SUM;
    }

    private PanelTime now(PanelProfile profile) {
        return PanelTime.of(
                LocalDateTime.ofInstant(clock.instant(), Normaliser.BEIJING),
                profile.isBcd() ? TimeCoding.BCD : TimeCoding.BINARY);
    }
}
