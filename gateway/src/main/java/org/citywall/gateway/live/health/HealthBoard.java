package org.citywall.gateway.live.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.citywall.contracts.Json;
import org.citywall.contracts.live.HealthItem;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;

/** The lines of topic {@code health}; a line is sent only when it says something new. */
public final class HealthBoard {
    /** A wall counts the age itself: telling it more often than this is of no use. */
    private static final Duration NEWEST_STEP = Duration.ofSeconds(1);

    private final LiveTopic topic;
    private final Clock clock;
    private final Map<String, HealthItem> lines = new HashMap<>();

    /** An empty board. */
    public HealthBoard(LiveTopic topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * Writes a line.
     *
     * @param id {@code feed:…} or {@code part:…}
     * @param newestAt received time of a feed's newest data, or null
     * @param detail one sentence in Chinese
     */
    public synchronized void write(String id, boolean ok, Instant newestAt, String detail) {
        HealthItem known = lines.get(id);
        if (known != null
                && known.ok() == ok
                && known.detail().equals(detail)
                && isSame(known.newestAt(), newestAt)) {
            return;
        }
        long rev = Math.max(clock.millis(), known == null ? 0 : known.rev() + 1);
        HealthItem line = new HealthItem(id, rev, ok, newestAt, detail);
        lines.put(id, line);
        topic.applyNext(List.of(Item.plain(id, rev, "", Json.string(line))));
    }

    /** Whether the part was well when it was last looked at. */
    public synchronized boolean isOk(String id) {
        HealthItem line = lines.get(id);
        return line != null && line.ok();
    }

    /** All lines. */
    public synchronized List<HealthItem> lines() {
        return List.copyOf(lines.values());
    }

    private static boolean isSame(Instant known, Instant now) {
        return Objects.equals(known, now)
                || (known != null && now != null && now.isBefore(known.plus(NEWEST_STEP)));
    }
}
