package org.citywall.launcher.demo.devices;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.launcher.client.PanelClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of one panel to the centre: heartbeats, resends, reconnects. A frame that is not
 * confirmed in time, or denied, is sent again with its serial; after the last resend without any
 * answer the line counts as dead and is made anew, and what was not confirmed is sent on it. So an
 * event is given up only when the centre denies it each time. Everything happens on the given
 * thread.
 */
final class PanelLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelLink.class);
    private static final byte[] HEARTBEAT = {};

    /**
     * The protocol's times.
     *
     * @param heartbeat between two heartbeats
     * @param answer how long to wait for a confirm
     * @param resends of a frame before the line counts as dead
     * @param think before a duty check is answered
     */
    record Times(Duration heartbeat, Duration answer, int resends, Duration think) {
        /** Of the standard: 10 s, three times; heartbeat each 25 s; a person needs 5 s. */
        static Times standard() {
            return new Times(
                    Duration.ofSeconds(25), Duration.ofSeconds(10), 3, Duration.ofSeconds(5));
        }
    }

    /** A frame on its way, until it is confirmed or given up. */
    private static final class Sending {
        final Frame frame;
        final CompletableFuture<Void> confirmed;
        int sent;
        int denied;

        /** Tells the time-out of an earlier attempt from that of the newest. */
        int turn;

        Sending(Frame frame, CompletableFuture<Void> confirmed) {
            this.frame = frame;
            this.confirmed = confirmed;
        }
    }

    private final InetSocketAddress centre;
    private final Panel panel;
    private final Times times;
    private final ScheduledExecutorService thread;
    private final Set<Sending> unconfirmed = new LinkedHashSet<>();
    private PanelClient client;
    private int answeredOnConnection;
    private int failures;
    private boolean closing;
    private volatile boolean connected;

    PanelLink(InetSocketAddress centre, Panel panel, Times times, ScheduledExecutorService thread) {
        this.centre = centre;
        this.panel = panel;
        this.times = times;
        this.thread = thread;
    }

    /** Starts to connect; does not wait. */
    void open() {
        thread.execute(this::connect);
    }

    /** Whether the connection stands. */
    boolean isConnected() {
        return connected;
    }

    /** Sends what the panel makes of itself; completes when the centre has confirmed it. */
    CompletableFuture<Void> send(Function<Panel, byte[]> unit) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        thread.execute(
                () -> {
                    Sending sending = new Sending(panel.frame(unit.apply(panel)), confirmed);
                    unconfirmed.add(sending);
                    transmit(sending);
                });
        return confirmed;
    }

    @Override
    public void close() {
        thread.execute(
                () -> {
                    closing = true;
                    drop();
                });
    }

    private void connect() {
        if (closing) {
            return;
        }
        var unused =
                PanelClient.connect(centre, panel.manners().checksum(), this::ordered)
                        .whenCompleteAsync(
                                (made, failure) -> {
                                    if (failure == null) {
                                        connected(made);
                                    } else {
                                        connectLater();
                                    }
                                },
                                thread);
    }

    private void connected(PanelClient made) {
        client = made;
        connected = true;
        failures = 0;
        answeredOnConnection = 0;
        var unused = made.closed().thenRunAsync(() -> lost(made), thread);
        if (closing) {
            drop();
            return;
        }
        List.copyOf(unconfirmed).forEach(this::transmit);
        beat(made);
    }

    private void lost(PanelClient gone) {
        if (client == gone) {
            client = null;
            connected = false;
            unconfirmed.forEach(sending -> sending.sent = 0);
            connectLater();
        }
    }

    private void connectLater() {
        failures++;
        if (!closing) {
            after(Duration.ofMillis(Backoff.afterMs(failures)), this::connect);
        }
    }

    private void beat(PanelClient on) {
        if (client != on) {
            return;
        }
        Frame heartbeat = panel.frame(HEARTBEAT);
        var unused =
                on.send(heartbeat, panel.manners().piece())
                        .orTimeout(deadAfterMs(), TimeUnit.MILLISECONDS)
                        .whenCompleteAsync(
                                (answer, failure) -> {
                                    if (client != on) {
                                        return;
                                    }
                                    if (failure == null) {
                                        answeredOne();
                                    } else {
                                        drop();
                                    }
                                },
                                thread);
        after(times.heartbeat(), () -> beat(on));
    }

    /** As long as an event's resends take. */
    private long deadAfterMs() {
        return times.answer().toMillis() * (times.resends() + 1);
    }

    private void transmit(Sending sending) {
        if (client == null || !unconfirmed.contains(sending)) {
            return; // it waits for a connection, or is done
        }
        sending.sent++;
        int turn = ++sending.turn;
        var unused =
                client.send(sending.frame, panel.manners().piece())
                        .whenCompleteAsync(
                                (answer, failure) -> answered(sending, answer, failure), thread);
        after(times.answer(), () -> unanswered(sending, turn));
    }

    private void answered(Sending sending, Frame answer, Throwable failure) {
        if (failure != null || !unconfirmed.contains(sending)) {
            return; // a lost connection; the next one takes it up
        }
        answeredOne();
        if (answer.command() == Commands.CONFIRM) {
            unconfirmed.remove(sending);
            sending.confirmed.complete(null);
        } else if (++sending.denied > times.resends()) {
            unconfirmed.remove(sending);
            sending.confirmed.completeExceptionally(
                    new IllegalStateException(panel.deviceId() + ": denied " + sending.frame));
        } else {
            transmit(sending);
        }
    }

    private void unanswered(Sending sending, int turn) {
        if (!unconfirmed.contains(sending) || sending.turn != turn) {
            return;
        }
        if (sending.sent <= times.resends()) {
            transmit(sending);
        } else if (client != null) {
            LOG.info("{}: no answer, connecting anew", panel.deviceId());
            drop();
        }
    }

    private void ordered(Frame order) {
        thread.execute(
                () -> {
                    if (client == null) {
                        return;
                    }
                    Panel.Reaction reaction = panel.react(order);
                    client.reply(reaction.reply());
                    reaction.afterwards()
                            .ifPresent(
                                    unit ->
                                            after(
                                                    times.think(),
                                                    () -> {
                                                        var unused = send(itself -> unit);
                                                    }));
                });
    }

    /**
     * A panel with a bad line loses it after some frames, and with it what is still on its way.
     * Only answered ones count: a line that fails before any answer would never bring anything
     * across.
     */
    private void answeredOne() {
        int most = panel.manners().framesPerConnection();
        if (most > 0 && ++answeredOnConnection >= most) {
            drop();
        }
    }

    private void drop() {
        if (client != null) {
            client.close();
        }
    }

    private void after(Duration wait, Runnable task) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
