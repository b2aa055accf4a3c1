package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.FrameEncoder;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.registry.PanelProfile;

/**
 * Orders on their way down one connection: each is sent again every 10 s until it is answered,
 * three times (GB/T 26875.3). Lives on its connection's event loop.
 */
final class Downlinks {
    private static final int RESENDS = 3;
    private static final int MAX_OPEN = 8;

    private final Vertx vertx;
    private final Clock clock;
    private final PanelOrders orders;
    private final Consumer<byte[]> out;
    private final Map<Integer, Sent> open = new HashMap<>();
    private int serial;

    private static final class Sent {
        private final DeviceCommand order;
        private final byte[] bytes;
        private int resends;
        private long timer;

        Sent(DeviceCommand order, byte[] bytes) {
            this.order = order;
            this.bytes = bytes;
        }
    }

    /**
     * @param out writes after all that must be written before
     */
    Downlinks(Vertx vertx, Clock clock, PanelOrders orders, Consumer<byte[]> out) {
        this.vertx = vertx;
        this.clock = clock;
        this.orders = orders;
        this.out = out;
    }

    void send(DeviceCommand order, PanelLink link, PanelProfile profile) {
        if (open.size() >= MAX_OPEN) {
            orders.ended(order, "denied", "该连接上未应答的命令过多", null);
            return;
        }
        TimeCoding coding = profile.isBcd() ? TimeCoding.BCD : TimeCoding.BINARY;
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), Normaliser.BEIJING);
        InfoUnit unit;
        try {
            unit = Orders.unitOf(order, now, coding);
        } catch (IllegalArgumentException e) {
            orders.ended(order, "denied", "命令参数有误：" + e.getMessage(), null);
            return;
        }
        int number = next();
        Frame frame =
                new Frame(
                        number,
                        link.majorVersion(),
                        link.userVersion(),
                        PanelTime.of(now, coding),
                        link.centre(),
                        link.address(),
                        Orders.commandOf(order),
                        UnitEncoder.encode(unit));
        Checksum checksum = profile.isXor() ? Checksum.XOR : Checksum.SUM;
        Sent sent = new Sent(order, FrameEncoder.encode(frame, checksum));
        open.put(number, sent);
        write(number, sent);
        orders.told(order, "sent", null, null);
    }

    /**
     * A confirm, denial or answer of the panel.
     *
     * @param lines what it answered, or null
     */
    void answered(Frame frame, PanelLink link, List<String> lines) {
        Sent sent = open.get(frame.serial());
        if (sent == null || !sent.order.deviceId().equals(link.deviceId())) {
            return; // to something that was given up
        }
        boolean isRead = sent.order.kind().equals(Orders.READ);
        if (isRead && frame.command() == Commands.CONFIRM) {
            return; // its answer is still to come
        }
        forget(frame.serial(), sent);
        if (frame.command() == Commands.DENY) {
            orders.ended(sent.order, "denied", "装置否认", null);
        } else {
            orders.ended(sent.order, isRead ? "answered" : "confirmed", null, lines);
        }
    }

    /** The connection is gone: what is not answered may go by the next one. */
    void close() {
        open.values().forEach(sent -> vertx.cancelTimer(sent.timer));
        open.values().forEach(sent -> orders.again(sent.order));
        open.clear();
    }

    private void write(int number, Sent sent) {
        out.accept(sent.bytes);
        sent.timer = vertx.setTimer(orders.resendMs(), id -> resend(number, sent));
    }

    private void resend(int number, Sent sent) {
        if (open.get(number) != sent) {
            return;
        }
        if (sent.resends == RESENDS) {
            forget(number, sent);
            orders.ended(sent.order, "no-answer", "装置未应答，已重发 " + RESENDS + " 次", null);
            return;
        }
        sent.resends++;
        write(number, sent);
    }

    private void forget(int number, Sent sent) {
        open.remove(number);
        vertx.cancelTimer(sent.timer);
    }

    private int next() {
        int number = serial;
        serial = serial + 1 & 0xFFFF;
        return number;
    }
}
