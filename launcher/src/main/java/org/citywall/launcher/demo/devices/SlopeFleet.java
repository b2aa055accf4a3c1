package org.citywall.launcher.demo.devices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.launcher.demo.DemoSlope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated slope stations on real sockets: most speak the national dialect over one MQTT
 * connection, as behind a maker's platform; those of every fourth slope send CloudEvents over HTTP.
 */
public final class SlopeFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlopeFleet.class);
    private static final String TOPIC = "$dp";
    private static final long TICK_MS = 500;
    private static final int HTTP_EVERY = 4;
    private static final int ACCELERATES = 2;

    private final Clock clock;
    private final MqttLink mqtt;
    private final HttpLink http;
    private final List<Speaker> speakers = new ArrayList<>();
    private final AtomicLong confirmed = new AtomicLong();
    private int next;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "demo-slopes");
                        thread.setDaemon(true);
                        return thread;
                    });

    private record Speaker(SlopeStation station, boolean overHttp, boolean withHead) {}

    /**
     * A fleet that is not connected yet.
     *
     * @param seed of the district
     * @param began first start of the demo
     */
    public SlopeFleet(
            FleetOptions options, List<DemoSlope> slopes, long seed, Instant began, Clock clock) {
        this.clock = clock;
        this.mqtt = new MqttLink(options, "demo-slopes");
        this.http = new HttpLink(options);
        for (int i = 0; i < slopes.size(); i++) {
            SlopeSeries series = new SlopeSeries(seed + i, began, i == ACCELERATES);
            for (DemoSlope.Station station : slopes.get(i).stations()) {
                int n = speakers.size();
                speakers.add(
                        new Speaker(
                                new SlopeStation(station, series, Duration.ofSeconds(n)),
                                i % HTTP_EVERY == HTTP_EVERY - 1,
                                n % 2 == 1));
            }
        }
    }

    /** Connects, in the background, and begins to speak. */
    public void start() {
        mqtt.open();
        var unused = ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Messages that the gateway has confirmed. */
    public long confirmedCount() {
        return confirmed.get();
    }

    /** One station at a time: the backlogs of all at once would hold up the presses. */
    private void tick() {
        try {
            Speaker speaker = speakers.get(next++ % speakers.size());
            List<Instant> due = speaker.station().due(clock.instant());
            if (due.isEmpty()) {
                return;
            }
            SlopeStation station = speaker.station();
            CompletableFuture<Void> sent =
                    speaker.overHttp()
                            ? http.sendBatch(station.events(due))
                            : mqtt.publish(TOPIC, station.dialect(due, speaker.withHead()));
            var unused =
                    sent.whenComplete(
                            (done, failure) -> {
                                if (failure == null) {
                                    confirmed.incrementAndGet();
                                } else {
                                    LOG.warn("{} given up: {}", station.id(), failure.toString());
                                }
                            });
        } catch (RuntimeException e) {
            // A throwing task would silently never be scheduled again.
            LOG.error("the slope stations failed once", e);
        }
    }

    /** Closes all connections; what was not confirmed by now is sent again by the next start. */
    @Override
    public void close() {
        ticker.shutdownNow();
        mqtt.close();
        http.close();
    }
}
