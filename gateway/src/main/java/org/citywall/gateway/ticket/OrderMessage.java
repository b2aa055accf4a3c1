package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.webhook.CloudEvent;

/** An order as it goes out. */
final class OrderMessage {
    private OrderMessage() {}

    /** The event around the order. */
    static byte[] body(ObjectNode order) {
        return CloudEvent.body(
                order.path("id").asText(),
                "/citywall/tickets",
                EventTypes.TICKET_ORDER,
                order.path("caseId").asText(),
                Instant.parse(order.path("issuedAt").asText()),
                order);
    }
}
