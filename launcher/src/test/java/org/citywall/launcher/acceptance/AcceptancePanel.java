package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitTypes;
import org.citywall.launcher.client.PanelClient;

/** A panel on a TCP connection of its own that speaks as the standard says, at a right clock. */
final class AcceptancePanel implements AutoCloseable {
    static final int SMOKE_DETECTOR = 41;

    private static final long CENTRE = 1;
    private static final int NORMAL = 1;
    private static final int FIRE = 3;
    private static final int DUTY_ANSWERED = 1 << 5;

    private final Queue<Frame> orders = new ConcurrentLinkedQueue<>();
    private final long address;
    private final PanelClient line;
    private int serial;

    private AcceptancePanel(long address) throws Exception {
        this.address = address;
        InetSocketAddress centre =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), SharedCity.get().ports().gb26875());
        this.line =
                PanelClient.connect(centre, Checksum.SUM, orders::add).get(10, TimeUnit.SECONDS);
    }

    /** Connects and beats once, so that the gateway knows who is there. */
    static AcceptancePanel connect(long address) throws Exception {
        AcceptancePanel panel = new AcceptancePanel(address);
        panel.send(new byte[0]);
        return panel;
    }

    /** A component is on fire; returns when the gateway has confirmed it. */
    void alarm(int component, int zone, int position) throws Exception {
        component(component, zone, position, FIRE);
    }

    /** A component is well again. */
    void restore(int component, int zone, int position) throws Exception {
        component(component, zone, position, NORMAL);
    }

    /** Whether a duty check has come. */
    boolean isChecked() {
        return orders.stream()
                .anyMatch(
                        order ->
                                order.unit().length > 0
                                        && (order.unit()[0] & 0xFF) == UnitTypes.DUTY_CHECK);
    }

    /** The panel itself confirms all orders; nobody need be there for that. */
    void confirmOrders() {
        for (Frame order = orders.poll(); order != null; order = orders.poll()) {
            line.reply(order.reply(Commands.CONFIRM, now()));
        }
    }

    /** Somebody presses the button of the duty check. */
    void answerDutyCheck() throws Exception {
        send(
                UnitEncoder.encode(
                        InfoUnit.of(
                                UnitTypes.DEVICE_OPERATION,
                                new Unit.DeviceOperation(DUTY_ANSWERED, 1, now()))));
    }

    @Override
    public void close() {
        line.close();
    }

    private void component(int type, int zone, int position, int status) throws Exception {
        send(
                UnitEncoder.encode(
                        InfoUnit.of(
                                UnitTypes.COMPONENT_STATUS,
                                new Unit.ComponentStatus(
                                        1, 1, type, zone, position, status, "", now()))));
    }

    private void send(byte[] unit) throws Exception {
        Frame frame = new Frame(serial++, 1, 1, now(), address, CENTRE, Commands.SEND, unit);
        assertThat(line.send(frame).get(15, TimeUnit.SECONDS).command())
                .isEqualTo(Commands.CONFIRM);
    }

    private static PanelTime now() {
        return PanelTime.of(LocalDateTime.now(ZoneId.of("Asia/Shanghai")), TimeCoding.BINARY);
    }
}
