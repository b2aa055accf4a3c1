package org.citywall.gateway.ingest.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestCharger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chargers on real sockets. */
@Timeout(60)
class ChargerServerIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static IngestRig rig;
    private static int nextImei = 1_000;

    private String imei;
    private String deviceId;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                "id,name,place,kind,lon,lat\nC-1,沙嘴充电棚,yw/sp/c01,charging,114.05,22.52\n");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Each test has a charger of its own: running orders outlive a connection. */
    @BeforeEach
    void reset() {
        imei = "%015d".formatted(nextImei++);
        deviceId = TestCharger.deviceId(imei);
        register(deviceId, "charger");
        rig.log.reset();
    }

    private static void register(String id, String kind) {
        rig.importCsv(
                ImportKind.DEVICES, "id,domain,kind,siteId\n" + id + ",ebike," + kind + ",C-1\n");
    }

    private TestCharger charger() throws IOException {
        return new TestCharger(rig.chargerPort(), imei);
    }

    private TestCharger loggedIn() throws IOException {
        TestCharger charger = charger();
        charger.logIn();
        assertThat(charger.next()).isEqualTo(new DownMessage.LoginAnswer(30, 0));
        rig.log.reset();
        return charger;
    }

    private static List<ChargerReading> awaitReadings(int count) {
        await().atMost(SECONDS).until(() -> rig.log.chargerReadings().size() >= count);
        assertThat(rig.log.chargerReadings()).hasSize(count);
        return rig.log.chargerReadings();
    }

    private static double refused(String reason) {
        return rig.count(MetricNames.INGEST_REFUSED, "protocol", "charger-tcp", "reason", reason);
    }

    @Test
    void aLogInIsASignOfLifeAndIsAnsweredWhenThatIsDurable() throws Exception {
        try (TestCharger charger = charger()) {
            rig.log.hold();
            charger.logIn();
            awaitReadings(1);
            assertThat(charger.poll(150)).isNull();
            rig.log.release();
            assertThat(charger.next()).isEqualTo(new DownMessage.LoginAnswer(30, 0));
        }
        ChargerReading reading = rig.log.chargerReadings().get(0);
        assertThat(reading.stationId()).isEqualTo(deviceId);
        assertThat(reading.port()).isEqualTo(ChargerReading.BOARD);
        assertThat(reading.source()).isEqualTo("charger-tcp/" + deviceId);
        assertThat(reading.site().id()).isEqualTo("C-1");
        assertThat(reading.placeName()).isEqualTo("云湾区/沙浦街道/沙嘴社区");
        assertThat(rig.log.entries().get(0).key()).isEqualTo("C-1");
    }

    @Test
    void aHeartbeatTellsTheStateOfEveryPort() throws Exception {
        try (TestCharger charger = loggedIn()) {
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0, 1, 2, 3, 4, 9)));
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
        }
        List<ChargerReading> readings = rig.log.chargerReadings();
        assertThat(readings).extracting(ChargerReading::port).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(readings)
                .extracting(ChargerReading::state)
                .containsExactly(
                        null,
                        PortState.IDLE,
                        PortState.CHARGING,
                        PortState.FUSE,
                        PortState.RELAY_STUCK,
                        PortState.DISABLED,
                        null);
        assertThat(readings.get(0).boardTempC()).isEqualTo(34);
        assertThat(readings.get(6).faults()).containsExactly("state：无法识别（code-9）");
        assertThat(readings).extracting(ChargerReading::id).doesNotHaveDuplicates();
    }

    @Test
    void liveDataBecomesAReadingOfEachPortWithTheSessionThatRunsThere() throws Exception {
        try (TestCharger charger = loggedIn()) {
            charger.send(new UpMessage.LocalStart(2, 77, 1, 200, 0, 0));
            assertThat(charger.next()).isEqualTo(new DownMessage.LocalStartAnswer(2, 77));
            charger.send(
                    new UpMessage.Live(
                            2_198,
                            30,
                            List.of(
                                    new UpMessage.Live.Port(2, 0, 100, 240, 1_800, 50, 12, 41),
                                    new UpMessage.Live.Port(5, 0, 100, 0, 60, 0, 0, 28))));
            awaitReadings(3);
        }
        ChargerReading started = rig.log.chargerReadings().get(0);
        assertThat(started.sessionId()).isEqualTo("77");
        assertThat(started.state()).isEqualTo(PortState.CHARGING);
        ChargerReading live = rig.log.chargerReadings().get(1);
        assertThat(live.port()).isEqualTo(2);
        assertThat(live.state()).as("live data tells none").isNull();
        assertThat(live.powerW()).isEqualTo(240);
        assertThat(live.voltageV()).isEqualTo(219.8);
        assertThat(live.portTempC()).isEqualTo(41);
        assertThat(live.boardTempC()).isEqualTo(30);
        assertThat(live.elapsedS()).isEqualTo(1_800);
        assertThat(live.energyWh()).isEqualTo(120);
        assertThat(live.sessionId()).isEqualTo("77");
        ChargerReading idle = rig.log.chargerReadings().get(2);
        assertThat(idle.powerW()).isZero();
        assertThat(idle.state()).as("listed, but draws nothing").isNull();
        assertThat(idle.sessionId()).isNull();
    }

    @Test
    void anEndThatComesAgainHasTheSameIdAndDoesNotTellThePowerOfItsStop() throws Exception {
        UpMessage.End end = new UpMessage.End(3, 9, 7_200, 55, 120, 8, 230, 0, 2);
        try (TestCharger charger = loggedIn()) {
            charger.send(end);
            assertThat(charger.next()).isEqualTo(new DownMessage.EndAnswer(3, 9));
            charger.send(end);
            assertThat(charger.next()).isEqualTo(new DownMessage.EndAnswer(3, 9));
        }
        List<ChargerReading> readings = awaitReadings(2);
        assertThat(readings.get(0).id()).isEqualTo(readings.get(1).id());
        assertThat(readings.get(0).stopReason()).isEqualTo(StopReason.SMOKE);
        assertThat(readings.get(0).state()).isEqualTo(PortState.IDLE);
        assertThat(readings.get(0).powerW()).isNull();
        assertThat(readings.get(0).energyWh()).isEqualTo(550);
        assertThat(readings.get(0).elapsedS()).isEqualTo(7_200);
    }

    @Test
    void whatKafkaDoesNotTakeIsNotAnsweredAndComesAgain() throws Exception {
        try (TestCharger charger = loggedIn()) {
            rig.log.failing(true);
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(charger.poll(200)).isNull();
            rig.log.failing(false);
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
        }
    }

    @Test
    void aChargerThatNobodyRegisteredIsAnsweredAndKeptUntilItIsAdopted() throws Exception {
        String stranger = "%015d".formatted(nextImei++);
        try (TestCharger charger = new TestCharger(rig.chargerPort(), stranger)) {
            charger.logIn();
            assertThat(charger.next()).isInstanceOf(DownMessage.LoginAnswer.class);
            charger.live(1, 300, 40);
            await().atMost(SECONDS).until(() -> rig.log.rejected().size() == 2);
        }
        RejectedEvent kept = rig.log.rejected().get(1);
        assertThat(kept.reason()).isEqualTo("unknown-device");
        assertThat(kept.deviceId()).isEqualTo(TestCharger.deviceId(stranger));
        assertThat(kept.eventType()).isEqualTo(EventTypes.CHARGER_READING);
        assertThat(kept.payload()).contains("\"powerW\":300");
        assertThat(rig.log.chargerReadings()).isEmpty();
    }

    @Test
    void whatIsRegisteredAsSomethingElseIsKeptAndNotSentForEver() throws Exception {
        String camera = "%015d".formatted(nextImei++);
        register(TestCharger.deviceId(camera), "camera");
        try (TestCharger charger = new TestCharger(rig.chargerPort(), camera)) {
            charger.logIn();
            assertThat(charger.next()).isInstanceOf(DownMessage.LoginAnswer.class);
        }
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactly("wrong-kind");
    }

    @Test
    void aSecondConnectionOfAChargerReplacesTheFirst() throws Exception {
        try (TestCharger first = loggedIn();
                TestCharger second = loggedIn()) {
            first.awaitClosed();
            second.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(second.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
        }
    }

    @Test
    void connectionsThatReplaceEachOtherAgainAndAgainAreKeptWithBothAddresses() throws Exception {
        double before = refused("contested-imei");
        List<TestCharger> all = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                TestCharger next = charger();
                all.add(next);
                next.logIn();
                assertThat(next.next()).isInstanceOf(DownMessage.LoginAnswer.class);
                assertThat(refused("contested-imei") - before).isEqualTo(i < 3 ? 0 : 1);
            }
        } finally {
            for (TestCharger charger : all) {
                charger.close();
            }
        }
        assertThat(rig.log.rejected()).as("of the fourth; then it counts anew").hasSize(1);
        RejectedEvent kept = rig.log.rejected().get(0);
        assertThat(kept.reason()).isEqualTo("contested-imei");
        assertThat(kept.deviceId()).isEqualTo(deviceId);
        assertThat(kept.payload()).matches("127\\.0\\.0\\.1:\\d+ -> 127\\.0\\.0\\.1:\\d+");
        assertThat(kept.detail()).contains(kept.payload().split(" -> "));
    }

    @Test
    void replacementsThatAreFarApartAreALineThatIsLostNowAndThen() {
        Takeovers takeovers = new Takeovers();
        Instant at = rig.clock.instant();
        for (int i = 0; i < 5; i++) {
            assertThat(takeovers.areMany("CH-1", at)).isFalse();
            assertThat(takeovers.areMany("CH-1", at.plusSeconds(1))).isFalse();
            at = at.plus(Takeovers.WINDOW).plusSeconds(2);
        }
    }

    @Test
    void noiseIsKeptAndWhatComesBehindItIsTaken() throws Exception {
        double before = refused("bad-checksum");
        try (TestCharger charger = loggedIn()) {
            charger.raw(HexFormat.of().parseHex("FFEE5AA50600820A0B00FF"));
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
        }
        assertThat(refused("bad-checksum") - before).isEqualTo(1);
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .contains("garbage", "bad-checksum");
    }

    @Test
    void nothingIsTakenBeforeTheLogInOrOfAnotherChargerBehindIt() throws Exception {
        try (TestCharger charger = charger()) {
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            charger.logIn();
            assertThat(charger.next()).isInstanceOf(DownMessage.LoginAnswer.class);
            charger.send(new UpMessage.Login("999999999999999", 10, "H", "S", "C", 20, 0));
            charger.sendNamed(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(charger.next())
                    .as("answered in the newer form too")
                    .isEqualTo(new DownMessage.HeartbeatAnswer());
        }
        assertThat(rig.log.rejected())
                .extracting(RejectedEvent::reason)
                .containsExactly("before-login", "other-imei");
        assertThat(rig.log.chargerReadings())
                .extracting(ChargerReading::stationId)
                .containsOnly(deviceId);
    }

    @Test
    void whoDoesNotLogInIsClosedAndSoIsWhoFallsSilent() throws Exception {
        try (TestCharger silent = charger();
                TestCharger spoken = loggedIn()) {
            silent.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            await().atMost(SECONDS).until(() -> rig.log.rejected().size() == 1);
            rig.clock.advance(Duration.ofSeconds(11));
            silent.awaitClosed();
            spoken.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(spoken.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
            rig.clock.advance(Duration.ofSeconds(61));
            spoken.awaitClosed();
        }
    }

    @Test
    void halfAFrameIsGivenUpAndWhatIsBehindItIsTaken() throws Exception {
        try (TestCharger charger = loggedIn()) {
            charger.raw(HexFormat.of().parseHex("5AA5F00082"));
            charger.send(new UpMessage.Heartbeat(20, 34, List.of(0)));
            assertThat(charger.poll(150)).isNull();
            await().atMost(SECONDS)
                    .until(
                            () -> {
                                rig.clock.advance(Duration.ofSeconds(4));
                                return charger.poll(300) != null;
                            });
        }
    }
}
