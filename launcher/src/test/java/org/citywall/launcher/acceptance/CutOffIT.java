package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.FAILED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.SENT;
import static org.citywall.contracts.ebike.PortOrderState.TIMEOUT;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.Gateway;
import org.citywall.launcher.acceptance.AcceptanceCharger.Manner;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.embedded.FreeOffset;
import org.citywall.launcher.embedded.Ports;
import org.citywall.stream.job.EbikeJob;
import org.junit.jupiter.api.Test;

/**
 * An order of the desk to cut a port off ends with a proof, or says that there is none: whatever
 * the charger does, whatever it speaks, and through whichever gateway.
 */
class CutOffIT {
    private static final String BREAKER = "遥控断电无效，须拉上级断路器";

    /** Those of {@link ChargerReachesWallIT} and of the job that is away come first. */
    private static final String FIRST_SITE = "C-004";

    private static final String OF_THE_JOB = "C-003";

    private static final Map<Manner, List<PortOrderState>> WAYS =
            Map.of(
                    Manner.OBEYS, List.of(REQUESTED, SENT, ACKED, VERIFIED),
                    Manner.TWICE, List.of(REQUESTED, SENT, ACKED, VERIFIED),
                    Manner.LATE, List.of(REQUESTED, SENT, REQUESTED, SENT, ACKED, VERIFIED),
                    Manner.IGNORES, List.of(REQUESTED, SENT, REQUESTED, SENT, TIMEOUT),
                    Manner.STICKS, List.of(REQUESTED, SENT, ACKED, REQUESTED, SENT, ACKED, FAILED),
                    Manner.UNLISTED,
                            List.of(REQUESTED, SENT, ACKED, REQUESTED, SENT, ACKED, TIMEOUT));

    private final ApiClient officer = SharedCity.officer();
    private final Instant began = Clock.systemUTC().instant();

    /** A charger that takes stops in its manner, and the order that it gets. */
    private record Case(String name, Manner manner, AcceptanceCharger charger, CutOffOrder order) {}

