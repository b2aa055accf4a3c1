package org.citywall.gateway.live.ws;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.citywall.contracts.live.WallMessage;
import org.citywall.gateway.access.Access;
import org.citywall.gateway.live.topic.Delta;
import org.citywall.gateway.live.topic.Frames;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.live.topic.TopicListener;

/** All sessions of one event loop, and what they share: steps of topics, beats, frames. */
public final class Hub implements TopicListener {
    private final Context context;
    private final Clock clock;
    private final Access access;
    private final Map<String, LiveTopic> topics;
    private final Supplier<WallMessage.CanaryReport> canary;
    private final LiveOptions options;
    private final LiveMetrics metrics;
    private final FrameCache frames = new FrameCache();
    private final Set<Session> sessions = new HashSet<>();
    private final List<Long> timers = new ArrayList<>();
    private volatile int size;
    private boolean canaryStale;
    private boolean stopped;

    /**
     * The hub of the current event loop.
     *
     * @param topics by the name that clients use
     * @param canary the worst canary, for the beat
     */
    public Hub(
            Context context,
            Clock clock,
            Access access,
            Map<String, LiveTopic> topics,
            Supplier<WallMessage.CanaryReport> canary,
            LiveOptions options,
            LiveMetrics metrics) {
        this.context = context;
        this.clock = clock;
        this.access = access;
        this.topics = topics;
        this.canary = canary;
        this.options = options;
        this.metrics = metrics;
    }

    /** Begins to listen and to beat; call on the event loop. */
    public Hub start() {
        topics.values().forEach(topic -> topic.listen(this));
        every(options.conflateMs(), Session::tick);
        every(options.pingMs(), session -> session.ping(Buffer.buffer("citywall")));
        every(options.recheckMs(), Session::recheck);
        timers.add(vertx().setPeriodic(options.beatMs(), id -> beat()));
        timers.add(vertx().setPeriodic(options.conflateMs(), id -> beatIfCanaryTurned()));
        return this;
    }

    /** Tells every session to reconnect elsewhere; completes when all are closed. */
    public Future<Void> stop() {
        stopped = true;
        timers.forEach(vertx()::cancelTimer);
        List<Future<Void>> closing = new ArrayList<>();
        for (Session session : List.copyOf(sessions)) {
            closing.add(session.close(CloseCode.SHUTTING_DOWN, "shutting down"));
        }
        return Future.join(closing).mapEmpty();
    }

    @Override
    public void changed(LiveTopic topic, Delta delta) {
        if (size > 0) {
            context.runOnContext(v -> sessions.forEach(s -> s.onDelta(topic, delta)));
        }
    }

    @Override
    public void replaced(LiveTopic topic, String reason) {
        if (size > 0) {
            context.runOnContext(
                    v -> List.copyOf(sessions).forEach(s -> s.onReplaced(topic, reason)));
        }
    }

    void opened(Session session) {
        sessions.add(session);
        size = sessions.size();
        int all = metrics.opened();
        if (stopped) {
            session.close(CloseCode.SHUTTING_DOWN, "shutting down");
        } else if (all > options.maxSessions()) {
            session.close(CloseCode.TOO_MANY, "too many sessions");
        }
    }

    void closed(Session session) {
        if (sessions.remove(session)) {
            size = sessions.size();
            metrics.closed();
        }
    }

    Vertx vertx() {
        return context.owner();
    }

    Context context() {
        return context;
    }

    Access access() {
        return access;
    }

    LiveTopic topic(String name) {
        return topics.get(name);
    }

    LiveOptions options() {
        return options;
    }

    LiveMetrics metrics() {
        return metrics;
    }

    FrameCache frames() {
        return frames;
    }

    long nowMs() {
        return clock.millis();
    }

    Clock clock() {
        return clock;
    }

    private void every(long periodMs, Consumer<Session> action) {
        timers.add(vertx().setPeriodic(periodMs, id -> List.copyOf(sessions).forEach(action)));
    }

    private void beat() {
        if (!sessions.isEmpty()) {
            String frame = Frames.beat(clock.instant(), canary.get());
            sessions.forEach(session -> session.beat(frame));
        }
    }

    /** A broken chain must be on the wall within 5 s; the next beat could come 2 s too late. */
    private void beatIfCanaryTurned() {
        Long ageMs = canary.get().ageMs();
        boolean stale = ageMs == null || ageMs > options.canaryStaleMs();
        if (stale != canaryStale) {
            canaryStale = stale;
            beat();
        }
    }
}
