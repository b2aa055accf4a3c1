package org.citywall.launcher.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
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
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitTypes;

/** The line of one panel to the gateway, for load: lives on its socket's event loop. */
final class PanelLine {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final long CENTRE = 1;
    private static final int FIRE = 0x0003;
    private static final int MANUAL_CALL_POINT = 23;
    private static final int SERIALS = 0x10000;

    private final long address;
    private final NetSocket socket;
    private final FrameSplitter splitter = new FrameSplitter(Checksum.SUM);
    private final Map<Integer, LongConsumer> waiting = new HashMap<>();
    private int serial;

    PanelLine(long address, NetSocket socket) {
        this.address = address;
        this.socket = socket;
        socket.handler(this::read);
    }

    /** Registry id of the panel with this address. */
    static String deviceId(long address) {
        return "GB-" + Frame.hex(address);
    }

    /** An empty unit; {@code confirmed} is told System.nanoTime() when the gateway confirms. */
    void heartbeat(LongConsumer confirmed) {
        send(new byte[0], confirmed);
    }

    /** A manual call point of this panel is pressed. */
    void press(int zone, int position, LongConsumer confirmed) {
        Unit fire =
                new Unit.ComponentStatus(
                        1, 1, MANUAL_CALL_POINT, zone, position, FIRE, "手动报警按钮", now());
        send(UnitEncoder.encode(InfoUnit.of(UnitTypes.COMPONENT_STATUS, fire)), confirmed);
    }

    private void send(byte[] unit, LongConsumer confirmed) {
        serial = (serial + 1) % SERIALS;
        waiting.put(serial, confirmed);
        Frame frame = new Frame(serial, 1, 1, now(), address, CENTRE, Commands.SEND, unit);
        var unused = socket.write(Buffer.buffer(FrameEncoder.encode(frame, Checksum.SUM)));
    }

    private void read(Buffer bytes) {
        byte[] all = bytes.getBytes();
        splitter.feed(all, 0, all.length, this::answered);
    }

    private void answered(Split split) {
        if (!(split instanceof Split.Good good)) {
            return;
        }
        Frame frame = good.frame();
        if (frame.command() == Commands.CONFIRM) {
            LongConsumer confirmed = waiting.remove(frame.serial());
            if (confirmed != null) {
                confirmed.accept(System.nanoTime());
            }
        } else if (frame.command() == Commands.DENY) {
            throw new IllegalStateException("denied: " + frame);
        }
    }

    private static PanelTime now() {
        return PanelTime.of(LocalDateTime.now(BEIJING), TimeCoding.BINARY);
    }
}
