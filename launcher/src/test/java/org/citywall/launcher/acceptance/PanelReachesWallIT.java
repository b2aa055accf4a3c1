package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.util.Queue;
import java.util.UUID;
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
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.PanelClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A panel that speaks GB/T 26875.3 over TCP reaches the wall, and the desk reaches the panel. */
class PanelReachesWallIT {
    private static final long REGISTERED = 0xA0_0001L;
    private static final long UNKNOWN = 0xA0_0002L;
    private static final long CENTRE = 1;
    private static final int SMOKE_DETECTOR = 41;
    private static final int MANUAL_CALL_POINT = 23;

    /** A panel's clock is often wrong by months. */
    private static final LocalDateTime MONTHS_OFF = LocalDateTime.of(2024, 3, 1, 8, 0);

    private final Queue<Frame> orders = new ConcurrentLinkedQueue<>();
    private WallClient wall;
    private ApiClient officer;
    private int serial;

    @BeforeEach
    void connect() {
        SharedCity.closeAllAlerts();
        officer = SharedCity.officer();
        wall = SharedCity.wall(officer);
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
        String csv =
                "id,domain,kind,siteId\n%s,fire,transmission-device,%s\n"
                        .formatted(id(REGISTERED), SharedCity.get().buildings().get(1400));
        assertThat(
                        SharedCity.admin()
                                .post("api/v1/registry/import?kind=devices", "text/csv", csv)
                                .status())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        wall.close();
    }

    @Test
    void fireOfARegisteredPanelWithAWrongClockIsRedAndASecondPointMakesItAnIncident()
            throws Exception {
        try (PanelClient panel = panel()) {
            assertThat(send(panel, REGISTERED, fire(SMOKE_DETECTOR, 1, 0x0002)).command())
                    .isEqualTo(Commands.CONFIRM);
            await().atMost(SharedCity.SOON)
                    .until(() -> Alerts.find(wall, id(REGISTERED)).isPresent());
            JsonNode alert = Alerts.find(wall, id(REGISTERED)).orElseThrow();
            assertThat(alert.path("level").asInt()).isEqualTo(1);
            assertThat(alert.path("tags").toString()).contains("testBit");

            send(panel, REGISTERED, fire(MANUAL_CALL_POINT, 2, 0x0003));
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    Alerts.find(wall, id(REGISTERED))
                                            .map(a -> a.path("kind").asText())
                                            .orElse("")
                                            .equals("incident"));
            assertThat(Alerts.of(wall, id(REGISTERED))).hasSize(1);
        }
    }

    @Test
    void fireOfAPanelThatNobodyRegisteredIsRedAndMarked() throws Exception {
        try (PanelClient panel = panel()) {
            assertThat(send(panel, UNKNOWN, fire(MANUAL_CALL_POINT, 1, 0x0003)).command())
                    .isEqualTo(Commands.CONFIRM);
            await().atMost(SharedCity.SOON).until(() -> Alerts.find(wall, id(UNKNOWN)).isPresent());
            JsonNode alert = Alerts.find(wall, id(UNKNOWN)).orElseThrow();
            assertThat(alert.path("level").asInt()).isEqualTo(1);
            assertThat(alert.path("tags").toString()).contains("未登记");
        }
    }

    @Test
    void dutyCheckFromTheDeskReachesThePanel() throws Exception {
        try (PanelClient panel = panel()) {
            assertThat(send(panel, REGISTERED, new byte[0]).command()).isEqualTo(Commands.CONFIRM);
            var ordered =
                    officer.post(
                            "api/v1/devices/" + id(REGISTERED) + "/commands",
                            "{\"commandId\":\"%s\",\"kind\":\"duty-check\",\"timeoutMinutes\":1}"
                                    .formatted(UUID.randomUUID()));
            assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(202);
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    orders.stream()
                                            .anyMatch(
                                                    order ->
                                                            order.unit().length > 0
                                                                    && (order.unit()[0] & 0xFF)
                                                                            == UnitTypes
                                                                                    .DUTY_CHECK));
        }
    }

    private PanelClient panel() throws Exception {
        InetSocketAddress centre =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), SharedCity.get().ports().gb26875());
        return PanelClient.connect(centre, Checksum.SUM, orders::add).get(10, TimeUnit.SECONDS);
    }

    private Frame send(PanelClient panel, long address, byte[] unit) throws Exception {
        Frame frame = new Frame(serial++, 1, 1, time(), address, CENTRE, Commands.SEND, unit);
        return panel.send(frame, 7).get(15, TimeUnit.SECONDS);
    }

    private static byte[] fire(int component, int position, int status) {
        return UnitEncoder.encode(
                InfoUnit.of(
                        UnitTypes.COMPONENT_STATUS,
                        new Unit.ComponentStatus(
                                1, 1, component, 1, position, status, "三层走廊", time())));
    }

    private static PanelTime time() {
        return PanelTime.of(MONTHS_OFF, TimeCoding.BINARY);
    }

    private static String id(long address) {
        return "GB-" + Frame.hex(address);
    }
}
