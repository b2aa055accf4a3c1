package org.citywall.gateway.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.citywall.contracts.Json;

/** A message as it goes out: a CloudEvent 1.0 in structured JSON. */
public final class CloudEvent {
    /** Media type of what is sent. */
    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private CloudEvent() {}

    /**
     * The event around the data.
     *
     * @param source which part of Citywall speaks, as a path
     * @param subject what it is about
     */
    public static byte[] body(
            String id, String source, String type, String subject, Instant time, ObjectNode data) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("id", id).put("source", source).put("type", type);
        event.put("subject", subject).put("time", Json.time(time));
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return Json.bytes(event);
    }
}
