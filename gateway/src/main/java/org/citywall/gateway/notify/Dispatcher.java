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
import org.citywall.gateway.notify.Lane.Left;
import org.citywall.gateway.notify.Lane.Letter;
import org.citywall.gateway.sweep.Sweep;
import org.citywall.gateway.webhook.DeliveryTry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits: at once when it is woken, and each 200 ms what others left or what is due
 * again. Lanes are served at the same time, what stands in one after the other. Some places are
 * kept for red, so that it never waits for addresses that are slow.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long LOOK_MS = 200;
    private static final long OVERDUE_MS = 1_000;

    private static final int PLACES = 64;
    private static final int PLACES_OF_RED = 16;
    private static final int ALL = 3;
    private static final int RED = 1;

    /** Added to the time of a try; a gateway that died holds up a lane for no longer. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private final Context context;
    private final NotificationQueue queue;
    private final Map<String, Channel> channels;
    private final NotifyOptions options;
    private final Clock clock;
    private final NotifyMeters meters;
    private final Circuits circuits;
    private final Sweep looking;
    private final Sweep overdue;
    private int served;
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
        if (isStopped && served == 0 && !isClaiming) {
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
        if (isStopped || served >= PLACES) {
            return; // a lane that ends claims
        }
        if (isClaiming) {
            shallClaimAgain = true;
            return;
        }
        isClaiming = true;
        int forAll = PLACES - PLACES_OF_RED - served;
        int mildest = forAll > 0 ? ALL : RED;
        int most = forAll > 0 ? forAll : PLACES - served;
        Instant now = clock.instant();
        queue.claim(now, leaseEnd(now), most, mildest)
                .onComplete(
                        lanes -> {
                            isClaiming = false;
                            report(lanes.cause());
                            if (lanes.succeeded()) {
                                shallClaimAgain |= lanes.result().size() == most;
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
    private Instant leaseEnd(Instant now) {
        return now.plus(options.webhooks().timeout())
                .plus(LEASE_MARGIN)
                .plusNanos(1_000L * ThreadLocalRandom.current().nextInt(900_000))
                .truncatedTo(ChronoUnit.MICROS);
    }

    private void serve(Lane lane) {
        served++;
        step(lane, false)
                .onComplete(
                        worked -> {
                            report(worked.cause());
                            queue.free(lane, clock.instant())
                                    .onComplete(
                                            freed -> {
                                                served--;
                                                if (worked.succeeded() && worked.result()) {
                                                    claim();
                                                }
                                                endIfIdle();
                                            });
                        });
    }

    /** One after the other, until none is due or one is not taken; whether anything was done. */
    private Future<Boolean> step(Lane lane, boolean hasWorked) {
        if (isStopped) {
            return Future.succeededFuture(hasWorked);
        }
        Instant now = clock.instant();
        Instant leftAlone = circuits.openUntil(lane.channel, lane.address, now);
        if (leftAlone != null) {
            return queue.leaveAlone(lane, leftAlone, now).onSuccess(this::passed).map(hasWorked);
        }
        return queue.begin(lane, channels.get(lane.channel), now, leaseEnd(now))
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

    private Future<Boolean> send(Lane lane, Letter letter, Instant began) {
        lane.address = letter.address();
        meters.cutOff(letter.channel(), letter.cutOff());
        circuits.begin(letter.channel(), letter.address(), began, options.webhooks().timeout());
        Channel channel = channels.get(letter.channel());
        Future<DeliveryTry> sending =
                channel == null
                        ? Future.succeededFuture(DeliveryTry.forbidden("unknown channel"))
                        : channel.send(letter.message(), letter.address(), letter.secret());
        return sending.compose(tried -> settle(lane, letter, tried, began));
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
        boolean isLeftAlone = circuits.openUntil(letter.channel(), letter.address(), now) != null;
        double random = ThreadLocalRandom.current().nextDouble();
        Verdict verdict = Verdict.of(tried, letter.standing(), isLeftAlone, random, now);
        return queue.settle(letter, tried, Duration.between(began, now), verdict, now)
                .compose(settled -> slowDown(letter, tried))
                .compose(settled -> follow(lane, letter, verdict, now));
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
        if (tried.end() == DeliveryTry.End.AGAIN) {
            circuits.failed(letter.channel(), letter.address(), now);
        } else if (tried.status() != null) {
            circuits.answered(letter.channel(), letter.address());
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
