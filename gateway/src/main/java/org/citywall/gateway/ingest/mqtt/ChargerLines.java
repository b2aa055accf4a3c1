package org.citywall.gateway.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.registry.Credential;

/**
 * What one connection may listen to: the orders of the registered chargers that its credential
 * speaks for, each by its own name. Everything else is refused: this is no broker. Lives on its
 * connection's event loop.
 */
final class ChargerLines {
    private final Context context;
    private final MqttEndpoint endpoint;
    private final Supplier<Optional<Credential>> sender;
    private final ChargerOrders orders;
    private final Map<String, ChargerLine> lines = new HashMap<>(1);

    ChargerLines(
            Context context,
            MqttEndpoint endpoint,
            Supplier<Optional<Credential>> sender,
            ChargerOrders orders) {
        this.context = context;
        this.endpoint = endpoint;
        this.sender = sender;
        this.orders = orders;
    }

    /** Grants and refuses, in the order asked for; then calls {@code acknowledge} with it. */
    void subscribe(MqttSubscribeMessage message, Consumer<List<MqttSubAckReasonCode>> acknowledge) {
        List<MqttSubAckReasonCode> codes = new ArrayList<>();
        Map<String, MqttQoS> granted = new LinkedHashMap<>();
        for (MqttTopicSubscription asked : message.topicSubscriptions()) {
            Optional<String> device =
                    ChargerTopics.ofCommands(asked.topicName()).filter(this::mayHear);
            if (device.isEmpty()) {
                codes.add(MqttSubAckReasonCode.UNSPECIFIED_ERROR);
                continue;
            }
            boolean isOnce = asked.qualityOfService() == MqttQoS.AT_MOST_ONCE;
            granted.put(device.get(), isOnce ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE);
            codes.add(
                    isOnce ? MqttSubAckReasonCode.GRANTED_QOS0 : MqttSubAckReasonCode.GRANTED_QOS1);
        }
        acknowledge.accept(codes);
        // Behind the acknowledgement: an order may be waiting already.
        granted.forEach(this::connect);
    }

    private boolean mayHear(String deviceId) {
        return sender.get().filter(credential -> credential.mayReport(deviceId)).isPresent()
                && orders.isCharger(deviceId);
    }

    private void connect(String deviceId, MqttQoS qos) {
        ChargerLine line = new ChargerLine(context, endpoint, deviceId, qos, orders);
        lines.put(deviceId, line);
        orders.connected(deviceId, line);
    }

    /** Hears the orders of this topic no more. */
    void unsubscribe(String topic) {
        ChargerTopics.ofCommands(topic)
                .ifPresent(
                        deviceId -> {
                            ChargerLine line = lines.remove(deviceId);
                            if (line != null) {
                                orders.disconnected(deviceId, line);
                            }
                        });
    }

    /** The connection is gone. */
    void close() {
        lines.forEach(orders::disconnected);
        lines.clear();
    }
}
