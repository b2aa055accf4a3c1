package org.citywall.gateway.ingest.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.contracts.ebike.PortAnswer.Step.ALREADY_IDLE;
import static org.citywall.contracts.ebike.PortAnswer.Step.DONE;
import static org.citywall.contracts.ebike.PortAnswer.Step.OTHER_SESSION;
import static org.citywall.contracts.ebike.PortAnswer.Step.REFUSED;
import static org.citywall.contracts.ebike.PortAnswer.Step.SENT;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.citywall.gateway.testing.TestCharger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders for ports of chargers on TCP. The rig asks once for live data after an answer. */
@Timeout(60)
class ChargerOrdersIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static IngestRig rig;
    private static int nextImei = 2_000;

    private String imei;
    private int attempts;

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

    @BeforeEach
    void reset() {
        imei = "%015d".formatted(nextImei++);
        rig.importCsv(
                ImportKind.DEVICES,
                "id,domain,kind,siteId\n" + TestCharger.deviceId(imei) + ",ebike,charger,C-1\n");
        rig.log.reset();
    }

    private TestCharger connected() throws IOException {
        TestCharger charger = new TestCharger(rig.chargerPort(), imei);
        charger.logIn();
        assertThat(charger.next()).isInstanceOf(DownMessage.LoginAnswer.class);
        return charger;
    }

    private DeviceCommand command(String kind, String session) {
        return command(kind, session, "o-1");
    }

    private DeviceCommand command(String kind, String session, String order) {
        attempts++;
        Map<String, String> params = new HashMap<>();
        params.put("order", order);
        params.put("attempt", Integer.toString(attempts));
        params.put("port", "3");
        params.put("site", "C-1");
        if (session != null) {
            params.put("session", session);
        }
        return new DeviceCommand(
                imei + "#" + attempts,
                TestCharger.deviceId(imei),
                kind,
                params,
                "officer",
                rig.clock.instant(),
                rig.clock.instant().plusSeconds(10));
    }

    private static void awaitSteps(PortAnswer.Step... steps) {
        await().atMost(SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(rig.log.portAnswers())
                                        .extracting(PortAnswer::step)
                                        .containsExactly(steps));
    }

    @Test
    void aCutOffIsSentAsAStopAndItsAnswerIsToldAmongTheReadingsOfTheSite() throws Exception {
        try (TestCharger charger = connected()) {
            rig.chargerOrders.ordered(command("port-off", "77"));
            assertThat(charger.next()).isEqualTo(new DownMessage.Stop(3, 77));
            awaitSteps(SENT);
            charger.send(new UpMessage.StopAnswer(3, 77, 0));
            awaitSteps(SENT, DONE);
            assertThat(charger.next()).as("the proof").isEqualTo(new DownMessage.LiveQuery());
        }
        PortAnswer answer = rig.log.portAnswers().get(1);
        assertThat(answer.commandId()).isEqualTo("o-1");
        assertThat(answer.attempt()).isEqualTo(1);
        assertThat(answer.stationId()).isEqualTo(TestCharger.deviceId(imei));
        assertThat(answer.port()).isEqualTo(3);
        assertThat(answer.gateway()).isEqualTo("gw-test");
        EventLog.Entry entry =
                rig.log.entries().stream()
                        .filter(each -> each.type().equals(EventTypes.CHARGER_ANSWER))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.topic()).isEqualTo(Topics.CHARGER_READINGS);
        assertThat(entry.key()).isEqualTo("C-1");
        assertThat(rig.log.ofType(EventTypes.DEVICE_RESULT, DeviceResult.class))
                .as("so that no other gateway sends it too")
                .extracting(DeviceResult::state)
                .containsExactly("sent");
    }

    @Test
    void everyResultOfTheChargerHasItsWordAndLateAndSecondAnswersAreTold() throws Exception {
        try (TestCharger charger = connected()) {
            rig.chargerOrders.ordered(command("port-off", "5"));
            rig.chargerOrders.ordered(command("port-off", "6"));
            rig.chargerOrders.ordered(command("port-off", "7"));
            awaitSteps(SENT, SENT, SENT);
            charger.send(new UpMessage.StopAnswer(3, 7, 1));
            charger.send(new UpMessage.StopAnswer(3, 6, 9));
            charger.send(new UpMessage.StopAnswer(3, 5, 2));
            charger.send(new UpMessage.StopAnswer(3, 7, 1));
            awaitSteps(SENT, SENT, SENT, ALREADY_IDLE, REFUSED, OTHER_SESSION, ALREADY_IDLE);
        }
        assertThat(rig.log.portAnswers())
                .extracting(PortAnswer::attempt)
                .containsExactly(1, 2, 3, 3, 2, 1, 3);
    }

    @Test
    void anAnswerIsGivenToTheNewestOrderAndInItToTheOldestAttempt() throws Exception {
        try (TestCharger charger = connected()) {
            rig.chargerOrders.ordered(command("port-off", "5"));
            awaitSteps(SENT);
            rig.chargerOrders.ordered(command("port-off", "5", "o-2"));
            rig.chargerOrders.ordered(command("port-off", "5", "o-2"));
            awaitSteps(SENT, SENT, SENT);
            charger.send(new UpMessage.StopAnswer(3, 5, 0));
            charger.send(new UpMessage.StopAnswer(3, 5, 1));
            awaitSteps(SENT, SENT, SENT, DONE, ALREADY_IDLE);
        }
        List<PortAnswer> answers = rig.log.portAnswers().subList(3, 5);
        assertThat(answers).extracting(PortAnswer::commandId).containsExactly("o-2", "o-2");
        assertThat(answers).extracting(PortAnswer::attempt).containsExactly(2, 3);
    }

    @Test
    void aStopThatExpiredBehindAnAnswerThatWaitsForKafkaIsNotSentButCounted() throws Exception {
        double before = expired();
        try (TestCharger charger = connected()) {
            rig.log.hold();
            charger.send(new UpMessage.Heartbeat(20, 30, List.of()));
            await().atMost(SECONDS).until(() -> !rig.log.chargerReadings().isEmpty());
            rig.chargerOrders.ordered(command("port-off", "5"));
            assertThat(charger.poll(100)).as("it waits for its turn").isNull();
            rig.clock.advance(Duration.ofSeconds(11));
            rig.log.release();
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
            await().atMost(SECONDS).until(() -> expired() > before);
            charger.send(new UpMessage.Heartbeat(20, 30, List.of()));
            assertThat(charger.next()).as("no stop").isEqualTo(new DownMessage.HeartbeatAnswer());
        }
        assertThat(expired() - before).isEqualTo(1);
        assertThat(rig.log.portAnswers()).isEmpty();
    }

    private static double expired() {
        return rig.count(MetricNames.DEVICE_COMMANDS, "kind", "port-off", "result", "expired");
    }

    @Test
    void anOrderThatNamesNoSessionStopsTheOneThatIsKnownToRun() throws Exception {
        try (TestCharger charger = connected()) {
            charger.send(new UpMessage.LocalStart(3, 4_711, 1, 0, 0, 0));
            assertThat(charger.next()).isEqualTo(new DownMessage.LocalStartAnswer(3, 4_711));
        }
        try (TestCharger charger = connected()) {
            rig.chargerOrders.ordered(command("port-off", null));
            assertThat(charger.next())
                    .as("over a reconnect too")
                    .isEqualTo(new DownMessage.Stop(3, 4_711));
            charger.send(new UpMessage.Heartbeat(20, 30, List.of(0, 0, 0)));
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
            rig.chargerOrders.ordered(command("port-off", null));
            assertThat(charger.next())
                    .as("it has ended, and nobody knows another")
                    .isEqualTo(new DownMessage.Stop(3, 0));
        }
    }

    @Test
    void theSameCommandTwiceIsSentOnceAndAnAnswerToNothingIsNotTold() throws Exception {
        try (TestCharger charger = connected()) {
            DeviceCommand command = command("port-off", "5");
            rig.chargerOrders.ordered(command);
            rig.chargerOrders.ordered(command);
            assertThat(charger.next()).isEqualTo(new DownMessage.Stop(3, 5));
            assertThat(charger.poll(200)).isNull();
            charger.send(new UpMessage.StopAnswer(8, 5, 0));
            charger.send(new UpMessage.Heartbeat(20, 30, List.of()));
            assertThat(charger.next()).isEqualTo(new DownMessage.HeartbeatAnswer());
        }
        assertThat(rig.log.portAnswers()).extracting(PortAnswer::step).containsExactly(SENT);
    }

    @Test
    void anOrderWaitsForItsChargerButNotForEver() throws Exception {
        rig.chargerOrders.ordered(command("port-off", "5"));
        try (TestCharger charger = connected()) {
            assertThat(charger.next()).isEqualTo(new DownMessage.Stop(3, 5));
        }
        DeviceCommand late = command("port-off", "6");
        rig.clock.advance(Duration.ofSeconds(11));
        double before = expired();
        rig.chargerOrders.ordered(late);
        assertThat(expired() - before).isEqualTo(1);
        try (TestCharger charger = connected()) {
            assertThat(charger.poll(200)).isNull();
        }
    }

    @Test
    void anOrderThatAnotherGatewayHasSentIsNotSentAgain() throws Exception {
        DeviceCommand command = command("port-off", "5");
        rig.chargerOrders.ordered(command);
        rig.chargerOrders.settled(
                new DeviceResult(
                        command.commandId(),
                        command.deviceId(),
                        "port-off",
                        "sent",
                        null,
                        null,
                        "gw-2",
                        rig.clock.instant()));
        try (TestCharger charger = connected()) {
            assertThat(charger.poll(200)).isNull();
        }
    }

    @Test
    void thereIsNoLockToLiftSoThatIsToldAndNothingIsSent() throws Exception {
        try (TestCharger charger = connected()) {
            rig.chargerOrders.ordered(command("port-on", null));
            awaitSteps(DONE);
            assertThat(charger.poll(200)).isNull();
        }
        assertThat(rig.log.portAnswers().get(0).detail()).isEqualTo(PortStops.NO_LOCK);
    }
}
