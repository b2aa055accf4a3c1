package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the first estimates of v_eq that the stream shows. They live in its state alone; without
 * this, a stream that lost its state would find others from later days, perhaps of a slope that
 * already speeds up, under the same number. Whichever gateway is first stores them.
 */
public final class FirstRates {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRates.class);
    private static final long PERIOD_MS = 60_000;

    private final Vertx vertx;
    private final LiveTopic live;
    private final SlopeProfiles profiles;

    /** Revisions of views that have nothing more to store. */
    private final Map<String, Long> done = new ConcurrentHashMap<>();

    /** Known to be stored; what is stored stays so. */
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    private long timer = -1;
    private boolean isBusy;

    /** What matters of a view; the rest is skipped unread. */
    private record Shown(boolean replay, @Nullable List<Instrument> instruments) {}

    private record Instrument(
            String stationId, String channel, @Nullable ReferenceRate reference) {}

    /** A view with estimates that may have to be stored. */
    private record Found(String siteId, long rev, List<ReferenceRate> rates) {}

    /** Looks at this view and stores there. */
    public FirstRates(Vertx vertx, LiveTopic live, SlopeProfiles profiles) {
        this.vertx = vertx;
        this.live = live;
        this.profiles = profiles;
    }

    /** Begins to look. */
    public void start() {
        timer = vertx.setPeriodic(PERIOD_MS, PERIOD_MS, id -> lookAgain());
    }

    /** Stops looking. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void lookAgain() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        look().onComplete(
                        looked -> {
                            isBusy = false;
                            if (looked.failed()) {
                                LOG.debug("not stored: {}", looked.cause().toString());
                            }
                        });
    }

    /** Stores what is not stored yet, slope by slope; gives how many slopes had such. */
    Future<Integer> look() {
        return vertx.executeBlocking(this::found, false).compose(found -> store(found, 0));
    }

    private Future<Integer> store(List<Found> found, int from) {
        if (from == found.size()) {
            return Future.succeededFuture(from);
        }
        Found one = found.get(from);
        return profiles.keepFirst(one.siteId(), one.rates())
                .compose(
                        profile -> {
                            remember(one, profile);
                            return store(found, from + 1);
                        });
    }

    /** A rate that a person set meanwhile is no estimate: should it go, the estimate is asked. */
    private void remember(Found found, SlopeProfile profile) {
        PastRates names = new PastRates(List.of(), profile.aliases());
        for (ReferenceRate rate : found.rates()) {
            if (profile.rates().stream()
                    .anyMatch(held -> PastRates.isFirst(held) && names.isSameSeries(held, rate))) {
                stored.add(key(found.siteId(), rate));
            }
        }
        done.put(found.siteId(), found.rev());
    }

    private List<Found> found() {
        List<Item> items = live.view().items();
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        done.keySet().retainAll(ids);
        List<Found> found = new ArrayList<>();
        for (Item item : items) {
            if (done.getOrDefault(item.id(), -1L) == item.rev()) {
                continue;
            }
            List<ReferenceRate> rates = unstored(item);
            if (rates.isEmpty()) {
                done.put(item.id(), item.rev());
            } else {
                found.add(new Found(item.id(), item.rev(), rates));
            }
        }
        return found;
    }

    private List<ReferenceRate> unstored(Item item) {
        Shown view = Json.read(item.json(), Shown.class);
        List<ReferenceRate> rates = new ArrayList<>();
        if (view.replay() || view.instruments() == null) {
            return rates;
        }
        for (Instrument instrument : view.instruments()) {
            ReferenceRate shown = instrument.reference();
            if (shown != null && PastRates.isFirst(shown)) {
                ReferenceRate rate = named(instrument, shown);
                if (!stored.contains(key(item.id(), rate))) {
                    rates.add(rate);
                }
            }
        }
        return rates;
    }

    /** A station that was renamed carries the estimate of its earlier name. */
    private static ReferenceRate named(Instrument instrument, ReferenceRate rate) {
        return new ReferenceRate(
                instrument.stationId(),
                instrument.channel(),
                rate.mmPerDay(),
                rate.sigma(),
                rate.from(),
                rate.to(),
                rate.version(),
                null);
    }

    private static String key(String siteId, ReferenceRate rate) {
        return siteId + "/" + rate.stationId() + "/" + rate.channel();
    }
}
