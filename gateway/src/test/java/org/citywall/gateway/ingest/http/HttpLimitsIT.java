package org.citywall.gateway.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.DEVICE_TOKEN;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What costs without being worth it: too large, too slow, too many. */
class HttpLimitsIT {
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig(new RateLimits.Options(5, 0), 50);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.log.reset();
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.httpPort());
        socket.setSoTimeout(18_000); // less than the idle limit of this rig
        return socket;
    }

    private static String head(String more) {
        return "POST /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\n%s\r\n\r\n"
                .formatted(INTEGRATION_TOKEN, more);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String readAll(Socket socket) {
        StringBuilder all = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.append(new String(buffer, 0, n, US_ASCII));
            }
        } catch (IOException e) {
            all.append(" [").append(e.getMessage()).append(']');
        }
        return all.toString();
    }

    private static double refused(String reason) {
        return rig.count(MetricNames.INGEST_REFUSED, "protocol", "http", "reason", reason);
    }

    @Test
    void declaredTenMegabytesAreRefusedBeforeTheBody() throws Exception {
        try (Socket socket = connect()) {
            write(
                    socket,
                    head("content-type: application/cloudevents+json\r\ncontent-length: 10485760"));

            assertThat(readAll(socket)).startsWith("HTTP/1.1 413").contains("problem+json");
        }
        assertThat(refused("too-large")).isPositive();
    }

    @Test
    void chunkedTenMegabytesAreCutOffAtTheLimit() throws Exception {
        long sent = 0;
        try (Socket socket = connect()) {
            write(
                    socket,
                    head(
                            "content-type: application/cloudevents+json\r\n"
                                    + "transfer-encoding: chunked"));
            OutputStream out = socket.getOutputStream();
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
            try {
                for (int i = 0; i < 160; i++) {
                    out.write(chunk);
                    sent += chunk.length;
                }
            } catch (SocketException e) {
                // closed by the server: what was to be shown
            }
            assertThat(readAll(socket)).contains("413");
        }
        assertThat(sent).isPositive();
        assertThat(rig.log.entries()).isEmpty();
    }

    @Test
    void halfBodyThenSilenceIsAnswered408() throws Exception {
        double before = refused("time-out");
        try (Socket socket = connect()) {
            write(
                    socket,
                    head("content-type: application/cloudevents+json\r\ncontent-length: 100")
                            + "{\"specver");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408");
        }
        assertThat(refused("time-out")).isEqualTo(before + 1);
    }

    @Test
    void halfHeadThenSilenceIsAnswered408() throws Exception {
        double before = refused("time-out");
        try (Socket socket = connect()) {
            write(socket, "POST /api/v1/events HTT");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408");
        }
        assertThat(refused("time-out")).isEqualTo(before + 1);
    }

    @Test
    void connectionIsClosedRightAfterThe408OfAHeadOrABody() throws Exception {
        String half =
                head("content-type: application/cloudevents+json\r\ncontent-length: 100") + "{";
        for (String request : new String[] {half, "POST /api/v1/events HTT"}) {
            try (Socket socket = connect()) {
                write(socket, request);

                assertThat(socket.getInputStream().read()).isEqualTo('H');
                long answered = System.nanoTime();
                assertThat(readAll(socket))
                        .startsWith("TTP/1.1 408")
                        .containsIgnoringCase("connection: close");
                assertThat(Duration.ofNanos(System.nanoTime() - answered))
                        .as("the idle limit of this rig is 20 s")
                        .isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void senderThatDribblesOnAfterItsRefusalIsCutOff() throws Exception {
        try (Socket socket = connect()) {
            write(
                    socket,
                    head("content-type: application/cloudevents+json\r\ncontent-length: 10485760"));
            Instant end = Instant.now().plusSeconds(8);
            boolean isOpen = true;
            while (isOpen && Instant.now().isBefore(end)) {
                Thread.sleep(200);
                try {
                    write(socket, "x");
                } catch (SocketException e) {
                    isOpen = false;
                }
            }
            assertThat(isOpen).isFalse();
        }
    }

    @Test
    void slowDribbleOfAHeadDoesNotKeepTheConnection() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /api/v1/me HTTP/1.1\r\n");
            for (int i = 0; i < 12; i++) {
                Thread.sleep(150);
                try {
                    write(socket, "x-" + i + ": y\r\n");
                } catch (SocketException e) {
                    break;
                }
            }
            assertThat(readAll(socket)).contains("408");
        }
    }

    @Test
    void keptAliveConnectionServesManyRequests() throws Exception {
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer =
                    rig.post(
                            "/api/v1/events",
                            INTEGRATION_TOKEN,
                            "application/cloudevents+json",
                            HttpIngestIT.event(
                                    "ka-" + i, "{\"deviceId\":\"P-1\",\"signal\":\"test\"}"));
            assertThat(answer.statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aThousandSilentConnectionsAreClosedAndCounted() throws Exception {
        double before = refused("silent");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                sockets.add(connect());
            }
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> refused("silent") > before || open() >= 1_000);

            assertThat(
                            rig.post(
                                            "/api/v1/events",
                                            INTEGRATION_TOKEN,
                                            "application/cloudevents+json",
                                            HttpIngestIT.event(
                                                    "idle",
                                                    "{\"deviceId\":\"P-1\",\"signal\":\"press\"}"))
                                    .statusCode())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(10)).until(() -> refused("silent") >= before + 1_000);
            await().atMost(Duration.ofSeconds(5)).until(() -> open() <= 5);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void webSocketIsNoSlowRequest() throws Exception {
        CompletableFuture<String> echo = new CompletableFuture<>();
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + rig.httpPort() + "/ws"),
                                new WebSocket.Listener() {
                                    @Override
                                    public CompletionStage<?> onText(
                                            WebSocket from, CharSequence text, boolean last) {
                                        echo.complete(text.toString());
                                        return null;
                                    }
                                })
                        .get(5, TimeUnit.SECONDS);
        for (int i = 0; i < 4; i++) { // longer than a head may take, and than silence may last
            Thread.sleep(700);
            socket.sendPing(ByteBuffer.allocate(0)).get(5, TimeUnit.SECONDS);
        }
        socket.sendText("still here", true).get(5, TimeUnit.SECONDS);

        assertThat(echo.get(5, TimeUnit.SECONDS)).isEqualTo("still here");
        socket.abort();
    }

    private static double open() {
        return rig.gauge(MetricNames.CONNECTIONS, "protocol", "http");
    }

    @Test
    void tooManyEventsOfOneDeviceAre429() throws Exception {
        int accepted = 0;
        HttpResponse<String> last = null;
        for (int i = 0; i < 12; i++) {
            last =
                    rig.post(
                            "/api/v1/events",
                            DEVICE_TOKEN,
                            "application/cloudevents+json",
                            HttpIngestIT.event(
                                    "r-" + i, "{\"deviceId\":\"P-1\",\"signal\":\"press\"}"));
            accepted += last.statusCode() == 202 ? 1 : 0;
        }
        assertThat(accepted).as("two seconds' worth").isEqualTo(10);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void tooMuchInFlightIs429() throws Exception {
        rig.log.hold();
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 60; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append(
                            HttpIngestIT.event(
                                    "o-" + i, "{\"deviceId\":\"P-1\",\"signal\":\"test\"}"));
        }
        var answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return rig.post(
                                        "/api/v1/events",
                                        INTEGRATION_TOKEN,
                                        "application/cloudevents-batch+json",
                                        batch + "]");
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await().atMost(Duration.ofSeconds(5)).until(() -> rig.log.entries().size() == 50);
        rig.log.release();

        assertThat(answer.get().statusCode()).isEqualTo(429);
    }
}
