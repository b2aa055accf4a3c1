package org.citywall.gateway.charger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of charging sites for who looks at them. The stream writes a page that nobody looks at each
 * ten minutes only, so the log is told of who looks; the first to look at a site waits for the page
 * that the stream writes then, and whoever goes on to look gets the stored one, which is written
 * with every change.
 */
public final class WatchedPages {
    /** Log, rules and live view take some 50 ms; who looks should not wait for an outage. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(WatchedPages.class);
    private static final long LOOK_AGAIN_MS = 40;
    private static final String SOURCE = "/gateway/chargers";

    private final Vertx vertx;
    private final EventLog log;
    private final Function<String, Future<Optional<String>>> stored;
    private final Duration patience;
    private final Clock clock;

    /** Page → when the log was told last, and what its first reader waits for. */
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    private record Look(Instant at, Future<Optional<String>> fresh) {}

    /**
     * Reads these pages, and tells this log.
     *
     * @param stored id of a page to the page, as the stream wrote it
     * @param patience how long the first to look waits for a newer page than the stored one
     */
    public WatchedPages(
            Vertx vertx,
            EventLog log,
            Function<String, Future<Optional<String>>> stored,
            Duration patience,
            Clock clock) {
        this.vertx = vertx;
        this.log = log;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The page as it is now, or at least the stored one: without log, and after the time one waits
     * for it.
     *
     * @param isHeard whether the site was ever heard; else there is nothing to wait for
     */
    Future<Optional<String>> page(String siteId, boolean isReplay, boolean isHeard) {
        String id = isReplay ? siteId + ChargerPage.REPLAY : siteId;
        Instant now = clock.instant();
        Look known = looks.get(id);
        if (known == null || !isRecent(known, now)) {
            return look(id, siteId, isReplay, isHeard);
        }
        if (!known.fresh().isComplete()) {
            return known.fresh();
        }
        // Pages have no log: where Redis was wiped, only the rules can write one anew.
        return stored.apply(id)
                .compose(
                        found ->
                                found.isEmpty() && isHeard
                                        ? look(id, siteId, isReplay, true)
                                        : Future.succeededFuture(found));
    }

    private Future<Optional<String>> look(
            String id, String siteId, boolean isReplay, boolean isHeard) {
        Instant now = clock.instant();
        looks.values().removeIf(one -> !isRecent(one, now));
        Promise<Optional<String>> fresh = Promise.promise();
        looks.put(id, new Look(now, fresh.future()));
        stored.apply(id)
                .onFailure(
                        error -> {
                            looks.remove(id);
                            fresh.tryFail(error);
                        })
                .onSuccess(
                        before -> {
                            tell(new PageWatch(siteId, isReplay, now), id, before, fresh);
                            if (isHeard || before.isPresent()) {
                                vertx.setTimer(
                                        patience.toMillis(), timer -> fresh.tryComplete(before));
                                lookAgain(id, before, fresh);
                            } else {
                                fresh.tryComplete(before);
                            }
                        });
        return fresh.future();
    }

    private static boolean isRecent(Look look, Instant now) {
        return now.isBefore(look.at().plus(PageWatch.RENEWED));
    }

    /** What the log did not take is told again by the next who looks. */
    private void tell(
            PageWatch watch, String id, Optional<String> before, Promise<Optional<String>> fresh) {
        String event = Ids.of("page-watch", id, Long.toString(watch.at().toEpochMilli()));
        log.append(
                        new EventLog.Entry(
                                Topics.CHARGER_READINGS,
                                null,
                                watch.siteId(),
                                EventTypes.CHARGER_WATCH,
                                event,
                                SOURCE,
                                Json.bytes(watch),
                                Map.of()))
                .onFailure(
                        error -> {
                            LOG.debug("nobody knows who looks at {}: {}", id, error.toString());
                            looks.computeIfPresent(
                                    id, (page, look) -> look.at().equals(watch.at()) ? null : look);
                            fresh.tryComplete(before);
                        });
    }

    /** The stream overwrites a page by a newer one only. */
    private void lookAgain(String id, Optional<String> before, Promise<Optional<String>> fresh) {
        vertx.setTimer(
                LOOK_AGAIN_MS,
                timer -> {
                    if (fresh.future().isComplete()) {
                        return;
                    }
                    stored.apply(id)
                            .onFailure(error -> fresh.tryComplete(before))
                            .onSuccess(
                                    found -> {
                                        if (found.isPresent() && !found.equals(before)) {
                                            fresh.tryComplete(found);
                                        } else {
                                            lookAgain(id, before, fresh);
                                        }
                                    });
                });
    }
}
