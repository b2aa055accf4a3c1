package org.citywall.gateway.live.topic;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.live.WallMessage;

/**
 * Text frames of the wall protocol. Items are already JSON, so frames are put together as text: an
 * alert is serialised once by the job that wrote it and never again.
 */
public final class Frames {
    private static final int ITEM_ESTIMATE = 512;

    private Frames() {}

    /** First message after a subscription, and after a change of epoch. */
    public static String hello(String epoch, Instant now, long beatMs) {
        return Json.string(new WallMessage.Hello(epoch, now, beatMs));
    }

    /** A fresh snapshot follows. */
    public static String resync(String reason) {
        return Json.string(new WallMessage.Resync(reason));
    }

    /** The heartbeat of the chain. */
    public static String beat(Instant now, WallMessage.CanaryReport canary) {
        return Json.string(new WallMessage.Beat(now, canary));
    }

    /** Everything of a topic that a subscription may see. */
    public static String snapshot(String topic, String offset, List<Item> items, String place) {
        StringBuilder out = new StringBuilder(128 + items.size() * ITEM_ESTIMATE);
        out.append("{\"t\":\"snapshot\",\"topic\":\"").append(topic);
        out.append("\",\"offset\":\"").append(offset).append("\",\"items\":[");
        String comma = "";
        for (Item item : items) {
            if (item.liesIn(place)) {
                out.append(comma).append(item.json());
                comma = ",";
            }
        }
        return out.append("]}").toString();
    }

    /** What changed since {@code prev}. */
    public static String delta(String topic, String prev, String offset, Collection<Item> changes) {
        StringBuilder out = new StringBuilder(128 + changes.size() * ITEM_ESTIMATE);
        out.append("{\"t\":\"delta\",\"topic\":\"").append(topic);
        out.append("\",\"prev\":\"").append(prev);
        out.append("\",\"offset\":\"").append(offset).append("\",\"changed\":[");
        String comma = "";
        for (Item item : changes) {
            if (!item.isGone()) {
                out.append(comma).append(item.json());
                comma = ",";
            }
        }
        out.append("],\"removed\":[");
        comma = "";
        for (Item item : changes) {
            if (item.isGone()) {
                out.append(comma).append(Json.string(item.id()));
                comma = ",";
            }
        }
        return out.append("]}").toString();
    }
}
