package org.citywall.gateway.ingest.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.ingest.charger.PortCommand;
import org.citywall.gateway.ingest.line.Line;

/**
 * A charger that listens for orders over MQTT: {@code {"commandId","action","port","sessionId"}}.
 */
final class ChargerLine implements Line {
    private final Context context;
    private final MqttEndpoint endpoint;
    private final String topic;
    private final MqttQoS qos;
    private final ChargerOrders orders;

    ChargerLine(
            Context context,
            MqttEndpoint endpoint,
            String deviceId,
            MqttQoS qos,
            ChargerOrders orders) {
        this.context = context;
        this.endpoint = endpoint;
        this.topic = ChargerTopics.commands(deviceId);
        this.qos = qos;
        this.orders = orders;
    }

    @Override
    public void send(DeviceCommand order) {
        PortCommand command = PortCommand.of(order);
        context.runOnContext(
                nothing ->
                        publish(Buffer.buffer(Json.bytes(payload(command))))
                                .onSuccess(id -> orders.sent(command))
                                .onFailure(error -> orders.again(order)));
    }

    private Future<Integer> publish(Buffer payload) {
        if (!endpoint.isConnected()) {
            return Future.failedFuture("the connection is closed");
        }
        try {
            return endpoint.publish(topic, payload, qos, false, false);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Future.failedFuture(e); // closed in the meantime
        }
    }

    private static ObjectNode payload(PortCommand command) {
        PortAction action = command.isOff() ? PortAction.CUT_OFF : PortAction.ENABLE;
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("commandId", command.device().commandId());
        payload.put("action", Json.mapper().convertValue(action, String.class));
        payload.put("port", command.port());
        if (command.session() != null) {
            payload.put("sessionId", command.session());
        }
        return payload;
    }
}
