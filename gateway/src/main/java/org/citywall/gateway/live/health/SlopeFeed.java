package org.citywall.gateway.live.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;

/**
 * How fresh the readings of slopes are. Until the first comes after a start, the views know how new
 * the newest was.
 */
public final class SlopeFeed {
    /** Stations send each hour at least; longer is silence of all of them. */
    static final Duration LIMIT = Duration.ofHours(2);

    private final Supplier<Instant> log;
    private final LiveTopic slopes;

    /** What to say of the feed. */
    record Word(boolean ok, String detail) {}

    /**
     * Asks these.
     *
     * @param log when the log had the newest live reading; null: none since the start
     */
    public SlopeFeed(Supplier<Instant> log, LiveTopic slopes) {
        this.log = log;
        this.slopes = slopes;
    }

    /** When the newest live reading came; null: none is known of. */
    public Instant newestAt() {
        Instant newest = log.get();
        return newest == null ? newestIn(slopes) : newest;
    }

    /** Freshness in words. */
    static Word word(Instant newest, Instant now) {
        if (newest == null) {
            return new Word(false, "尚未收到边坡监测数据");
        }
        Duration silence = Duration.between(newest, now);
        return silence.compareTo(LIMIT) <= 0
                ? new Word(true, "边坡监测数据接入正常")
                : new Word(false, "边坡监测数据中断 %d 小时".formatted(silence.toHours()));
    }

    /** Device time of the newest reading of all live slopes. */
    private static Instant newestIn(LiveTopic slopes) {
        Instant newest = null;
        for (Item item : slopes.view().items()) {
            Instant at = at(item);
            newest = at != null && (newest == null || at.isAfter(newest)) ? at : newest;
        }
        return newest;
    }

    private static Instant at(Item item) {
        try {
            JsonNode view = Json.mapper().readTree(item.json());
            boolean counts = view.path("at").isTextual() && !view.path("replay").asBoolean();
            return counts ? Instant.parse(view.path("at").textValue()) : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was readable when it was taken", e);
        }
    }
}
