package org.citywall.gateway.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;

/** An order as it goes out: a CloudEvent in structured JSON, and its signature. */
final class OrderMessage {
    /** Media type of what is sent. */
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    /** Header of the signature. */
    static final String SIGNATURE = "X-Citywall-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private OrderMessage() {}

    /** The event around the order. */
    static byte[] body(ObjectNode order) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("id", order.path("id").asText());
        event.put("source", "/citywall/tickets").put("type", EventTypes.TICKET_ORDER);
        event.put("subject", order.path("caseId").asText());
        event.put("time", order.path("issuedAt").asText());
        event.put("datacontenttype", "application/json");
        event.set("data", order);
        return Json.bytes(event);
    }

    /**
     * {@code t=…,v1=…}: when it was signed in seconds of Unix time, and the HMAC-SHA256 of that, a
     * dot and the body, in hex. Who takes it should refuse what was signed long ago.
     */
    static String signature(String secret, Instant now, byte[] body) {
        long seconds = now.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
