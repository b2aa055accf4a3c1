package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.launcher.acceptance.AcceptanceCharger.Manner;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.embedded.Ports;

/**
 * Chargers of a city that is killed and started again: one whose stop was sent and not answered
 * yet, one that connects while the city is away and finds its order waiting, and one over MQTT.
 */
final class KilledChargers implements AutoCloseable {
    private static final String SENT_SITE = "C-001";
    private static final String WAITING_SITE = "C-002";
    private static final String MQTT_SITE = "C-003";

    /** Two attempts with all that each may take, see {@link #settings}. */
    private static final Duration HEALED = Duration.ofMinutes(4);

    private static final int FIRST_ENDED = 3;
    private static final int LAST_ENDED = 10;

    private final Ports ports;
    private final Instant began = Clock.systemUTC().instant();
    private TcpCharger holding;
    private MqttCharger mqtt;
    private TcpCharger waiting;
    private String waitingId;
    private CutOffOrder sent;
    private CutOffOrder unsent;

    /** Longer than anything takes to start again: an order is about to go on, not to be in time. */
    static Map<String, String> settings() {
        return Map.of(
                "CITYWALL_EBIKE_SEND_WITHIN_S", "60",
                "CITYWALL_EBIKE_ANSWER_WITHIN_S", "20",
                "CITYWALL_EBIKE_MEASURE_WITHIN_S", "60");
    }

    /** None is connected yet. */
    KilledChargers(int portOffset) {
        this.ports = Ports.offset(portOffset);
    }

    /** Connects, measures, and gives orders, so that there is something to lose. */
    void connect(ApiClient officer) {
        String holdingId = first(officer, SENT_SITE);
        waitingId = first(officer, WAITING_SITE);
        holding = TcpCharger.connect(ports.chargers(), holdingId, 4_711, Manner.SECOND);
        mqtt = MqttCharger.connect(ports.mqtt(), first(officer, MQTT_SITE), 1, Manner.OBEYS);
        sent = CutOffOrder.give(officer, SENT_SITE, holdingId);
        unsent = CutOffOrder.give(officer, WAITING_SITE, waitingId);
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                sent.state(officer).equals("SENT")
                                        && unsent.view(officer).path("rev").asLong() > 0
                                        && !mqtt.confirmed().isEmpty());
        for (int port = FIRST_ENDED; port <= LAST_ENDED; port++) {
            holding.chargedOn(port, port);
        }
        // Some are answered, some may be on their way when it is killed.
        holding.awaitHeard(DownMessage.EndAnswer.class);
    }

    /** The city is away. */
    void whileDown() {
        waiting = TcpCharger.connecting(ports.chargers(), waitingId, 4_712, Manner.OBEYS);
    }

    /** Both orders end with a proof, and what was answered is there. */
    void judge(ApiClient officer) {
        int before = mqtt.confirmed().size();
        Set<String> answered =
                holding.heard(DownMessage.EndAnswer.class).stream()
                        .map(answer -> Long.toString(answer.order()))
                        .collect(Collectors.toSet());
        for (CutOffOrder order : List.of(sent, unsent)) {
            await().atMost(HEALED).until(() -> order.hasEnded(officer));
            assertThat(order.state(officer)).as("%s", order).isEqualTo("VERIFIED");
        }
        assertThat(holding.stopsHeard()).as("one before it, one after").isGreaterThan(1);
        assertThat(holding.powerW()).isZero();
        assertThat(waiting.stopsHeard()).isPositive();
        assertThat(waiting.powerW()).isZero();

        assertThat(answered).isNotEmpty();
        await().atMost(SharedCity.SOON).until(() -> sessions(officer).containsAll(answered));
        await().atMost(SharedCity.SOON).until(() -> mqtt.confirmed().size() > before);
        Set<String> confirmed = Set.copyOf(mqtt.confirmed());
        assertThat(onLog()).containsAll(confirmed);
    }

    private Set<String> sessions(ApiClient officer) {
        return Set.copyOf(
                officer.get("api/v1/chargers/" + SENT_SITE + "/sessions?limit=50")
                        .body()
                        .path("items")
                        .findValuesAsText("sessionId"));
    }

    private Set<String> onLog() {
        return KafkaLog.read(
                        "127.0.0.1:" + ports.kafka(),
                        Topics.CHARGER_READINGS,
                        began,
                        EventTypes.CHARGER_READING,
                        ChargerReading.class)
                .stream()
                .map(ChargerReading::id)
                .collect(Collectors.toSet());
    }

    private static String first(ApiClient officer, String site) {
        return officer.get("api/v1/chargers/" + site).body().at("/chargers/0/id").asText();
    }

    @Override
    public void close() {
        for (AcceptanceCharger each : new AcceptanceCharger[] {holding, mqtt, waiting}) {
            if (each != null) {
                each.close();
            }
        }
    }
}
