package org.citywall.gateway.live.raw;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.live.RawPressRoad;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;

/**
 * The roads by which this gateway hears of presses: its own ingest, the other gateways through
 * Redis, and Kafka. Any one of them is enough.
 */
public final class RawPressRoads implements RawPressRoad {
    private static final long TICK_MS = 100;

    private final Vertx vertx;
    private final Clock clock;
    private final LiveTopic topic;
    private final Consumer<String> publish;
    private final Consumer<String> publishDismissal;
    private final RawPressTracker tracker;
    private long timer = -1;

    /**
     * Roads into the topic of raw presses.
     *
     * @param publish tells the other gateways of a press; must neither wait nor fail
     * @param publishDismissal tells them the id of one that was dismissed; likewise
     */
    public RawPressRoads(
            Vertx vertx,
            Clock clock,
            LiveTopic topic,
            Consumer<String> publish,
            Consumer<String> publishDismissal,
            RawPressTracker.Limits limits,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.topic = topic;
        this.publish = publish;
        this.publishDismissal = publishDismissal;
        this.tracker = new RawPressTracker(limits, clock.instant());
        for (RawPress.State state : RawPress.State.values()) {
            meters.gauge(
                    MetricNames.RAW_PRESSES,
                    Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                    this,
                    roads -> roads.shown(state));
        }
    }

    /** Begins to show what is due. */
    public void start() {
        timer = vertx.setPeriodic(TICK_MS, id -> tick());
    }

    /** Shows nothing new any more. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    @Override
    public void tell(RawPress press) {
        hear(press);
        publish.accept(Json.string(press));
    }

    /** Another gateway told this press through Redis. */
    public void heard(String pressJson) {
        hear(Json.read(pressJson, RawPress.class));
    }

    /** Kafka has this fire signal; only presses matter here. */
    public void recorded(FireSignal signal) {
        if (signal.signal() != null && signal.signal().isFire()) {
            hear(RawPressRoad.pressOf(signal, RawPress.State.UNAGGREGATED));
        }
    }

    /** The jobs said what became of a press. */
    public synchronized void outcome(SignalOutcome outcome) {
        apply(tracker.outcome(outcome));
    }

    /** The press that still waits for its outcome. */
    public synchronized Optional<RawPress> waiting(String id) {
        return tracker.waiting(id);
    }

    /** Whether an officer dismissed it, as far as is remembered. */
    public synchronized boolean isDismissed(String id) {
        return tracker.isDismissed(id);
    }

    /** An officer dismisses a press here; a second time heals a gateway that missed the first. */
    public void dismiss(String id) {
        heardDismissal(id);
        publishDismissal.accept(id);
    }

    /** An officer dismissed a press, here or at another gateway. */
    public synchronized void heardDismissal(String id) {
        apply(tracker.dismissed(id, clock.instant()));
    }

    private synchronized void hear(RawPress press) {
        apply(tracker.told(press, clock.instant()));
    }

    private synchronized void tick() {
        apply(tracker.tick(clock.instant()));
    }

    private synchronized int shown(RawPress.State state) {
        return tracker.shown(state);
    }

    private void apply(RawPressTracker.Changes changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<Item> items = new ArrayList<>();
        for (RawPress press : changes.shown()) {
            items.add(Item.plain(press.id(), press.rev(), placeOf(press), Json.string(press)));
        }
        for (RawPress press : changes.gone()) {
            items.add(Item.gone(press.id(), press.rev(), placeOf(press)));
        }
        topic.applyNext(items);
    }

    /** A device that is not registered has no place: everybody must see its press. */
    private static String placeOf(RawPress press) {
        return press.place() == null ? "" : press.place();
    }
}
