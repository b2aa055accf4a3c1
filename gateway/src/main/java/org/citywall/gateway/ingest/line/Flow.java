package org.citywall.gateway.ingest.line;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import org.citywall.gateway.ingest.IngestMeters;

/**
 * Reads one connection no faster than it may be: not while too many of its frames wait for Kafka,
 * while it does not take our answers, or while it sends more signals than its rate. What was read
 * is always taken; TCP slows the device down, and nothing is lost. It may wait, though, behind what
 * came too fast: so the rate is far above a device's upload of everything.
 *
 * <p>Lives on its connection's event loop.
 */
public final class Flow {
    private static final double MS_PER_S = 1_000;
    private static final int BURST_SECONDS = 2;

    private final Vertx vertx;
    private final NetSocket socket;
    private final IngestMeters meters;
    private final Clock clock;
    private final Limits limits;
    private final Runnable resumed;
    private double level;
    private long levelAt;
    private boolean isOwing;
    private boolean isFull;
    private boolean isUnread;
    private boolean isPaused;
    private boolean isClosed;

    /**
     * What one connection may send.
     *
     * @param protocol as metrics name it
     * @param maxInFlight frames that may wait for Kafka
     * @param perSecond signals; two seconds' worth may come at once; 0: no limit
     */
    public record Limits(String protocol, int maxInFlight, int perSecond) {}

    /**
     * Reads this socket.
     *
     * @param resumed called when it is read again
     */
    public Flow(
            Vertx vertx,
            NetSocket socket,
            IngestMeters meters,
            Clock clock,
            Limits limits,
            Runnable resumed) {
        this.vertx = vertx;
        this.socket = socket;
        this.meters = meters;
        this.clock = clock;
        this.limits = limits;
        this.resumed = resumed;
        this.level = capacity();
        this.levelAt = clock.millis();
    }

    /** So many signals were taken. */
    public void taken(int signals) {
        if (limits.perSecond() == 0) {
            return;
        }
        long now = clock.millis();
        double gained = (now - levelAt) * limits.perSecond() / MS_PER_S;
        level = Math.min(capacity(), level + gained) - signals;
        levelAt = now;
        if (level >= 0 || isOwing) {
            return;
        }
        meters.refused(limits.protocol(), "rate");
        isOwing = true;
        pauseOrResume();
        long rest = (long) Math.ceil(-level * MS_PER_S / limits.perSecond());
        vertx.setTimer(
                Math.max(1, rest),
                id -> {
                    isOwing = false;
                    pauseOrResume();
                });
    }

    /** So many frames wait for Kafka now. */
    public void waiting(int frames) {
        if (!isFull && frames >= limits.maxInFlight()) {
            meters.refused(limits.protocol(), "in-flight");
            isFull = true;
            pauseOrResume();
        } else if (isFull && frames <= limits.maxInFlight() / 2) {
            isFull = false;
            pauseOrResume();
        }
    }

    /** Something was written. */
    public void written() {
        if (!isUnread && socket.writeQueueFull()) {
            isUnread = true;
            pauseOrResume();
            socket.drainHandler(
                    nothing -> {
                        isUnread = false;
                        pauseOrResume();
                    });
        }
    }

    private double capacity() {
        return (double) limits.perSecond() * BURST_SECONDS;
    }

    /** Whether the socket is not read. */
    public boolean isPaused() {
        return isPaused;
    }

    /** Whether it is not read for our sake, and not because the device takes no answers. */
    public boolean isOurPause() {
        return isPaused && (isOwing || isFull);
    }

    /** The connection is gone; what was read of it and waits is taken now. */
    public void closed() {
        isClosed = true;
        pauseOrResume();
    }

    private void pauseOrResume() {
        boolean pause = !isClosed && (isOwing || isFull || isUnread);
        if (pause == isPaused) {
            return;
        }
        isPaused = pause;
        if (pause) {
            socket.pause();
        } else {
            resumed.run();
            socket.resume();
        }
    }
}
