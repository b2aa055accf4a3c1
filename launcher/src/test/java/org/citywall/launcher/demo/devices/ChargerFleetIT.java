package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.citywall.gateway.ingest.charger.codec.DownCodec;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.Frame;
import org.citywall.gateway.ingest.charger.codec.FrameEncoder;
import org.citywall.gateway.ingest.charger.codec.FrameSplitter;
import org.citywall.gateway.ingest.charger.codec.MessageException;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.charger.codec.UpCodec;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.launcher.demo.ChargingSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Simulated chargers on real sockets, heard by a centre that can only do what the test wants. */
class ChargerFleetIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ID = "CH-860000000000019";

    private final Queue<UpMessage> heard = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Long> sessions = new ConcurrentHashMap<>();

    /** Nine o'clock in Shenzhen, when people charge; before dawn nobody may. */
    private static final Instant EVENING = Instant.parse("2026-03-10T13:00:00Z");

    private ServerSocket centre;
    private volatile Socket line;
    private ChargerFleet fleet;

    @BeforeEach
    void start() throws IOException {
        centre = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "centre");
        thread.setDaemon(true);
        thread.start();
        ChargingSite site =
                new ChargingSite(
                        "C-1",
                        "充电棚",
                        "yunwan/shapu/c01/g0101",
                        "113.9",
                        "22.7",
                        List.of(new ChargingSite.Charger(ID, "1 号", ChargingSite.Road.TCP)));
        FleetOptions nobody = FleetOptions.local(1, 1, "demo", "secret");
        fleet =
                new ChargerFleet(
                        nobody,
                        centre.getLocalPort(),
                        List.of(site),
                        List.of(),
                        0,
                        7,
                        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), EVENING)));
        fleet.start();
    }

    @AfterEach
    void stop() throws IOException {
        fleet.close();
        centre.close();
    }

    private void serve() {
        while (!centre.isClosed()) {
            try {
                Socket next = centre.accept();
                line = next;
                FrameSplitter splitter = new FrameSplitter();
                byte[] buffer = new byte[4_096];
                InputStream in = next.getInputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    splitter.feed(buffer, 0, n, this::take);
                }
            } catch (IOException e) {
                // The line is gone, or the test is over.
            }
        }
    }

    private void take(Split split) {
        Frame frame = ((Split.Good) split).frame();
        UpMessage message;
        try {
            message = UpCodec.decode(frame).message();
        } catch (MessageException e) {
            throw new AssertionError(e);
        }
        heard.add(message);
        if (message instanceof UpMessage.Login) {
            say(new DownMessage.LoginAnswer(10, DownMessage.LoginAnswer.WELCOME));
        } else if (message instanceof UpMessage.LocalStart start) {
            sessions.put(start.port(), start.order());
            say(new DownMessage.LocalStartAnswer(start.port(), start.order()));
        } else if (message instanceof UpMessage.End end) {
            say(new DownMessage.EndAnswer(end.port(), end.order()));
        }
    }

    private void say(DownMessage message) {
        try {
            line.getOutputStream().write(FrameEncoder.encode(DownCodec.encode(null, message)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private <T extends UpMessage> List<T> all(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void itBeginsInTheMiddleOfTheDayAndObeysAStop() {
        await().atMost(SOON)
                .until(() -> !sessions.isEmpty() && !all(UpMessage.Live.class).isEmpty());
        Map<Integer, Long> known = new HashMap<>(sessions);
        int port = known.keySet().iterator().next();
        long order = known.get(port);

        say(new DownMessage.Stop(port, order + 1));
        await().atMost(SOON).until(() -> all(UpMessage.StopAnswer.class).size() == 1);
        assertThat(all(UpMessage.StopAnswer.class).get(0).result())
                .isEqualTo(UpMessage.StopAnswer.OTHER_ORDER);

        say(new DownMessage.Stop(port, order));
        await().atMost(SOON).until(() -> !all(UpMessage.End.class).isEmpty());
        assertThat(all(UpMessage.StopAnswer.class).get(1).result())
                .isEqualTo(UpMessage.StopAnswer.DONE);
        assertThat(all(UpMessage.End.class).get(0).order()).isEqualTo(order);

        heard.clear();
        say(new DownMessage.LiveQuery());
        await().atMost(SOON).until(() -> !all(UpMessage.Live.class).isEmpty());
        assertThat(all(UpMessage.Live.class).get(0).ports())
                .filteredOn(one -> one.port() == port)
                .extracting(UpMessage.Live.Port::powerW)
                .containsOnly(0);
    }

    @Test
    void itComesBackAfterALostLineAndLogsInAgain() throws IOException {
        await().atMost(SOON).until(() -> fleet.connectedCount() == 1);
        heard.clear();

        line.close();

        await().atMost(SOON).until(() -> !all(UpMessage.Login.class).isEmpty());
        await().atMost(SOON).until(() -> fleet.connectedCount() == 1);
        assertThat(all(UpMessage.Login.class).get(0).imei()).isEqualTo(ID.substring(3));
    }
}
