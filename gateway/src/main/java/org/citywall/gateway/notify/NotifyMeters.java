package org.citywall.gateway.notify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.notify.Lane.Left;
import org.citywall.gateway.webhook.DeliveryTry;

/** Numbers of what people are told (docs/metrics.md). */
final class NotifyMeters {
    private static final List<String> LEVELS = List.of("red", "orange", "yellow", "blue");
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry meters;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicReference<Instant> oldestRed = new AtomicReference<>();

    NotifyMeters(MeterRegistry meters, Collection<String> channels, Clock clock) {
        this.meters = meters;
        meters.gauge(MetricNames.NOTIFY_WAITING, waiting);
        Gauge.builder(MetricNames.NOTIFY_OLDEST_RED, () -> age(clock.instant()))
                .baseUnit("seconds")
                .register(meters);
        for (String channel : channels) {
            attempts(channel, "taken", "ok", 0);
            for (String result : List.of("sent", "passed", "dead")) {
                ended(channel, result, 0);
            }
            LEVELS.forEach(level -> latency(channel, level));
            merged(channel, 0);
        }
    }

    private double age(Instant now) {
        Instant since = oldestRed.get();
        return since == null ? 0 : Duration.between(since, now).toMillis() / 1_000.0;
    }

    void depth(NotificationQueue.Depth depth) {
        waiting.set(depth.waiting());
        oldestRed.set(depth.oldestRed());
    }

    /** The request of a page left. */
    void left(String channel, int level, Duration since) {
        latency(channel, LEVELS.get(level - 1)).record(since.isNegative() ? Duration.ZERO : since);
    }

    /** So many pages went as one message, because each alone would have been too fast. */
    void merged(String channel, int pages) {
        meters.counter(MetricNames.NOTIFY_MERGED, "channel", channel).increment(pages);
    }

    /** A try ended. */
    void tried(String channel, DeliveryTry tried) {
        attempts(channel, NotificationQueue.result(tried), tried.reason(), 1);
    }

    /** A gateway died before it knew how its tries ended. */
    void cutOff(String channel, int tries) {
        if (tries > 0) {
            attempts(channel, "cut-off", "unknown", tries);
        }
    }

    void sent(String channel) {
        ended(channel, "sent", 1);
    }

    void left(List<Left> left) {
        left.forEach(each -> ended(each.channel(), each.isDead() ? "dead" : "passed", 1));
    }

    private void attempts(String channel, String result, String reason, int n) {
        meters.counter(
                        MetricNames.NOTIFY_ATTEMPTS,
                        "channel",
                        channel,
                        "result",
                        result,
                        "reason",
                        reason)
                .increment(n);
    }

    private void ended(String channel, String result, int n) {
        meters.counter(MetricNames.NOTIFY_ENDED, "channel", channel, "result", result).increment(n);
    }

    private Timer latency(String channel, String level) {
        return Timer.builder(MetricNames.NOTIFY_LATENCY)
                .tags("channel", channel, "level", level)
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
    }
}
