package org.citywall.launcher.acceptance;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.launcher.client.ChargerClient;

/**
 * One that speaks {@code 5A A5}, on a TCP connection of its own; it connects again when it is lost.
 */
final class TcpCharger extends AcceptanceCharger {
    private static final int PORTS = 10;
    private static final int BY_COIN = 2;
    private static final int FROM_AFAR = 3;
    private static final long BEGAN_AGO_S = 3_600;
    private static final long AGAIN_MS = 200;

    private final InetSocketAddress centre;
    private final long session;
    private final Queue<DownMessage> heard = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();
    private volatile ChargerClient line;
    private volatile boolean isClosed;

    private TcpCharger(int gatewayPort, String id, long session, Manner manner) {
        super(id, manner);
        this.centre = new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort);
        this.session = session;
    }

    /** Connects, logs in, and tells of a session that begins; returns when that was heard. */
    static TcpCharger connect(int gatewayPort, String id, long session, Manner manner) {
        TcpCharger charger = connecting(gatewayPort, id, session, manner);
        charger.awaitHeard(DownMessage.LocalStartAnswer.class);
        return charger;
    }

    /** The same without waiting: the gateway need not be there yet. */
    static TcpCharger connecting(int gatewayPort, String id, long session, Manner manner) {
        TcpCharger charger = new TcpCharger(gatewayPort, id, session, manner);
        charger.open();
        return charger;
    }

    private void open() {
        var unused = ChargerClient.connect(centre, this::hear).whenComplete(this::opened);
    }

    private void opened(ChargerClient opened, Throwable failure) {
        if (failure != null) {
            openAgain();
            return;
        }
        line = opened;
        greet(opened);
        var unused = opened.closed().thenRun(this::openAgain);
    }

    private void openAgain() {
        if (!isClosed) {
            var unused = again.schedule(this::open, AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void greet(ChargerClient opened) {
        String imei = id.substring("CH-".length());
        opened.send(
                new UpMessage.Login(imei, PORTS, "CW_TEST", "CW_TEST", "8986000000000000", 24, 0));
        opened.send(new UpMessage.LocalStart(PORT, session, BY_COIN, 100, 0, 0));
        live();
    }

    /** A session of another port, from begin to end; its end is answered when it is durable. */
    void chargedOn(int port, long order) {
        line.send(new UpMessage.LocalStart(port, order, BY_COIN, 100, 0, 0));
        line.send(new UpMessage.End(port, order, 0, 50, 100, FROM_AFAR, IN_USE_W, 0, 0));
    }

    /** What the centre has answered so far, of this kind. */
    <T extends DownMessage> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    void answer(Stop stop) {
        line.send(new UpMessage.StopAnswer(PORT, stop.session(), UpMessage.StopAnswer.DONE));
    }

    @Override
    void live() {
        UpMessage.Live.Port port =
                new UpMessage.Live.Port(PORT, 0, 0, powerW(), BEGAN_AGO_S, 0, 50, tempC());
        line.send(new UpMessage.Live(2_204, 33, isListed() ? List.of(port) : List.of()));
        if (!isListed()) {
            line.send(new UpMessage.Heartbeat(24, 33, Collections.nCopies(PORTS, 0)));
        }
    }

    private void hear(DownMessage message) {
        heard.add(message);
        if (message instanceof DownMessage.Stop stop) {
            hear(new Stop(null, stop.order()));
        } else if (message instanceof DownMessage.LiveQuery) {
            live();
        }
    }

    void awaitHeard(Class<? extends DownMessage> kind) {
        await().atMost(SharedCity.SOON).until(() -> !heard(kind).isEmpty());
    }

    @Override
    public void close() {
        isClosed = true;
        again.shutdownNow();
        if (line != null) {
            line.close();
        }
    }
}
