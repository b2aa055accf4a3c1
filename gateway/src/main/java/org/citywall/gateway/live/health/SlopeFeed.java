package org.citywall.gateway.live.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;

/**
 * How fresh the readings of slopes are: this gateway follows their topic by its headers, without
 * parsing. Recorded readings do not count. Until the first comes, the views know how new the newest
 * was.
 */
public final class SlopeFeed {
    /** Stations send each hour at least; longer is silence of all of them. */
    static final Duration LIMIT = Duration.ofHours(2);

    private final LiveTopic slopes;
    private final TopicTail tail;
    private final AtomicLong newestMs = new AtomicLong();

    /** What to say of the feed. */
    record Word(boolean ok, String detail) {}

    /**
     * Follows the readings.
     *
     * @param since how far to look back
     */
    public SlopeFeed(String bootstrap, LiveTopic slopes, Instant since) {
        this.slopes = slopes;
        this.tail =
                new TopicTail(
                        bootstrap,
                        Topics.SLOPE_READINGS,
                        TopicTail.From.since(since),
                        TopicTail.Fetch.LAZILY,
                        this::take);
    }

    /** Begins to follow. */
    public void start() {
        tail.start();
    }

    /** Stops following. */
    public void stop() {
        tail.stop();
    }

    /** When Kafka had the newest live reading; null: none is known of. */
    public Instant newestAt() {
        long ms = newestMs.get();
        return ms == 0 ? newestIn(slopes) : Instant.ofEpochMilli(ms);
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
    static Instant newestIn(LiveTopic slopes) {
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

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(KafkaHeaders.TYPE);
        boolean isReading =
                type != null
                        && EventTypes.SLOPE_READING.equals(
                                new String(type.value(), StandardCharsets.UTF_8));
        if (isReading && record.headers().lastHeader(KafkaHeaders.REPLAY) == null) {
            newestMs.accumulateAndGet(record.timestamp(), Math::max);
        }
    }
}