    /** All at once: each takes as long as the job waits, and they do not meet. */
    @Test
    void everyOrderGoesItsWayAndIsNeverProvenFalsely() {
        SharedCity.closeAllAlerts();
        Ports others = Ports.offset(FreeOffset.claim());
        Gateway second = SharedCity.get().anotherGateway(others);
        List<Case> cases = new ArrayList<>();
        try (WallClient wall = SharedCity.wall(officer)) {
            ApiClient elsewhere =
                    new ApiClient(others.web()).login("officer", SharedCity.OFFICER_PASSWORD);
            Iterator<Map.Entry<String, String>> unused = chargers();
            for (Manner manner : WAYS.keySet()) {
                for (String road : List.of("TCP", "MQTT")) {
                    cases.add(give(road, manner, officer, "", unused.next()));
                    cases.add(give(road, manner, elsewhere, " elsewhere", unused.next()));
                }
            }
            await().atMost(CutOffOrder.AN_ORDER)
                    .until(() -> cases.stream().allMatch(one -> one.order().hasEnded(officer)));
            tooLate(cases);
            judge(cases);
            cases.stream()
                    .filter(one -> one.manner() == Manner.STICKS)
                    .forEach(one -> awaitRed(wall, one.order()));
            assertThat(wall.gaps()).isEmpty();
        } finally {
            cases.forEach(one -> one.charger().close());
            second.stop().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Iterator<Map.Entry<String, String>> chargers() {
        return SharedCity.get().chargers().entrySet().stream()
                .filter(one -> one.getValue().compareTo(FIRST_SITE) >= 0)
                .iterator();
    }

    private static Case give(
            String road,
            Manner manner,
            ApiClient who,
            String where,
            Map.Entry<String, String> charger) {
        Ports ports = SharedCity.get().ports();
        AcceptanceCharger connected =
                road.equals("TCP")
                        ? TcpCharger.connect(ports.chargers(), charger.getKey(), 4_711, manner)
                        : MqttCharger.connect(ports.mqtt(), charger.getKey(), 4_711, manner);
        CutOffOrder order = CutOffOrder.give(who, charger.getValue(), charger.getKey());
        return new Case(road + " " + manner + where, manner, connected, order);
    }

    /** An answer after the end changes nothing, though the port is off now. */
    private void tooLate(List<Case> cases) {
        for (Case one : cases) {
            if (one.manner() == Manner.IGNORES) {
                one.charger().obeyTooLate();
            }
        }
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                cases.stream()
                                        .filter(one -> one.manner() == Manner.IGNORES)
                                        .allMatch(one -> shownPower(one.order()) == 0));
    }

    private double shownPower(CutOffOrder order) {
        JsonNode ports =
                officer.get("api/v1/chargers/" + order.site()).body().path("page").path("ports");
        return StreamSupport.stream(ports.spliterator(), false)
                .filter(port -> port.path("stationId").asText().equals(order.charger()))
                .filter(port -> port.path("port").asInt() == AcceptanceCharger.PORT)
                .mapToDouble(port -> port.path("powerW").asDouble(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void judge(List<Case> cases) {
        String bootstrap = SharedCity.get().kafkaBootstrapServers();
        List<PortOrderView> told =
                KafkaLog.read(
                        bootstrap,
                        Topics.CHARGER_ORDERS,
                        began,
                        EventTypes.CHARGER_ORDER_STATE,
                        PortOrderView.class);
        List<Detection> detections =
                KafkaLog.read(
                                bootstrap,
                                Topics.ALERT_INPUTS,
                                began,
                                EventTypes.DETECTION,
                                AlertInput.class)
                        .stream()
                        .map(AlertInput::detection)
                        .toList();
        SoftAssertions softly = new SoftAssertions();
        for (Case one : cases) {
            judge(softly, one, told, detections);
        }
        softly.assertAll();
    }

    private void judge(
            SoftAssertions softly, Case one, List<PortOrderView> told, List<Detection> detections) {
        softly.assertThat(told)
                .as(one.name())
                .filteredOn(view -> view.id().equals(one.order().id()))
                .extracting(PortOrderView::state)
                .isEqualTo(WAYS.get(one.manner()));
        softly.assertThat(one.charger().stopsHeard())
                .as(one.name())
                .isEqualTo(Collections.frequency(WAYS.get(one.manner()), SENT));
        JsonNode shown = one.order().view(officer);
        List<PortOrderState> way = WAYS.get(one.manner());
        softly.assertThat(shown.path("state").asText())
                .as(one.name())
                .isEqualTo(way.get(way.size() - 1).name());
        softly.assertThat(shown.path("recorded").asBoolean()).as(one.name()).isTrue();
        if (one.manner() == Manner.UNLISTED) {
            softly.assertThat(shown.path("detail").asText()).as(one.name()).contains("只称端口空闲");
        }
        if (shown.path("state").asText().equals(VERIFIED.name())) {
            softly.assertThat(one.charger().powerW()).as(one.name()).isZero();
            softly.assertThat(shown.path("powerW").asDouble(-1)).as(one.name()).isZero();
        }
        softly.assertThat(detections)
                .as(one.name())
                .filteredOn(each -> each.raised() && isOf(each, one.order()))
                .extracting(
                        each ->
                                each.kind()
                                        + " "
                                        + each.level()
                                        + " "
                                        + has(each.reason(), BREAKER))
                .isEqualTo(dangers(one.manner()));
    }

    private static boolean isOf(Detection detection, CutOffOrder order) {
        return detection.deviceId().equals(order.charger())
                && Integer.toString(AcceptanceCharger.PORT).equals(detection.point());
    }

    private static String has(String text, String words) {
        return text.contains(words) ? words : "";
    }

    private static List<String> dangers(Manner manner) {
        return switch (manner) {
            case STICKS ->
                    List.of(
                            "relay-stuck " + Level.RED + " " + BREAKER,
                            "cut-off-failed " + Level.RED + " ");
            case IGNORES, UNLISTED -> List.of("cut-off-failed " + Level.ORANGE + " ");
            default -> List.of();
        };
    }

    private static void awaitRed(WallClient wall, CutOffOrder order) {
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                Alerts.find(wall, order.charger())
                                        .filter(one -> one.path("level").asInt() == Level.RED)
                                        .filter(
                                                one ->
                                                        one.path("kind")
                                                                .asText()
                                                                .equals("relay-stuck"))
                                        .filter(
                                                one ->
                                                        one.path("reason")
                                                                .asText()
                                                                .contains(BREAKER))
                                        .isPresent());
    }

    @Test
    void anOrderSurvivesItsJobAndTheSameOneAgainHasNoEffect() {
        String id = SharedCity.charger(OF_THE_JOB);
        try (AcceptanceCharger charger =
                TcpCharger.connect(SharedCity.get().ports().chargers(), id, 4_711, Manner.OBEYS)) {
            SharedCity.get().flink().cancel(EbikeJob.NAME);
            CutOffOrder order;
            try {
                order = CutOffOrder.give(officer, OF_THE_JOB, id);
            } finally {
                SharedCity.get().flink().resume(EbikeJob.NAME);
            }
            await().atMost(CutOffOrder.AN_ORDER).until(() -> order.hasEnded(officer));
            assertThat(order.state(officer)).isEqualTo(VERIFIED.name());
            assertThat(charger.stopsHeard()).isOne();

            assertThat(order.send(officer).status()).isEqualTo(202);
            CutOffOrder next = CutOffOrder.give(officer, OF_THE_JOB, id);
            await().atMost(CutOffOrder.AN_ORDER).until(() -> next.hasEnded(officer));
            assertThat(charger.stopsHeard()).as("of the next order, and no more").isEqualTo(2);
            assertThat(order.state(officer)).isEqualTo(VERIFIED.name());
        }
    }
}
