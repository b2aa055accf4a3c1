package org.citywall.gateway.live.ws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.gateway.live.topic.Item;

/**
 * What one session has yet to be told of one topic: at most one entry per item, the newest. It
 * never drops an entry; a session whose outbox grows over its limit is resynchronised by a
 * snapshot, which holds every item that is still open, reds first.
 */
final class Outbox {
    private final Map<String, Item> waiting = new LinkedHashMap<>();
    private String sent;
    private String newest;

    /**
     * Starts after a message that the client was sent.
     *
     * @param offset offset of that message
     */
    Outbox(String offset) {
        this.sent = offset;
        this.newest = offset;
    }

    /**
     * Adds what a step changed.
     *
     * @param offset offset after the step
     * @param changes what the session may see of it
     * @return number of waiting entries that were replaced
     */
    int add(String offset, List<Item> changes) {
        int replaced = 0;
        for (Item item : changes) {
            Item known = waiting.get(item.id());
            if (known == null) {
                waiting.put(item.id(), item);
            } else {
                replaced++;
                if (known.rev() <= item.rev()) {
                    waiting.put(item.id(), item);
                }
            }
        }
        newest = offset;
        return replaced;
    }

    /** Entries that wait. */
    int size() {
        return waiting.size();
    }

    /** Offset of the last message that was taken. */
    String sentOffset() {
        return sent;
    }

    /** Offset up to which the waiting entries reach. */
    String newestOffset() {
        return newest;
    }

    /** Takes all that waits; from now on it counts as sent. */
    List<Item> take() {
        List<Item> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        sent = newest;
        return taken;
    }
}
