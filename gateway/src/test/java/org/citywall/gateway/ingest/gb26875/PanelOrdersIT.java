package org.citywall.gateway.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitDecoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestPanel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rig sends again after 300 ms instead of 10 s. */
@Timeout(60)
class PanelOrdersIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final byte[] EMPTY = {};
    private static IngestRig rig;
    private static long nextAddress = 0x1000;

    private long address;
    private String deviceId;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Each test has a panel of its own: what is known of clocks outlives a connection. */
    @BeforeEach
    void reset() {
        address = nextAddress++;
        deviceId = PanelLink.deviceId(address);
        register(rig);
        rig.log.reset();
    }

    private void register(IngestRig at) {
        at.importCsv(
                ImportKind.DEVICES,
                "id,domain,kind,siteId\n" + deviceId + ",fire,transmission-device,B-1\n");
    }

    private TestPanel panel() throws IOException {
        return new TestPanel(rig.panelPort(), address, rig.clock.instant());
    }

    private TestPanel connected() throws IOException {
        TestPanel panel = panel();
        panel.heartbeat(0);
        assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        return panel;
    }

    private DeviceCommand order(String kind, Map<String, String> params) {
        return new DeviceCommand(
                UUID.randomUUID().toString(),
                deviceId,
                kind,
                params,
                "officer",
                rig.clock.instant(),
                rig.clock.instant().plusSeconds(60));
    }

    private DeviceCommand dutyCheck() {
        return order("duty-check", Map.of("timeoutMinutes", "10"));
    }

    private static List<DeviceResult> results() {
        return results(rig);
    }

    private static List<DeviceResult> results(IngestRig of) {
        return of.log.entries().stream()
                .filter(entry -> entry.topic().equals(Topics.DEVICE_RESULTS))
                .map(entry -> Json.read(entry.value(), DeviceResult.class))
                .toList();
    }

    private static void awaitStates(String... states) {
        awaitStates(rig, states);
    }

    private static void awaitStates(IngestRig of, String... states) {
        await().atMost(SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(results(of))
                                        .extracting(DeviceResult::state)
                                        .containsExactly(states));
    }

    private static List<FireSignal> clockSignals() {
        return rig.log.signals().stream().filter(s -> "clock".equals(s.point())).toList();
    }

    private static Unit only(Frame frame) throws Exception {
        return UnitDecoder.decode(frame.unit()).objects().get(0);
    }

    @Test
    void dutyCheckReachesThePanelAndThePersonsAnswerIsTold() throws Exception {
        try (TestPanel panel = connected()) {
            rig.orders.ordered(dutyCheck());
            Frame order = panel.next();
            assertThat(order.command()).isEqualTo(Commands.CONTROL);
            assertThat(order.target()).isEqualTo(address);
            assertThat(order.source()).as("as the panel calls us").isEqualTo(0x010203040506L);
            assertThat(only(order)).isEqualTo(new Unit.DutyCheck(10));
            panel.answer(order, Commands.CONFIRM, EMPTY);
            awaitStates("sent", "confirmed");
            panel.send(1, 24, new Unit.DeviceOperation(1 << 5, 1, panel.time()));
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
            awaitStates("sent", "confirmed", "answered");
        }
        assertThat(results().get(2).commandId()).isNull();
        assertThat(results().get(2).deviceId()).isEqualTo(deviceId);
    }

    @Test
    void orderNeverComesBeforeTheConfirmOfAnEarlierFrame() throws Exception {
        try (TestPanel panel = connected()) {
            rig.log.hold();
            panel.send(1, 2, panel.component(23, 2));
            await().atMost(SECONDS)
                    .until(
                            () ->
                                    rig.log.signals().stream()
                                            .anyMatch(s -> s.signal() == FireSignalKind.PRESS));
            rig.orders.ordered(dutyCheck());
            assertThat(panel.poll(150)).isNull();
            rig.log.release();
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
            assertThat(panel.next().command()).isEqualTo(Commands.CONTROL);
        }
    }

    @Test
    void unansweredOrderIsSentThreeTimesAgainAndThenGivenUp() throws Exception {
        try (IngestRig impatient = new IngestRig(Duration.ofMillis(300))) {
            register(impatient);
            impatient.clock.advance(
                    Duration.between(impatient.clock.instant(), rig.clock.instant()));
            try (TestPanel panel =
                    new TestPanel(impatient.panelPort(), address, rig.clock.instant())) {
                panel.heartbeat(0);
                assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
                impatient.orders.ordered(dutyCheck());
                Frame first = panel.next();
                for (int resend = 0; resend < 3; resend++) {
                    assertThat(panel.next()).isEqualTo(first);
                }
                awaitStates(impatient, "sent", "no-answer");
                assertThat(panel.poll(500)).isNull();
            }
        }
    }

    @Test
    void sameOrderTwiceIsSentOnceAndADenialEndsIt() throws Exception {
        try (TestPanel panel = connected()) {
            DeviceCommand order = dutyCheck();
            rig.orders.ordered(order);
            rig.orders.ordered(order);
            Frame sent = panel.next();
            panel.answer(sent, Commands.DENY, EMPTY);
            awaitStates("sent", "denied");
            assertThat(panel.poll(500)).isNull();
        }
    }

    @Test
    void orderForAPanelThatIsAwayWaitsUntilItComes() throws Exception {
        rig.orders.ordered(dutyCheck());
        try (TestPanel panel = connected()) {
            assertThat(panel.next().command()).isEqualTo(Commands.CONTROL);
        }
    }

    @Test
    void orderThatAnotherGatewayHasSentOrThatIsTooOldIsNotSent() throws Exception {
        DeviceCommand elsewhere = dutyCheck();
        rig.orders.ordered(elsewhere);
        rig.orders.settled(
                new DeviceResult(
                        elsewhere.commandId(),
                        deviceId,
                        "duty-check",
                        "sent",
                        null,
                        null,
                        "gw-2",
                        rig.clock.instant()));
        rig.orders.ordered(dutyCheck());
        rig.clock.advance(Duration.ofSeconds(61));
        try (TestPanel panel = connected()) {
            assertThat(panel.poll(500)).isNull();
        }
    }

    @Test
    void readIsAnsweredWithWhatThePanelSaysAndAFireInItIsAFire() throws Exception {
        try (TestPanel panel = connected()) {
            rig.orders.ordered(
                    order(
                            "read",
                            Map.of(
                                    "type",
                                    "62",
                                    "systemType",
                                    "1",
                                    "systemAddress",
                                    "0",
                                    "zone",
                                    "10",
                                    "position",
                                    "2")));
            Frame request = panel.next();
            assertThat(request.command()).isEqualTo(Commands.REQUEST);
            assertThat(only(request)).isEqualTo(new Unit.ReadRequest.OfComponent(1, 0, 10, 2));
            byte[] unit = UnitEncoder.encode(InfoUnit.of(2, panel.component(40, 3)));
            panel.answer(request, Commands.ANSWER, unit);
            awaitStates("sent", "answered");
        }
        assertThat(results().get(1).lines()).hasSize(1);
        assertThat(results().get(1).lines().get(0)).contains("3层走廊");
        assertThat(rig.log.signals()).extracting(FireSignal::signal).contains(FireSignalKind.ALARM);
    }

    @Test
    void wrongClockIsToldOnceSetAtMostOnceInTenMinutesAndItsEndIsTold() throws Exception {
        try (TestPanel panel = panel()) {
            panel.clock(rig.clock.instant().minus(Duration.ofDays(82)));
            panel.send(0, 2, panel.component(40, 2));
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
            Frame order = panel.next();
            panel.clock(rig.clock.instant());
            assertThat(only(order)).isEqualTo(new Unit.SetClock(panel.time()));
            panel.answer(order, Commands.CONFIRM, EMPTY);
            panel.clock(rig.clock.instant().minus(Duration.ofDays(82)));
            panel.heartbeat(1);
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
            assertThat(panel.poll(300)).as("set a moment ago").isNull();
            panel.clock(rig.clock.instant());
            panel.send(2, 2, panel.component(40, 2));
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
        }
        assertThat(rig.log.signals())
                .extracting(FireSignal::signal)
                .as("the fire is live whatever the clock")
                .contains(FireSignalKind.ALARM);
        assertThat(clockSignals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.FAULT, FireSignalKind.RESTORE);
        assertThat(clockSignals().get(0).detail()).isEqualTo("时钟偏差 慢 82 天 0 小时");
    }

    @Test
    void fireWhoseEventTimeIsMonthsOldIsAWrongClockAlsoWithTheRightSendTime() throws Exception {
        try (TestPanel panel = connected()) {
            panel.clock(rig.clock.instant().minus(Duration.ofDays(82)));
            Unit old = panel.component(40, 2);
            panel.clock(rig.clock.instant());
            panel.send(1, 2, old);
            assertThat(panel.next().command()).isEqualTo(Commands.CONFIRM);
            panel.heartbeat(2);
            Frame next = panel.next();
            assertThat(next.command()).isIn(Commands.CONFIRM, Commands.CONTROL);
        }
        assertThat(clockSignals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.RESTORE, FireSignalKind.FAULT);
    }
}
