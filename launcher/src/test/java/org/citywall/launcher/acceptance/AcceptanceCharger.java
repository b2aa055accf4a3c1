package org.citywall.launcher.acceptance;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.launcher.client.ChargerClient;

/** A charger with one port in use, on a TCP connection of its own; a test says what it does. */
final class AcceptanceCharger implements AutoCloseable {
    static final int PORT = 2;

    private static final int PORTS = 10;
    private static final int BY_COIN = 2;
    private static final long BEGAN_AGO_S = 3_600;

    private final String imei;
    private final Manner manner;
    private final Queue<DownMessage> heard = new ConcurrentLinkedQueue<>();
    private final ChargerClient line;
    private volatile int powerW = 180;
    private volatile int tempC = 38;

    /** What it does when it is told to stop. */
    interface Manner {
        void stop(AcceptanceCharger charger, DownMessage.Stop stop);
    }

    private AcceptanceCharger(int gatewayPort, String id, Manner manner) throws Exception {
        this.imei = id.substring("CH-".length());
        this.manner = manner;
        this.line =
                ChargerClient.connect(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), gatewayPort),
                                this::hear)
                        .get(10, TimeUnit.SECONDS);
    }

    /** Connects, logs in, and tells of a session that begins; returns when that was heard. */
    static AcceptanceCharger connect(int gatewayPort, String id, long session, Manner manner)
            throws Exception {
        AcceptanceCharger charger = new AcceptanceCharger(gatewayPort, id, manner);
        charger.line.send(
                new UpMessage.Login(
                        charger.imei, PORTS, "CW_TEST", "CW_TEST", "8986000000000000", 24, 0));
        charger.awaitHeard(DownMessage.LoginAnswer.class);
        charger.line.send(new UpMessage.LocalStart(PORT, session, BY_COIN, 100, 0, 0));
        charger.awaitHeard(DownMessage.LocalStartAnswer.class);
        charger.live();
        return charger;
    }

    /** Opens the relay, says so, and tells of the end. */
    static void obey(AcceptanceCharger charger, DownMessage.Stop stop) {
        charger.powerW = 0;
        charger.answer(stop, UpMessage.StopAnswer.DONE);
        charger.line.send(
                new UpMessage.End(stop.port(), stop.order(), BEGAN_AGO_S, 50, 100, 3, 180, 0, 0));
    }

    /** Says that it did it; the relay sticks. */
    static void pretend(AcceptanceCharger charger, DownMessage.Stop stop) {
        charger.answer(stop, UpMessage.StopAnswer.DONE);
    }

    /** Does nothing. */
    static void ignore(AcceptanceCharger charger, DownMessage.Stop stop) {
        // A charger whose firmware hangs.
    }

    private void answer(DownMessage.Stop stop, int result) {
        line.send(new UpMessage.StopAnswer(stop.port(), stop.order(), result));
    }

    /** From now on its port is so warm; it tells so at once. */
    void warm(int celsius) {
        tempC = celsius;
        live();
    }

    /** Tells what its port draws. */
    void live() {
        line.send(
                new UpMessage.Live(
                        2_204,
                        33,
                        List.of(
                                new UpMessage.Live.Port(
                                        PORT, 0, 0, powerW, BEGAN_AGO_S, 0, 50, tempC))));
    }

    long stopsHeard() {
        return heard.stream().filter(DownMessage.Stop.class::isInstance).count();
    }

    private void hear(DownMessage message) {
        heard.add(message);
        if (message instanceof DownMessage.Stop stop) {
            manner.stop(this, stop);
        } else if (message instanceof DownMessage.LiveQuery) {
            live();
        }
    }

    private void awaitHeard(Class<? extends DownMessage> kind) {
        await().atMost(SharedCity.SOON).until(() -> heard.stream().anyMatch(kind::isInstance));
    }

    @Override
    public void close() {
        line.close();
    }
}
