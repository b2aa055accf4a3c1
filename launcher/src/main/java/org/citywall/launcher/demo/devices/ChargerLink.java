package org.citywall.launcher.demo.devices;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.FrameEncoder;
import org.citywall.gateway.ingest.charger.codec.UpCodec;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.launcher.client.ChargerClient;

/**
 * The line of a simulated charger over TCP: it logs in, beats, says again what nobody has heard,
 * does what it is told in its own manner, and comes back after every loss. All of it runs on the
 * thread of its fleet.
 */
final class ChargerLink implements ChargerRoad {
    /** Of the protocol: what is not answered comes again after 10 s, three times. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    private static final int SENDS = 4;

    /** A charger tells what it draws as often as it beats. */
    private static final int DEFAULT_HEARTBEAT_S = 60;

    private final InetSocketAddress centre;
    private final Charger charger;
    private final ChargerManners manners;
    private final ScheduledExecutorService thread;

    /** What must be heard: begins and ends of sessions, by what its answer names. */
    private final Map<String, Unheard> unheard = new LinkedHashMap<>();

    private ChargerClient client;
    private boolean welcome;
    private boolean closing;
    private boolean hasPower = true;
    private int failures;
    private int heartbeatS = DEFAULT_HEARTBEAT_S;
    private volatile boolean connected;
    private final AtomicLong confirmed = new AtomicLong();

    private static final class Unheard {
        final UpMessage message;
        int sent;

        Unheard(UpMessage message) {
            this.message = message;
        }
    }

    ChargerLink(
            InetSocketAddress centre,
            Charger charger,
            ChargerManners manners,
            ScheduledExecutorService thread) {
        this.centre = centre;
        this.charger = charger;
        this.manners = manners;
        this.thread = thread;
    }

    @Override
    public void open() {
        thread.execute(this::connect);
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public long confirmedCount() {
        return confirmed.get();
    }

    @Override
    public void power(boolean on) {
        if (hasPower == on) {
            return;
        }
        hasPower = on;
        if (on) {
            connect();
        } else if (client != null) {
            client.close();
        }
    }

    @Override
    public void tell(SaidSamples said) {
        for (UpMessage message : charger.say(said.samples())) {
            if (message instanceof UpMessage.Live) {
                send(message);
            } else {
                Unheard one = new Unheard(message);
                unheard.put(key(message), one);
                transmit(one);
            }
        }
    }

    private void connect() {
        if (closing || !hasPower || client != null) {
            return;
        }
        var unused =
                ChargerClient.connect(centre, message -> thread.execute(() -> heard(message)))
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

    private void connected(ChargerClient made) {
        client = made;
        welcome = false;
        var unused = made.closed().thenRunAsync(() -> lost(made), thread);
        if (closing || !hasPower) {
            made.close();
            return;
        }
        login(made);
    }

    private void login(ChargerClient on) {
        if (client == on && !welcome) {
            write(on, charger.login());
            after(AGAIN_AFTER, () -> login(on));
        }
    }

    private void lost(ChargerClient gone) {
        if (client == gone) {
            client = null;
            welcome = false;
            connected = false;
            unheard.values().forEach(one -> one.sent = 0);
            connectLater();
        }
    }

    private void connectLater() {
        failures++;
        if (!closing && hasPower) {
            after(Duration.ofMillis(Backoff.afterMs(failures)), this::connect);
        }
    }

    private void heard(DownMessage message) {
        confirmed.incrementAndGet();
        if (message instanceof DownMessage.LoginAnswer answer) {
            welcomed(answer);
        } else if (message instanceof DownMessage.EndAnswer answer) {
            unheard.remove(key(UpMessage.End.class, answer.port(), answer.order()));
        } else if (message instanceof DownMessage.LocalStartAnswer answer) {
            unheard.remove(key(UpMessage.LocalStart.class, answer.port(), answer.order()));
        } else if (message instanceof DownMessage.Stop stop) {
            if (!manners.ignoresStops()) {
                after(manners.late(), () -> stop(stop));
            }
        } else if (message instanceof DownMessage.LiveQuery) {
            live();
        }
    }

    private void welcomed(DownMessage.LoginAnswer answer) {
        if (welcome || answer.result() == DownMessage.LoginAnswer.UNWANTED) {
            return;
        }
        welcome = true;
        connected = true;
        failures = 0;
        heartbeatS = answer.heartbeatS();
        List.copyOf(unheard.values()).forEach(this::transmit);
        beat(client);
    }

    private void beat(ChargerClient on) {
        if (client == on && on != null) {
            write(on, charger.heartbeat());
            live();
            after(Duration.ofSeconds(heartbeatS), () -> beat(on));
        }
    }

    private void live() {
        UpMessage.Live live = charger.live();
        if (live != null) {
            send(live);
        }
    }

    private void stop(DownMessage.Stop stop) {
        Charger.Stopped stopped = charger.stop(stop, manners.relaySticks());
        send(stopped.answer());
        if (manners.answersTwice()) {
            send(stopped.answer());
        }
        tell(new SaidSamples(charger.id(), stopped.samples()));
    }

    private void transmit(Unheard one) {
        if (client == null || !welcome || unheard.get(key(one.message)) != one) {
            return;
        }
        if (one.sent < SENDS) {
            one.sent++;
            write(client, one.message);
            after(AGAIN_AFTER, () -> transmit(one));
        }
    }

    private static String key(UpMessage message) {
        if (message instanceof UpMessage.End end) {
            return key(UpMessage.End.class, end.port(), end.order());
        }
        UpMessage.LocalStart start = (UpMessage.LocalStart) message;
        return key(UpMessage.LocalStart.class, start.port(), start.order());
    }

    private static String key(Class<?> kind, int port, long order) {
        return kind.getSimpleName() + port + "/" + order;
    }

    /** What it draws is told now or never: the next heartbeat tells it anew. */
    private void send(UpMessage message) {
        if (client != null && welcome) {
            write(client, message);
        }
    }

    private void write(ChargerClient on, UpMessage message) {
        on.write(FrameEncoder.encode(UpCodec.encode(message)), manners.piece());
    }

    private void after(Duration wait, Runnable task) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.execute(
                () -> {
                    closing = true;
                    if (client != null) {
                        client.close();
                    }
                });
    }
}
