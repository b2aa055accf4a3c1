package org.citywall.gateway.live.ws;

import java.util.List;
import org.citywall.gateway.live.topic.Delta;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.live.topic.TopicView;

/** One topic as one session sees it. Confined to the session's event loop. */
final class Subscription {
    private final LiveTopic topic;
    private final String place;
    private final boolean urgent;
    private Outbox outbox;
    private long seq;

    /**
     * A subscription that has not sent anything yet.
     *
     * @param topic what is seen
     * @param place grid path with everything below; empty: all
     * @param urgent sent at once; otherwise with the next conflation tick
     */
    Subscription(LiveTopic topic, String place, boolean urgent) {
        this.topic = topic;
        this.place = place;
        this.urgent = urgent;
    }

    LiveTopic topic() {
        return topic;
    }

    String place() {
        return place;
    }

    boolean isUrgent() {
        return urgent;
    }

    /** Whether the client holds a state that steps can be added to. */
    boolean isStarted() {
        return outbox != null;
    }

    /** Whether this state is already contained in what the client was sent. */
    boolean contains(long otherSeq) {
        return outbox != null && seq >= otherSeq;
    }

    /** The client now holds this state. */
    void startFrom(TopicView view) {
        outbox = new Outbox(view.offset());
        seq = view.seq();
    }

    /** The client now holds this state. */
    void startFrom(Delta delta) {
        outbox = new Outbox(delta.offset());
        seq = delta.seq();
    }

    /** What of these changes the session may see. */
    List<Item> visible(List<Item> changes) {
        if (place.isEmpty()) {
            return changes;
        }
        return changes.stream().filter(item -> item.liesIn(place)).toList();
    }

    /** Queues a step; returns the number of entries that were replaced by newer ones. */
    int add(Delta delta) {
        seq = delta.seq();
        return outbox.add(delta.offset(), visible(delta.changes()));
    }

    /** Entries that wait. */
    int waiting() {
        return outbox == null ? 0 : outbox.size();
    }

    /** Forgets what waits; the client must be sent a snapshot next. */
    void drop() {
        outbox = null;
    }

    Outbox outbox() {
        return outbox;
    }
}
