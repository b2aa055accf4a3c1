package org.citywall.gateway.notify;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.Lane.Left;
import org.citywall.gateway.notify.Lane.Letter;
import org.citywall.gateway.sweep.Sweep;
import org.citywall.gateway.webhook.DeliveryTry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits: at once when it is woken, and each 200 ms what others left or what is due
 * again. Lanes are served at the same time ({@link Places}), what stands in one after the other.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long LOOK_MS = 200;
    private static final long OVERDUE_MS = 1_000;

    /** Then the lane is given back, and claimed anew: no chain of answers grows without end. */
    private static final int MOST_IN_A_ROW = 100;

    /** Times that the end of a try is written again while the database does not take it. */
    private static final int SETTLE_AGAIN = 10;

    private static final long SETTLE_AGAIN_MS = 400;

    /** PostgreSQL answers within 5 s or ends the statement; after that nobody will answer. */
    private static final long CLAIM_WITHIN_MS = 10_000;

    /** A channel ends its tries itself; who waits for it gives it a little longer. */
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(1);

    /** Added to the time of a try; a gateway that died holds up a lane for no longer. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Context context;
    private final NotificationQueue queue;
    private final Map<String, Channel> channels;
    private final NotifyOptions options;
    private final Clock clock;
    private final NotifyMeters meters;
    private final Circuits circuits;
    private final Sweep looking;
    private final Sweep overdue;
    private final Places places = new Places();
    private boolean isClaiming;
    private boolean shallClaimAgain;
    private boolean isFailing;
    private final Promise<Void> idle = Promise.promise();
    private volatile boolean isStopped;

    Dispatcher(
            Vertx vertx,
            NotificationQueue queue,
            Map<String, Channel> channels,
            NotifyOptions options,
            Clock clock,
            NotifyMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.queue = queue;
        this.channels = channels;
        this.options = options;
        this.clock = clock;
        this.meters = meters;
        this.circuits = new Circuits(options.circuitFailures(), options.circuitOpen());
        this.looking = new Sweep(vertx, "notifications", LOOK_MS, this::look);
        this.overdue = new Sweep(vertx, "overdue notifications", OVERDUE_MS, this::passOverdue);
    }

    void start() {
        looking.start();
        overdue.start();
    }

    /** Begins nothing more; ends when the answers to what is on its way are written. */
    Future<Void> stop() {
        isStopped = true;
        looking.stop();
        overdue.stop();
        context.runOnContext(nothing -> endIfIdle());
        return idle.future();
    }

    private void endIfIdle() {
        if (isStopped && places.isEmpty() && !isClaiming) {
            idle.tryComplete();
        }
    }

    /** Something may be due; from any thread. */
    void wake() {
        context.runOnContext(nothing -> claim());
    }

    private Future<Void> look() {
        wake();
        return Future.succeededFuture();
    }

    private Future<Void> passOverdue() {
        return queue.passOverdue(clock.instant())
                .onSuccess(this::passed)
                .compose(left -> queue.depth())
                .onSuccess(meters::depth)
                .mapEmpty();
    }

    private void passed(List<Left> left) {
        meters.left(left);
        if (!left.isEmpty()) {
            wake(); // they stand in other lanes now
        }
    }

    private void claim() {
        Places.Claim claim = isStopped ? null : places.next();
        if (claim == null) {
            return; // a lane that ends claims
        }
        if (isClaiming) {
            shallClaimAgain = true;
            return;
        }
        isClaiming = true;
        Instant now = clock.instant();
        queue.claim(now, leaseEnd(now, null), claim)
                .timeout(CLAIM_WITHIN_MS, TimeUnit.MILLISECONDS)
                .onComplete(
                        lanes -> {
                            isClaiming = false;
                            report(lanes.cause());
                            if (lanes.succeeded()) {
                                shallClaimAgain |= lanes.result().size() == claim.most();
                                lanes.result().forEach(this::serve);
                            }
                            if (shallClaimAgain) {
                                shallClaimAgain = false;
                                claim();
                            }
                            endIfIdle();
                        });
    }

    /** Told apart from another lease of the same lane by its end; PostgreSQL keeps microseconds. */
    private Instant leaseEnd(Instant now, @Nullable Channel channel) {
        return now.plus(longestTry(channel))
                .plus(LEASE_MARGIN)
                .plusNanos(1_000L * ThreadLocalRandom.current().nextInt(900_000))
                .truncatedTo(ChronoUnit.MICROS);
    }

    private Duration longestTry(@Nullable Channel channel) {
        Duration usual = options.webhooks().timeout();
        return channel == null ? usual : channel.longestTry(usual);
    }

    private void serve(Lane lane) {
        places.take(lane.channel);
        step(lane, false)
                .onComplete(
                        worked -> {
                            report(worked.cause());
                            queue.free(lane, clock.instant())
                                    .onComplete(
                                            freed -> {
                                                places.leave(lane.channel);
                                                if (worked.succeeded() && worked.result()) {
                                                    claim();
                                                }
                                                endIfIdle();
                                            });
                        });
    }

    /** One after the other, until none is due or one is not taken; whether anything was done. */
    private Future<Boolean> step(Lane lane, boolean hasWorked) {
        if (isStopped || lane.tried >= MOST_IN_A_ROW) {
            return Future.succeededFuture(hasWorked);
        }
        Channel channel = channels.get(lane.channel);
        String server = server(lane.channel, lane.address);
        Instant now = clock.instant();
        Instant leftAlone = circuits.openUntil(lane.channel, server, now);
        if (leftAlone == null) {
            return begin(lane, channel, hasWorked);
        }
        boolean isTried = circuits.isTried(lane.channel, server, now);
        Future<Void> passed =
                lane.red
                        ? queue.passRed(lane, now).onSuccess(this::passed).mapEmpty()
                        : Future.succeededFuture();
        // Red that nobody else can be told tries it all the same, one at a time.
        return passed.compose(
                done ->
                        lane.red && !isTried
                                ? begin(lane, channel, hasWorked)
                                : queue.putOff(lane, leftAlone).map(hasWorked));
    }

    private Future<Boolean> begin(Lane lane, @Nullable Channel channel, boolean hasWorked) {
        Instant now = clock.instant();
        return queue.begin(lane, channel, now, leaseEnd(now, channel))
                .compose(
                        begun -> {
                            meters.merged(lane.channel, begun.merged());
                            if (begun.notBefore() != null) {
                                return queue.slowDown(lane, begun.notBefore(), now)
                                        .onSuccess(this::passed)
                                        .map(hasWorked);
                            }
                            return begun.letter() == null
                                    ? Future.succeededFuture(hasWorked)
                                    : send(lane, begun.letter(), now);
                        });
    }

    private String server(String channel, String address) {
        Channel known = channels.get(channel);
        return known == null ? address : known.server(address);
    }

    private Future<Boolean> send(Lane lane, Letter letter, Instant began) {
        lane.address = letter.address();
        lane.tried++;
        meters.cutOff(letter.channel(), letter.cutOff());
        Channel channel = channels.get(letter.channel());
        circuits.begin(
                letter.channel(),
                server(letter.channel(), letter.address()),
                began,
                longestTry(channel));
        return tried(channel, letter).compose(tried -> settle(lane, letter, tried, began));
    }

    /** A channel that breaks its word and fails, or never answers, must not hold the lane. */
    private Future<DeliveryTry> tried(@Nullable Channel channel, Letter letter) {
        if (channel == null) {
            return Future.succeededFuture(DeliveryTry.forbidden("unknown channel"));
        }
        Future<DeliveryTry> sending;
        try {
            sending = channel.send(letter.message(), letter.address(), letter.secret());
        } catch (RuntimeException e) {
            sending = Future.failedFuture(e);
        }
        long most = longestTry(channel).plus(ANSWER_MARGIN).toMillis();
        return sending.timeout(most, TimeUnit.MILLISECONDS)
                .otherwise(
                        fault -> {
                            // Its words may hold the address.
                            LOG.warn(
                                    "channel {} failed: {}",
                                    letter.channel(),
                                    fault.getClass().getName());
                            return DeliveryTry.failed(
                                    fault instanceof TimeoutException
                                            ? DeliveryTry.TIME_OUT
                                            : fault.getClass().getSimpleName());
                        });
    }

    private Future<Boolean> settle(Lane lane, Letter letter, DeliveryTry tried, Instant began) {
        Instant now = clock.instant();
        learn(letter, tried, now);
        if (letter.isFirst() && tried.leftAt() != null) {
            meters.left(
                    letter.channel(),
                    letter.message().data().path("level").asInt(),
                    Duration.between(letter.message().at(), tried.leftAt()));
        }
        boolean isLeftAlone =
                circuits.openUntil(
                                letter.channel(), server(letter.channel(), letter.address()), now)
                        != null;
        double random = ThreadLocalRandom.current().nextDouble();
        Verdict verdict = Verdict.of(tried, letter.standing(), isLeftAlone, random, now);
        Duration took = Duration.between(began, now);
        return settle(() -> queue.settle(letter, tried, took, verdict, now), SETTLE_AGAIN)
                .compose(settled -> slowDown(letter, tried))
                .compose(settled -> follow(lane, letter, verdict, now));
    }

    /**
     * What is not written will be sent again by the heir of the lease: so it is tried as long as
     * the lease holds. The statement does the same however often it is done.
     */
    private Future<Void> settle(Supplier<Future<Void>> write, int more) {
        return write.get()
                .recover(
                        fault ->
                                more == 0
                                        ? Future.failedFuture(fault)
                                        : vertx.timer(SETTLE_AGAIN_MS, TimeUnit.MILLISECONDS)
                                                .compose(later -> settle(write, more - 1)));
    }

    /** Whoever shares the address must know that it had too much. */
    private Future<Void> slowDown(Letter letter, DeliveryTry tried) {
        Channel channel = channels.get(letter.channel());
        boolean isPaced = channel != null && !channel.paces().isEmpty();
        return isPaced && tried.isTooFast()
                ? queue.pause(letter, tried.retryAfter())
                : Future.succeededFuture();
    }

    private void learn(Letter letter, DeliveryTry tried, Instant now) {
        meters.tried(letter.channel(), tried);
        Channel channel = channels.get(letter.channel());
        String server = server(letter.channel(), letter.address());
        if (channel != null && channel.isOutage(tried)) {
            circuits.failed(letter.channel(), server, now);
        } else if (tried.status() != null) {
            circuits.answered(letter.channel(), server);
        }
    }

    private Future<Boolean> follow(Lane lane, Letter letter, Verdict verdict, Instant now) {
        return switch (verdict.next()) {
            case AGAIN -> Future.succeededFuture(true);
            case SENT -> {
                meters.sent(letter.channel());
                yield step(lane, true);
            }
            case PASS ->
                    queue.pass(letter, verdict.reason(), now)
                            .onSuccess(this::passed)
                            .compose(passed -> step(lane, true));
        };
    }

    private void report(Throwable fault) {
        if (fault == null) {
            isFailing = false;
        } else if (!isFailing) {
            isFailing = true;
            LOG.warn("notifications wait: {}", fault.toString());
        }
    }
}
