package org.citywall.gateway.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.junit.jupiter.api.Test;

class ReadingFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void ticketsMayBeSilentForAnHour() {
        ReadingFeed.Kind ticket = ReadingFeed.Kind.TICKET;
        assertThat(ReadingFeed.word(ticket, null, NOW).detail()).isEqualTo("尚未收到工单数据");
        assertThat(ReadingFeed.word(ticket, NOW.minusSeconds(3_600), NOW).ok()).isTrue();
        assertThat(ReadingFeed.word(ticket, NOW.minusSeconds(3_660), NOW).detail())
                .isEqualTo("工单数据中断 1 小时");
    }

    @Test
    void silenceIsSaidInWords() {
        assertThat(ReadingFeed.word(ReadingFeed.Kind.SLOPE, null, NOW).detail())
                .isEqualTo("尚未收到边坡监测数据");
        assertThat(
                        ReadingFeed.word(
                                        ReadingFeed.Kind.SLOPE,
                                        NOW.minus(ReadingFeed.Kind.SLOPE.limit),
                                        NOW)
                                .ok())
                .isTrue();
        ReadingFeed.Word silent =
                ReadingFeed.word(ReadingFeed.Kind.SLOPE, NOW.minusSeconds(3 * 3_600 + 60), NOW);
        assertThat(silent.ok()).isFalse();
        assertThat(silent.detail()).isEqualTo("边坡监测数据中断 3 小时");
    }

    @Test
    void chargersAreSilentSooner() {
        ReadingFeed.Kind ebike = ReadingFeed.Kind.EBIKE;
        assertThat(ReadingFeed.word(ebike, null, NOW).detail()).isEqualTo("尚未收到电动车充电数据");
        assertThat(ReadingFeed.word(ebike, NOW.minusSeconds(300), NOW).ok()).isTrue();
        ReadingFeed.Word silent = ReadingFeed.word(ebike, NOW.minusSeconds(400), NOW);
        assertThat(silent.ok()).isFalse();
        assertThat(silent.detail()).isEqualTo("电动车充电数据中断 6 分钟");
    }

    @Test
    void untilAReadingComesTheLiveViewsSayHowNewTheNewestIs() {
        LiveTopic slopes = new LiveTopic("slopes", 10);
        slopes.load("1", "0", List.of());
        AtomicReference<Instant> log = new AtomicReference<>();
        ReadingFeed feed = new ReadingFeed(log::get, slopes);
        assertThat(feed.newestAt()).isNull();

        slopes.applyNext(
                List.of(
                        item("S-1", "{\"at\":\"2026-11-21T10:00:00Z\",\"replay\":false}"),
                        item("S-2", "{\"at\":\"2026-11-21T11:00:00Z\"}"),
                        item("S-1~replay", "{\"at\":\"2026-11-21T11:59:00Z\",\"replay\":true}"),
                        item("S-3", "{}")));

        assertThat(feed.newestAt()).isEqualTo("2026-11-21T11:00:00Z");
        log.set(NOW);
        assertThat(feed.newestAt()).isEqualTo(NOW);
    }

    private static Item item(String id, String json) {
        return Item.plain(id, 1, "", json);
    }
}
