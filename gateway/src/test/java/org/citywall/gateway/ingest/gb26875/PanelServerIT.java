package org.citywall.gateway.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestPanel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PanelServerIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final long PANEL = 0x5B3800000379L;
    private static final long ODD_PANEL = 0x129078563412L;
    private static final long STRANGER = 0x42L;
    private static final String PANEL_ID = "GB-5B3800000379";
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.DEVICES,
                """
                id,domain,kind,siteId
                GB-5B3800000379,fire,transmission-device,B-1
                GB-129078563412,fire,transmission-device,B-1
                """);
        rig.importCsv(
                ImportKind.PANEL_PROFILES,
                """
                deviceId,timeCoding,checksum,ackStyle,keepaliveCommand
                GB-129078563412,bcd,xor,echo,7
                """);
        rig.importCsv(
                ImportKind.FIRE_POINTS,
                """
                id,deviceId,systemType,systemAddress,zone,position,componentType,label,floor,room,siteId
                fp-1,GB-5B3800000379,,,10,9,23,3F-E,3层,东侧楼梯口,B-2
                """);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
    }

    private static TestPanel panel(long address) throws IOException {
        return new TestPanel(rig.panelPort(), address, rig.clock.instant());
    }

    /** Signals but for the one that a new connection tells of its clock. */
    private static List<FireSignal> signals() {
        return rig.log.signals().stream().filter(s -> !"clock".equals(s.point())).toList();
    }

    private static void assertConfirms(Frame answer, int serial) {
        assertThat(answer.command()).isEqualTo(Commands.CONFIRM);
        assertThat(answer.serial()).isEqualTo(serial);
        assertThat(answer.target()).isEqualTo(PANEL);
        assertThat(answer.unit()).isEmpty();
    }

    @Test
    void fireIsConfirmedOnlyWhenItIsDurable() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            rig.log.hold();
            panel.send(3, 2, panel.component(40, 0x0002));
            assertThat(panel.poll(400)).isNull();
            rig.log.release();
            assertConfirms(panel.next(), 3);
        }
        FireSignal signal = signals().get(0);
        assertThat(signal.signal()).isEqualTo(FireSignalKind.ALARM);
        assertThat(signal.source()).isEqualTo("gb26875/" + PANEL_ID);
        assertThat(signal.deviceId()).isEqualTo(PANEL_ID);
        assertThat(signal.site().id()).isEqualTo("B-1");
        assertThat(signal.place()).isEqualTo("yw/sp/c01");
        assertThat(signal.point()).isEqualTo("S1.0/10-2");
        assertThat(signal.receivedAt()).isEqualTo(rig.clock.instant());
        assertThat(signal.registered()).isTrue();
    }

    @Test
    void confirmWaitsForAllSignalsOfTheFrame() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            Unit other = new Unit.ComponentStatus(1, 0, 23, 1, 1, 6, "", panel.time());
            panel.send(1, 2, panel.component(40, 2), other);
            assertConfirms(panel.next(), 1);
        }
        assertThat(signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.ALARM, FireSignalKind.PRESS, FireSignalKind.FAULT);
    }

    @Test
    void framesAreConfirmedInTheirOrderAlsoWhenSentAtOnceOrByteByByte() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            for (int serial = 0; serial < 20; serial++) {
                glued.write(panel.unit(serial, 2, panel.component(40, serial % 2 * 2 + 1)));
            }
            panel.raw(glued.toByteArray());
            for (int serial = 0; serial < 20; serial++) {
                assertConfirms(panel.next(), serial);
            }
            for (byte one : panel.unit(20, 2, panel.component(23, 2))) {
                panel.raw(new byte[] {one});
            }
            assertConfirms(panel.next(), 20);
        }
        assertThat(signals()).hasSize(21);
    }

    @Test
    void heartbeatIsASignalAndConfirmed() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            panel.heartbeat(9);
            assertConfirms(panel.next(), 9);
        }
        assertThat(signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.HEARTBEAT);
    }

    @Test
    void badChecksumIsDeniedKeptAndCountedAndTheNextFrameIsTaken() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "bad-checksum");
        try (TestPanel panel = panel(PANEL)) {
            byte[] bad = panel.unit(5, 2, panel.component(40, 2));
            bad[bad.length - 3]++;
            panel.raw(bad);
            Frame denial = panel.next();
            assertThat(denial.command()).isEqualTo(Commands.DENY);
            assertThat(denial.serial()).isEqualTo(5);
            assertThat(denial.target()).isEqualTo(PANEL);
            panel.heartbeat(6);
            assertConfirms(panel.next(), 6);
        }
        assertThat(signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.HEARTBEAT);
        assertThat(rig.log.rejected().get(0).reason()).isEqualTo("bad-checksum");
        assertThat(rig.log.rejected().get(0).deviceId()).isEqualTo(PANEL_ID);
        assertThat(rig.log.rejected().get(0).payload()).startsWith("4040");
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "reason", "bad-checksum"))
                .isEqualTo(before + 1);
    }

    @Test
    void garbageGetsNoAnswerAndTheFrameBehindItIsTaken() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            panel.raw(new byte[] {1, 2, 3, 0x40, 4});
            panel.heartbeat(1);
            assertConfirms(panel.next(), 1);
        }
    }

    @Test
    void unknownCommandAndUnitsWithoutMeaningAreDenied() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            panel.raw(panel.frame(1, 77, new byte[0]));
            assertThat(panel.next().command()).isEqualTo(Commands.DENY);
            panel.raw(panel.frame(2, Commands.SEND, new byte[] {2, 1, 0}));
            assertThat(panel.next().command()).isEqualTo(Commands.DENY);
            panel.send(3, 91, new Unit.DutyCheck(5));
            assertThat(panel.next().command()).isEqualTo(Commands.DENY);
        }
        assertThat(rig.log.rejected())
                .extracting(event -> event.reason())
                .containsExactly("unknown-command", "bad-unit", "unexpected-type");
        assertThat(signals()).isEmpty();
    }

    @Test
    void userDefinedTypesAreConfirmedAndCountedAndASignOfLife() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "user-defined");
        try (TestPanel panel = panel(PANEL)) {
            panel.send(1, 200, new Unit.UserDefined(1, new byte[] {1, 2, 3}));
            assertConfirms(panel.next(), 1);
        }
        assertThat(signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.HEARTBEAT);
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "reason", "user-defined"))
                .isEqualTo(before + 1);
    }

    @Test
    void fireOfAnUnknownPanelIsRaisedUnregisteredAndKeptAndConfirmed() throws Exception {
        try (TestPanel panel = panel(STRANGER)) {
            panel.send(1, 2, panel.component(23, 2));
            Frame answer = panel.next();
            assertThat(answer.command()).isEqualTo(Commands.CONFIRM);
            panel.send(2, 2, panel.component(23, 1));
            assertThat(panel.next().serial()).isEqualTo(2);
        }
        assertThat(rig.log.signals()).hasSize(1);
        FireSignal raised = rig.log.signals().get(0);
        assertThat(raised.registered()).isFalse();
        assertThat(raised.site()).isNull();
        assertThat(raised.signal()).isEqualTo(FireSignalKind.PRESS);
        assertThat(rig.log.rejected()).hasSize(2);
        assertThat(rig.log.rejected().get(0).reason()).isEqualTo("unknown-device");
        assertThat(rig.log.rejected().get(0).deviceId()).isEqualTo("GB-000000000042");
        assertThat(rig.log.rejected().get(0).payload()).contains("\"press\"");
    }

    @Test
    void withoutKafkaThereIsNoAnswerAndTheFrameThatComesAgainIsTaken() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "not-durable");
        try (TestPanel panel = panel(PANEL)) {
            rig.log.failing(true);
            panel.send(8, 2, panel.component(23, 2));
            assertThat(panel.poll(400)).isNull();
            rig.log.failing(false);
            panel.send(8, 2, panel.component(23, 2));
            assertConfirms(panel.next(), 8);
        }
        assertThat(signals()).extracting(FireSignal::signal).containsExactly(FireSignalKind.PRESS);
        assertThat(rig.count(MetricNames.INGEST_REFUSED, "reason", "not-durable"))
                .isEqualTo(before + 1);
    }

    @Test
    void profileSaysBcdXorAnEchoOfTheTimeAndACommandThatIsASignOfLife() throws Exception {
        Instant sent = rig.clock.instant().minusSeconds(60);
        try (TestPanel panel =
                new TestPanel(rig.panelPort(), ODD_PANEL, sent, TimeCoding.BCD, Checksum.XOR)) {
            panel.raw(panel.frame(7, 7, new byte[0]));
            Frame answer = panel.next();
            assertThat(answer.command()).isEqualTo(Commands.CONFIRM);
            assertThat(answer.time()).isEqualTo(panel.time());
            panel.send(8, 2, panel.component(23, 2));
            assertThat(panel.next().serial()).isEqualTo(8);
        }
        assertThat(signals())
                .extracting(FireSignal::signal)
                .containsExactly(FireSignalKind.HEARTBEAT, FireSignalKind.PRESS);
        assertThat(signals().get(1).deviceTime()).isEqualTo(sent);
    }

    @Test
    void mappedPointHasItsOwnNameAndBuildingAndIsWhatTheRegistrySays() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            panel.send(1, 2, new Unit.ComponentStatus(1, 0, 0, 10, 9, 3, "手报", panel.time()));
            assertConfirms(panel.next(), 1);
        }
        FireSignal press = signals().get(0);
        assertThat(press.signal()).isEqualTo(FireSignalKind.PRESS);
        assertThat(press.point()).isEqualTo("3F-E");
        assertThat(press.detail()).isEqualTo("3层 东侧楼梯口 手报");
        assertThat(press.componentType()).isEqualTo(23);
        assertThat(press.site().id()).isEqualTo("B-2");
        assertThat(press.place()).isEqualTo("yw/ba");
    }

    @Test
    void connectionIsReadNoFurtherWhileItsFramesWait() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "in-flight");
        try (TestPanel panel = panel(PANEL)) {
            rig.log.hold();
            for (int serial = 0; serial < 5; serial++) {
                panel.heartbeat(serial);
            }
            await().atMost(SECONDS)
                    .until(
                            () ->
                                    rig.count(MetricNames.INGEST_REFUSED, "reason", "in-flight")
                                            > before);
            byte[] more = panel.unit(5, 2, panel.component(40, 2));
            panel.raw(more);
            Thread.sleep(200);
            assertThat(rig.log.signals())
                    .extracting(FireSignal::signal)
                    .doesNotContain(FireSignalKind.ALARM);
            rig.log.release();
            for (int serial = 0; serial < 6; serial++) {
                assertConfirms(panel.next(), serial);
            }
        }
    }

    @Test
    void silentConnectionIsClosedAndTheGaugeCountsTheOpenOnes() throws Exception {
        // Those of the tests before may still be closing.
        await().atMost(SECONDS)
                .until(() -> rig.gauge(MetricNames.CONNECTIONS, "protocol", "gb26875") == 0);
        double before = 0;
        try (TestPanel panel = panel(PANEL)) {
            panel.heartbeat(1);
            assertConfirms(panel.next(), 1);
            assertThat(rig.gauge(MetricNames.CONNECTIONS, "protocol", "gb26875"))
                    .isEqualTo(before + 1);
            assertThat(rig.gauge(MetricNames.PANELS)).isEqualTo(1);
            rig.clock.advance(Duration.ofSeconds(61));
            assertThat(panel.isClosedWithin(5_000)).isTrue();
        }
        await().atMost(SECONDS)
                .until(() -> rig.gauge(MetricNames.CONNECTIONS, "protocol", "gb26875") == before);
        await().atMost(SECONDS).until(() -> rig.gauge(MetricNames.PANELS) == 0);
    }

    @Test
    void halfAFrameWhoseRestNeverComesDoesNotEatTheNextOnes() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            byte[] whole = panel.unit(1, 2, panel.component(40, 2));
            readBehindAHeartbeat(panel, java.util.Arrays.copyOf(whole, 40));
            rig.clock.advance(Duration.ofSeconds(11));
            panel.clock(rig.clock.instant());
            assertThat(panel.next().command()).isEqualTo(Commands.DENY);
            panel.heartbeat(2);
            assertConfirms(panel.next(), 2);
        }
    }

    @Test
    void lostHeaderByteHoldsTheResentFireUpForThreeSecondsThoughHeartbeatsGoOn() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            readBehindAHeartbeat(
                    panel, withoutOneHeaderByte(panel.unit(1, 2, panel.component(40, 2))));
            rig.clock.advance(Duration.ofSeconds(2));
            panel.heartbeat(2);
            panel.send(1, 2, panel.component(40, 2));
            assertThat(panel.poll(600)).as("it may be one frame").isNull();
            rig.clock.advance(Duration.ofSeconds(2));
            assertThat(panel.next().command()).isEqualTo(Commands.DENY);
            assertConfirms(panel.next(), 2);
            assertConfirms(panel.next(), 1);
        }
        assertThat(signals()).extracting(FireSignal::signal).contains(FireSignalKind.ALARM);
    }

    @Test
    void fireBehindABrokenFrameIsTakenWhenTheConnectionCloses() throws Exception {
        try (TestPanel panel = panel(PANEL)) {
            panel.raw(withoutOneHeaderByte(panel.unit(1, 2, panel.component(40, 2))));
            panel.send(2, 2, panel.component(40, 2));
            Thread.sleep(200);
            assertThat(signals()).isEmpty();
        }
        await().atMost(SECONDS).until(() -> signals().size() == 1);
        assertThat(signals().get(0).signal()).isEqualTo(FireSignalKind.ALARM);
        await().atMost(SECONDS).until(() -> rig.gauge(MetricNames.PANELS) == 0);
    }

    @Test
    void fireThatWasReadButWaitedIsTakenWhenTheConnectionCloses() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "in-flight");
        try (TestPanel panel = panel(PANEL)) {
            rig.log.hold();
            for (int serial = 0; serial < 4; serial++) {
                panel.heartbeat(serial);
            }
            awaitPause(before);
            panel.send(9, 2, panel.component(40, 2));
        }
        Thread.sleep(200);
        rig.log.release();
        await().atMost(SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(signals())
                                        .extracting(FireSignal::signal)
                                        .contains(FireSignalKind.ALARM));
    }

    @Test
    void pausedConnectionIsNeitherIdleNorItsCutFrameBroken() throws Exception {
        double before = rig.count(MetricNames.INGEST_REFUSED, "reason", "in-flight");
        try (TestPanel panel = panel(PANEL)) {
            rig.log.hold();
            byte[] fire = panel.unit(9, 2, panel.component(40, 2));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (int serial = 0; serial < 4; serial++) {
                read.write(panel.frame(serial, Commands.SEND, new byte[0]));
            }
            read.write(fire, 0, 40);
            panel.raw(read.toByteArray());
            awaitPause(before);
            panel.raw(java.util.Arrays.copyOfRange(fire, 40, fire.length));
            rig.clock.advance(Duration.ofSeconds(61));
            Thread.sleep(600);
            rig.log.release();
            for (int serial = 0; serial < 4; serial++) {
                assertConfirms(panel.next(), serial);
            }
            assertConfirms(panel.next(), 9);
        }
    }

    /** In one write, so that these bytes have been read once the heartbeat is confirmed. */
    private static void readBehindAHeartbeat(TestPanel panel, byte[] bytes) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(panel.frame(90, Commands.SEND, new byte[0]));
        both.write(bytes);
        panel.raw(both.toByteArray());
        assertConfirms(panel.next(), 90);
    }

    private static void awaitPause(double before) {
        await().atMost(SECONDS)
                .until(() -> rig.count(MetricNames.INGEST_REFUSED, "reason", "in-flight") > before);
    }

    /** Then the length is taken from where it is not, and more bytes are expected than come. */
    private static byte[] withoutOneHeaderByte(byte[] frame) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(frame, 0, 10);
        rest.write(frame, 11, frame.length - 11);
        return rest.toByteArray();
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        List<TestPanel> panels = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                TestPanel panel = panel(1_000 + i);
                panels.add(panel);
                panel.heartbeat(0);
                panel.next();
            }
            try (TestPanel tooMany = panel(PANEL)) {
                assertThat(tooMany.isClosedWithin(5_000)).isTrue();
            }
        } finally {
            for (TestPanel panel : panels) {
                panel.close();
            }
            await().atMost(SECONDS)
                    .until(() -> rig.gauge(MetricNames.CONNECTIONS, "protocol", "gb26875") == 0);
        }
    }
}
