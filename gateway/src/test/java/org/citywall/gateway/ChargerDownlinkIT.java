package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.live.ws.WallClient;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.TestCharger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways of one city: the officer is at one, the charger at the other. The test plays the
 * job.
 */
@Timeout(300)
class ChargerDownlinkIT {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String IMEI = "861197062934387";
    private static final String CHARGER = "CH-" + IMEI;
    private static final String PORT = "/api/v1/chargers/C-1/stations/" + CHARGER + "/ports/2";

    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();

    @Test
    void anOrderGivenAtOneGatewayReachesTheChargerAtTheOtherAndItsProofComesBack(
            @TempDir Path directory) throws Exception {
        try (GatewayRig rig = new GatewayRig(directory)) {
            register(
                    rig,
                    ImportKind.SITES,
                    "id,name,place,kind,lon,lat\nC-1,棚,yw/sp,charging,1,2\n");
            register(
                    rig,
                    ImportKind.DEVICES,
                    "id,domain,kind,siteId\n" + CHARGER + ",ebike,charger,C-1\n");
            TopicTail tail =
                    new TopicTail(
                            rig.kafka.bootstrap(),
                            Topics.CHARGER_READINGS,
                            TopicTail.From.since(Instant.now().minusSeconds(60)),
                            records::add);
            tail.start();
            Gateway other = rig.another(directory);
            try (TestCharger charger = new TestCharger(other.chargerPort(), IMEI)) {
                charger.logIn();
                assertThat(charger.next()).isInstanceOf(DownMessage.LoginAnswer.class);
                cutOff(rig, charger);
                records(rig);
            } finally {
                tail.stop();
                other.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void register(GatewayRig rig, ImportKind kind, String csv) throws Exception {
        rig.gateway
                .registryImport()
                .importCsv(kind, csv, false)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void cutOff(GatewayRig rig, TestCharger charger) throws Exception {
        String commandId = UUID.randomUUID().toString();
        HttpResponse<String> taken =
                rig.post(
                        PORT + "/orders",
                        "{\"commandId\":\"%s\",\"action\":\"cut-off\",\"reason\":\"冒烟\"}"
                                .formatted(commandId));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        PortOrder order = only(EventTypes.CHARGER_ORDER, PortOrder.class);
        assertThat(order.commandId()).isEqualTo(commandId);

        rig.append(
                Topics.DEVICE_COMMANDS,
                CHARGER,
                EventTypes.DEVICE_COMMAND,
                new DeviceCommand(
                        commandId + "#1",
                        CHARGER,
                        "port-off",
                        Map.of(
                                "order", commandId, "attempt", "1", "port", "2", "session", "7",
                                "site", "C-1"),
                        order.by(),
                        Instant.now(),
                        Instant.now().plusSeconds(30)));
        assertThat(charger.next()).isEqualTo(new DownMessage.Stop(2, 7));
        charger.send(new UpMessage.StopAnswer(2, 7, 0));
        assertThat(charger.next()).isEqualTo(new DownMessage.LiveQuery());
        charger.live(2, 0, 40);
        await().atMost(SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(of(EventTypes.CHARGER_ANSWER, PortAnswer.class))
                                        .extracting(PortAnswer::step)
                                        .containsExactly(
                                                PortAnswer.Step.SENT, PortAnswer.Step.DONE));
        await().atMost(SECONDS)
                .until(
                        () ->
                                of(EventTypes.CHARGER_READING, ChargerReading.class).stream()
                                        .anyMatch(
                                                reading ->
                                                        reading.port() == 2
                                                                && reading.powerW() != null
                                                                && reading.powerW() == 0));
        rig.append(
                Topics.CHARGER_ORDERS,
                commandId,
                EventTypes.CHARGER_ORDER_STATE,
                new PortOrderView(
                        commandId,
                        4,
                        "C-1",
                        "yw/sp",
                        CHARGER,
                        2,
                        PortAction.CUT_OFF,
                        PortOrderState.VERIFIED,
                        "实测 0 W",
                        order.by(),
                        order.reason(),
                        null,
                        1,
                        order.at(),
                        order.at(),
                        order.at(),
                        order.at(),
                        0.0));
        await().atMost(SECONDS)
                .until(
                        () ->
                                rig.get(PORT + "/orders/" + commandId)
                                        .path("state")
                                        .asText()
                                        .equals("VERIFIED"));
    }

    /** What the job writes: sessions, the short view for the wall, the page of a site. */
    private static void records(GatewayRig rig) throws Exception {
        Instant now = Instant.now();
        rig.append(
                Topics.CHARGER_SESSIONS,
                "C-1",
                EventTypes.CHARGER_SESSION,
                new ChargingSession(
                        "s-1", "C-1", "yw/sp", CHARGER, 2, "7", now, now, 0, null, null, null, null,
                        5, List.of(), false));
        await().atMost(SECONDS)
                .until(
                        () ->
                                rig.get("/api/v1/chargers/C-1/sessions")
                                        .at("/items/0/id")
                                        .asText()
                                        .equals("s-1"));
        rig.redis.call(
                redis ->
                        redis.hset(
                                RedisKeys.items(RedisKeys.CHARGER_PAGES),
                                "C-1",
                                "{\"id\":\"C-1\",\"rev\":3}"));
        JsonNode one = rig.get("/api/v1/chargers/C-1");
        assertThat(one.at("/page/rev").asInt()).isEqualTo(3);
        assertThat(one.at("/profile/recorded").asBoolean()).isTrue();
        WallClient wall = rig.wall("chargers");
        wall.awaitSnapshot("chargers");
        rig.redis.write(
                RedisKeys.CHARGERS,
                "C-1",
                3,
                "{\"id\":\"C-1\",\"rev\":3,\"level\":5,\"place\":\"yw/sp\"}");
        wall.awaitItem("chargers", "C-1", 3);
        wall.close();
        assertThat(rig.get("/api/v1/chargers").at("/items/0/rev").asInt()).isEqualTo(3);
    }

    private <T> T only(String eventType, Class<T> type) {
        await().atMost(SECONDS).until(() -> !of(eventType, type).isEmpty());
        T first = of(eventType, type).get(0);
        assertThat(of(eventType, type)).as("a slow log may have it twice").containsOnly(first);
        return first;
    }

    private <T> List<T> of(String eventType, Class<T> type) {
        return records.stream()
                .filter(record -> eventType.equals(typeOf(record)))
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    private static String typeOf(ConsumerRecord<byte[], byte[]> record) {
        return new String(
                record.headers().lastHeader(KafkaHeaders.TYPE).value(), StandardCharsets.UTF_8);
    }
}
