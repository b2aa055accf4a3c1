package org.citywall.gateway.live.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks each second how feeds and parts are, and writes it on the board. */
public final class HealthMonitor {
    /** The feed of fire signals. */
    public static final String FEED_FIRE = "feed:fire";

    /** The feed of readings of slopes. */
    public static final String FEED_SLOPE = "feed:slope";

    /** The feed of readings of chargers. */
    public static final String FEED_EBIKE = "feed:ebike";

    /** Whether systems of tickets are heard. */
    public static final String FEED_TICKET = "feed:ticket";

    /** Kafka as this gateway sees it. */
    public static final String KAFKA = "part:kafka";

    /** Redis as this gateway sees it. */
    public static final String REDIS = "part:redis";

    /** PostgreSQL as this gateway sees it. */
    public static final String POSTGRES = "part:postgres";

    private static final long PERIOD_MS = 1_000;
    private static final long PROBE_LIMIT_MS = 2_000;

    private final Vertx vertx;
    private final Clock clock;
    private final HealthBoard board;
    private final Probes probes;
    private final FeedAges ages;
    private boolean probing;
    private long timer = -1;

    /**
     * How to look.
     *
     * @param fireNewest received time of the newest fire signal, or null
     * @param slopeNewest received time of the newest reading of a slope, or null
     * @param ebikeNewest received time of the newest reading of a charger, or null
     * @param ticketNewest when the log had the newest event of a ticket's system, or null
     * @param kafka whether Kafka takes records
     * @param redis whether Redis answers
     * @param view whether the view in it is whole, as far as anybody noticed
     * @param postgres completes if PostgreSQL answers
     */
    public record Probes(
            Supplier<Instant> fireNewest,
            Supplier<Instant> slopeNewest,
            Supplier<Instant> ebikeNewest,
            Supplier<Instant> ticketNewest,
            BooleanSupplier kafka,
            BooleanSupplier redis,
            BooleanSupplier view,
            Supplier<Future<?>> postgres) {}

    /** Writes on this board. */
    public HealthMonitor(
            Vertx vertx, Clock clock, HealthBoard board, Probes probes, FeedAges ages) {
        this.vertx = vertx;
        this.clock = clock;
        this.board = board;
        this.probes = probes;
        this.ages = ages;
    }

    /** Begins to look. */
    public void start() {
        timer = vertx.setPeriodic(0, PERIOD_MS, id -> look());
    }

    /** Stops looking. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        Instant newest = probes.fireNewest().get();
        ages.heard(FEED_FIRE, newest);
        board.write(FEED_FIRE, newest != null, newest, newest == null ? "尚未收到火警数据" : "火警数据接入正常");
        feed(FEED_SLOPE, ReadingFeed.Kind.SLOPE, probes.slopeNewest().get());
        feed(FEED_EBIKE, ReadingFeed.Kind.EBIKE, probes.ebikeNewest().get());
        feed(FEED_TICKET, ReadingFeed.Kind.TICKET, probes.ticketNewest().get());
        part(KAFKA, probes.kafka().getAsBoolean(), "消息总线 Kafka");
        if (probes.redis().getAsBoolean() && !probes.view().getAsBoolean()) {
            rebuilding();
        } else {
            part(REDIS, probes.redis().getAsBoolean(), "实时视图 Redis");
        }
        if (!probing) {
            probing = true;
            probes.postgres()
                    .get()
                    .timeout(PROBE_LIMIT_MS, TimeUnit.MILLISECONDS)
                    .onComplete(
                            done -> {
                                probing = false;
                                part(POSTGRES, done.succeeded(), "档案库 PostgreSQL");
                            });
        }
    }

    /** Says now that Redis lost the view, and that it is being rebuilt. */
    public void rebuilding() {
        board.write(REDIS, false, null, "实时视图 Redis 已丢失，正在重建");
    }

    private void feed(String id, ReadingFeed.Kind kind, Instant newest) {
        ages.heard(id, newest);
        ReadingFeed.Word word = ReadingFeed.word(kind, newest, clock.instant());
        board.write(id, word.ok(), newest, word.detail());
    }

    private void part(String id, boolean ok, String name) {
        board.write(id, ok, null, name + (ok ? " 正常" : " 无应答"));
    }
}
