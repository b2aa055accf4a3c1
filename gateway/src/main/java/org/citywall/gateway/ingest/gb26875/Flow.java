package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import org.citywall.gateway.ingest.IngestMeters;

/**
 * Reads one connection no faster than it may be: not while too many of its frames wait for Kafka,
 * while it does not take our answers, or while it sends more signals than its rate. What was read
 * is always taken; TCP slows the panel down, and no fire is lost. It may wait, though, behind what
 * came too fast: so the rate is far above a panel's upload of everything.
 *
 * <p>Lives on its connection's event loop.
 */
final class Flow {
    private static final double MS_PER_S = 1_000;
    private static final int BURST_SECONDS = 2;

    private final Vertx vertx;
    private final NetSocket socket;
    private final IngestMeters meters;
    private final Clock clock;
    private final PanelLimits limits;
    private final Runnable resumed;
    private double level;
    private long levelAt;
    private boolean isOwing;
    private boolean isFull;
    private boolean isUnread;
    private boolean isPaused;
    private boolean isClosed;

    /**
     * Reads this socket.
     *
     * @param resumed called when it is read again
     */
    Flow(
            Vertx vertx,
            NetSocket socket,
            IngestMeters meters,
            Clock clock,
            PanelLimits limits,
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
    void taken(int signals) {
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
        meters.refused(PanelServer.PROTOCOL, "rate");
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
    void waiting(int frames) {
        if (!isFull && frames >= limits.maxInFlight()) {
            meters.refused(PanelServer.PROTOCOL, "in-flight");
            isFull = true;
            pauseOrResume();
        } else if (isFull && frames <= limits.maxInFlight() / 2) {
            isFull = false;
            pauseOrResume();
        }
    }

    /** Something was written. */
    void written() {
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
    boolean isPaused() {
        return isPaused;
    }

    /** Whether it is not read for our sake, and not because the panel takes no answers. */
    boolean isOurPause() {
        return isPaused && (isOwing || isFull);
    }

    /** The connection is gone; what was read of it and waits is taken now. */
    void closed() {
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
