package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.command.Commands;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.kafka.Freshness;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.live.canary.Canaries;
import org.citywall.gateway.live.canary.Ticks;
import org.citywall.gateway.live.health.FeedAges;
import org.citywall.gateway.live.health.HealthBoard;
import org.citywall.gateway.live.health.HealthMonitor;
import org.citywall.gateway.live.health.ReadingFeed;
import org.citywall.gateway.live.raw.RawPressRoads;
import org.citywall.gateway.live.raw.RawPressTracker;
import org.citywall.gateway.live.raw.SignalTails;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.live.view.RedisAccess;
import org.citywall.gateway.live.view.RedisChannels;
import org.citywall.gateway.live.view.ViewFeed;
import org.citywall.gateway.live.view.ViewKeeper;
import org.citywall.gateway.live.view.ViewPages;
import org.citywall.gateway.live.ws.LiveServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is live: topics and their feeds, raw presses, pulse, health, commands under way. */
final class LivePart {
    private static final Logger LOG = LoggerFactory.getLogger(LivePart.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration CANARY = Duration.ofSeconds(2);
    private static final Duration KAFKA_SILENCE = Duration.ofSeconds(3);

    /** As long as tickets may be silent, and once more: older is silent anyway. */
    private static final Duration TICKET_LOOK_BACK = Duration.ofHours(2);

    private static final Duration REBUILD_LIMIT = Duration.ofMinutes(2);

    final LiveTopic alerts = new LiveTopic(LiveServer.ALERTS, 20_000);
    final LiveTopic devices = new LiveTopic(LiveServer.DEVICES, 50_000);
    final LiveTopic slopes = new LiveTopic(LiveServer.SLOPES, 200);
    final LiveTopic chargers = new LiveTopic(LiveServer.CHARGERS, 10_000);
    final LiveTopic tickets = new LiveTopic(LiveServer.TICKETS, 10_000);
    final LiveTopic hotSpots = new LiveTopic(LiveServer.HOT_SPOTS, 1_000);
    final LiveTopic indicators = new LiveTopic(LiveServer.INDICATORS, 1_000);
    final LiveTopic signals = new LiveTopic(LiveServer.SIGNALS, 1_000);
    final LiveTopic health = new LiveTopic(LiveServer.HEALTH, 100);
    final ViewPages pages;
    final RawPressRoads roads;
    final Canaries canaries;
    final Commands commands;
    final HealthBoard board;
    private final Vertx vertx;
    private final GatewayConfig config;
    private final Clock clock;
    private final Ticks ticks;
    private final RedisAccess redis;
    private final RedisChannels channels;
    private final SignalTails tails;
    private final Freshness readings;
    private final Freshness charging;
    private final Freshness ticketing;
    private final FeedAges feedAges;
    private final ViewFeed alertFeed;
    private HealthMonitor monitor;

    LivePart(Vertx vertx, GatewayConfig config, EventLog log, MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.clock = config.clock();
        // These two number their own steps and begin empty.
        signals.load(config.gatewayId(), "0", List.of());
        health.load(config.gatewayId(), "0", List.of());
        redis = new RedisAccess(config.redis());
        pages = new ViewPages(vertx, redis);
        alertFeed = new ViewFeed(redis, alerts);
        ticks = new Ticks(vertx, clock, log, config.gatewayId(), TICK);
        canaries = new Canaries(vertx, clock, log, config.gatewayId(), CANARY, meters);
        commands =
                new Commands(
                        vertx, clock, log, config.gatewayId(), config.commandPatience(), meters);
        board = new HealthBoard(health, clock);
        feedAges = new FeedAges(clock, meters);
        roads =
                new RawPressRoads(
                        vertx,
                        clock,
                        signals,
                        this::publishPress,
                        this::publishDismissal,
                        rawLimits(config),
                        meters);
        tails = new SignalTails(config.kafka(), roads, clock.instant().minus(config.rawLookBack()));
        readings =
                new Freshness(
                        config.kafka(),
                        Topics.SLOPE_READINGS,
                        EventTypes.SLOPE_READING,
                        clock.instant().minus(config.rawLookBack()));
        charging =
                new Freshness(
                        config.kafka(),
                        Topics.CHARGER_READINGS,
                        EventTypes.CHARGER_READING,
                        clock.instant().minus(config.rawLookBack()));
        ticketing =
                new Freshness(
                        config.kafka(),
                        Topics.TICKET_EVENTS,
                        EventTypes.TICKET_EVENT,
                        clock.instant().minus(TICKET_LOOK_BACK),
                        LivePart::isForeign);
        channels =
                new RedisChannels(
                        redis,
                        Map.of(
                                RedisKeys.CANARY_CHANNEL, canaries::received,
                                RedisKeys.RAW_PRESS_CHANNEL, roads::heard,
                                RedisKeys.RAW_DISMISSAL_CHANNEL, roads::heardDismissal));
    }

    private static RawPressTracker.Limits rawLimits(GatewayConfig config) {
        RawPressTracker.Limits defaults = RawPressTracker.Limits.defaults();
        return new RawPressTracker.Limits(
                config.rawGrace(),
                defaults.startHold(),
                defaults.maxPresses(),
                defaults.maxOutcomes());
    }

    /** The topics by the names that clients use. */
    Map<String, LiveTopic> topics() {
        Map<String, LiveTopic> all = new LinkedHashMap<>();
        List.of(alerts, signals, devices, slopes, chargers, tickets, hotSpots, indicators, health)
                .forEach(topic -> all.put(topic.name(), topic));
        return all;
    }

    /** Whether Kafka took a tick a moment ago. */
    boolean isKafkaWell() {
        return ticks.acknowledgedAt().isAfter(clock.instant().minus(KAFKA_SILENCE));
    }

    /** The newest status of a device, or null if it was never heard. */
    DeviceStatus deviceStatus(String deviceId) {
        return devices.item(deviceId)
                .map(item -> Json.read(item.json(), DeviceStatus.class))
                .orElse(null);
    }

    /** Whether the device was heard a moment ago, by whichever gateway. */
    boolean isOnline(String deviceId) {
        DeviceStatus known = deviceStatus(deviceId);
        return known != null && known.online();
    }

    /** When the newest signal of any device was logged, or null. */
    Instant newestSignalAt() {
        return tails.newestAt();
    }

    /** Starts everything; each part connects for itself and tries for ever. */
    void start(Lifecycle lifecycle, StorePart store) {
        lifecycle.onStopBlocking("redis", redis::close);
        startViews(lifecycle);
        channels.start();
        lifecycle.onStopBlocking("redis channels", channels::stop);
        roads.start();
        lifecycle.onStopBlocking("raw presses", roads::stop);
        monitor =
                new HealthMonitor(
                        vertx,
                        clock,
                        board,
                        new HealthMonitor.Probes(
                                tails::newestAt,
                                new ReadingFeed(readings::newestAt, slopes)::newestAt,
                                new ReadingFeed(charging::newestAt, chargers)::newestAt,
                                ticketing::newestAt,
                                this::isKafkaWell,
                                alertFeed::isConnected,
                                alertFeed::isWhole,
                                () -> store.pool.query("SELECT 1").execute()),
                        feedAges);
        monitor.start();
        lifecycle.onStopBlocking("health monitor", monitor::stop);
    }

    /** Starts what needs Kafka's topics: the keeper of the views, tails, and the pulse. */
    void startOnKafka(Lifecycle lifecycle) {
        ViewKeeper keeper =
                new ViewKeeper(
                        redis,
                        config.gatewayId(),
                        alerts,
                        List.of(devices, slopes, chargers, tickets, hotSpots, indicators),
                        this::readAlerts,
                        clock,
                        this::wiped);
        keeper.start();
        lifecycle.onStopBlocking("view keeper", keeper::stop);
        tails.start();
        lifecycle.onStopBlocking("signal tails", tails::stop);
        readings.start();
        lifecycle.onStopBlocking("slope readings", readings::stop);
        charging.start();
        lifecycle.onStopBlocking("charger readings", charging::stop);
        ticketing.start();
        lifecycle.onStopBlocking("ticket events", ticketing::stop);
        TopicTail results =
                new TopicTail(
                        config.kafka(),
                        Topics.COMMAND_RESULTS,
                        TopicTail.From.end(),
                        this::answered);
        results.start();
        lifecycle.onStopBlocking("command results", results::stop);
        ticks.start();
        canaries.start();
        lifecycle.onStopBlocking(
                "pulse",
                () -> {
                    canaries.stop();
                    ticks.stop();
                });
    }

    private void startViews(Lifecycle lifecycle) {
        ViewFeed deviceFeed = new ViewFeed(redis, devices);
        ViewFeed slopeViews = new ViewFeed(redis, slopes);
        ViewFeed chargerViews = new ViewFeed(redis, chargers);
        ViewFeed ticketBoards = new ViewFeed(redis, tickets);
        ViewFeed hotSpotViews = new ViewFeed(redis, hotSpots);
        ViewFeed indicatorViews = new ViewFeed(redis, indicators);
        alertFeed.start();
        deviceFeed.start();
        slopeViews.start();
        chargerViews.start();
        ticketBoards.start();
        hotSpotViews.start();
        indicatorViews.start();
        pages.start();
        lifecycle.onStopBlocking(
                "views",
                () -> {
                    alertFeed.stop();
                    deviceFeed.stop();
                    slopeViews.stop();
                    chargerViews.stop();
                    ticketBoards.stop();
                    hotSpotViews.stop();
                    indicatorViews.stop();
                    pages.stop();
                });
    }

    /** The wall says so at once, not when somebody looks next. */
    private void wiped() {
        alertFeed.doubt();
        monitor.rebuilding();
    }

    /** What the desk and the jobs append themselves is no sign that a system is heard. */
    private static boolean isForeign(String source) {
        return !source.startsWith("/");
    }

    private void publishPress(String json) {
        channels.publish(RedisKeys.RAW_PRESS_CHANNEL, json);
    }

    private void publishDismissal(String pressId) {
        channels.publish(RedisKeys.RAW_DISMISSAL_CHANNEL, pressId);
    }

    private void readAlerts(BiConsumer<String, String> records) throws Exception {
        TopicTail.readToEnd(
                config.kafka(),
                Topics.ALERTS,
                REBUILD_LIMIT,
                record -> records.accept(text(record.key()), text(record.value())));
    }

    private void answered(ConsumerRecord<byte[], byte[]> record) {
        try {
            commands.answered(Json.read(record.value(), CommandResult.class));
        } catch (UncheckedIOException e) {
            LOG.warn("record {} is no command result", record.offset(), e);
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
