package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.citywall.contracts.Json;

/** Messages as channels get them. */
public final class Messages {
    public static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private Messages() {}

    /** About a fire that is red. */
    public static Message page() {
        return page(data());
    }

    /** With this data. */
    public static Message page(ObjectNode data) {
        return new Message("p1", false, "A-1", AT, data);
    }

    /** As {@link PageData} writes it. */
    public static ObjectNode data() {
        return Json.mapper()
                .createObjectNode()
                .put("pageId", "p1")
                .put("alertId", "A-1")
                .put("title", "火警")
                .put("level", 1)
                .put("step", "raised")
                .put("to", "沙浦值班")
                .put("reason", "手动报警按钮按下")
                .put("at", "2026-03-01T08:00:00Z")
                .put("since", "2026-03-01T07:58:00Z")
                .put("drill", false)
                .put("verified", false)
                .put("domain", "fire")
                .put("place", "yunwan/shapu/c01")
                .put("placeName", "云湾")
                .put("site", "一号楼")
                .put("link", "https://wall.example/m?alert=A-1");
    }

    /** Of so many yellow pages. */
    public static Message digest(int pages) {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode list = body.putArray("pages");
        for (int i = 0; i < pages; i++) {
            list.add(data().put("alertId", "A-" + i).put("pageId", "p" + i).put("level", 3));
        }
        body.put("to", "li").put("level", 3).put("count", pages);
        return new Message("d1", true, "li", AT, body);
    }
}
