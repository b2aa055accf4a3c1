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
 * How fresh the readings of a domain are. Until the first comes after a start, the views know how
 * new the newest was.
 */
public final class ReadingFeed {
    private final Supplier<Instant> log;
    private final LiveTopic views;

    /** Whose readings, and how long all of them may be silent. */
    enum Kind {
        /** Stations send each hour at least. */
        SLOPE("边坡监测数据", Duration.ofHours(2)),
        /** Chargers send each 30 to 90 s; a whole city's do not fall silent together. */
        EBIKE("电动车充电数据", Duration.ofMinutes(5)),
        /** Hotlines of a whole district have some each hour, at night too. Our own default. */
        TICKET("工单数据", Duration.ofHours(1));

        private final String words;
        final Duration limit;

        Kind(String words, Duration limit) {
            this.words = words;
            this.limit = limit;
        }
    }

    /** What to say of the feed. */
    record Word(boolean ok, String detail) {}

    /**
     * Asks these.
     *
     * @param log when the log had the newest live reading; null: none since the start
     * @param views with {@code at} and {@code replay}
     */
    public ReadingFeed(Supplier<Instant> log, LiveTopic views) {
        this.log = log;
        this.views = views;
    }

    /** When the newest live reading came; null: none is known of. */
    public Instant newestAt() {
        Instant newest = log.get();
        return newest == null ? newestIn(views) : newest;
    }

    /** Freshness in words. */
    static Word word(Kind kind, Instant newest, Instant now) {
        if (newest == null) {
            return new Word(false, "尚未收到" + kind.words);
        }
        Duration silence = Duration.between(newest, now);
        return silence.compareTo(kind.limit) <= 0
                ? new Word(true, kind.words + "接入正常")
                : new Word(false, kind.words + "中断 " + length(silence));
    }

    private static String length(Duration silence) {
        return silence.toHours() > 0 ? silence.toHours() + " 小时" : silence.toMinutes() + " 分钟";
    }

    /** Time of the newest reading of all live views. */
    private static Instant newestIn(LiveTopic views) {
        Instant newest = null;
        for (Item item : views.view().items()) {
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
