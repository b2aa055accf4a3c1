package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.launcher.demo.devices.HttpLink;

/** The hotline: CloudEvents in batches. */
final class HotlineEvents implements Telling {
    private static final String SOURCE = "urn:citywall:demo:hotline";

    private final HttpLink link;

    HotlineEvents(HttpLink link) {
        this.link = link;
    }

    @Override
    public CompletableFuture<Void> tell(Story story, List<OpenStory.Told> told) {
        return link.sendBatch(Json.bytes(batch(story, told)));
    }

    static ArrayNode batch(Story story, List<OpenStory.Told> told) {
        ArrayNode batch = Json.mapper().createArrayNode();
        for (OpenStory.Told each : told) {
            ObjectNode data = each.step().data().deepCopy();
            data.put("system", story.voice().system()).put("ticketId", story.number());
            data.put("event", each.step().event()).put("occurredAt", Json.time(each.at()));
            batch.addObject()
                    .put("specversion", "1.0")
                    .put("type", EventTypes.TICKET_EVENT)
                    .put("source", SOURCE)
                    .put("id", each.id())
                    .set("data", data);
        }
        return batch;
    }
}
