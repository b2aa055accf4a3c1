package org.citywall.gateway.live.topic;

/** Told of every step, in order, on the feed's thread; must return at once. */
public interface TopicListener {
    /** The topic went one step on. */
    void changed(LiveTopic topic, Delta delta);

    /** The topic was replaced; what a reader holds is worthless. */
    void replaced(LiveTopic topic, String reason);
}
