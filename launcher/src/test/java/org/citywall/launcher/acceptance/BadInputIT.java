package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a broken, hostile or unknown device sends is answered, counted, kept, and harms nobody. */
class BadInputIT {
    private static final String EVENT = "application/cloudevents+json";
    private static final int TEN_MB = 10 * 1024 * 1024;

    private static double timeOutsBefore;
    private static Socket halfSent;

    private final ApiClient device = SharedCity.device();

    /** Before all others, so that the gateway loses patience while they run. */
    @BeforeAll
    static void sendHalf() throws IOException {
        timeOutsBefore = refused("time-out");
        halfSent = connect();
        halfSent.setSoTimeout((int) Duration.ofSeconds(45).toMillis());
        halfSent.getOutputStream()
                .write(
                        ("POST /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                                        + SharedCity.DEVICE_TOKEN
                                        + "\r\ncontent-type: "
                                        + EVENT
                                        + "\r\ncontent-length: 500\r\n\r\n{\"spec")
                                .getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void closeHalf() throws IOException {
        halfSent.close();
    }

    @Test
    void tenMegabytesAreRefusedWith413() {
        double before = refused("too-large");
        String body = "{\"specversion\":\"1.0\",\"x\":\"" + "x".repeat(TEN_MB) + "\"}";

        assertThat(device.post("api/v1/events", EVENT, body).status()).isEqualTo(413);
        await().atMost(SharedCity.SOON).until(() -> refused("too-large") > before);
    }

    @Test
    void invalidJsonIsRefusedWith400AndSaysWhy() {
        double before = ended("invalid");

        Answer answer = device.post("api/v1/events", EVENT, "{\"specversion\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ended("invalid")).isGreaterThan(before);
        assertThat(answer.body().path("title").asText()).isNotBlank();
        assertThat(answer.body().path("detail").asText()).isNotBlank();
    }

    @Test
    void missingFieldIsNamed() {
        String event =
                ApiClient.pressEvent("FA-0001", "x").replace("\"signal\":\"press\"", "\"s\":1");

        Answer answer = device.post("api/v1/events", EVENT, event);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("field").asText()).isEqualTo("/data/signal");
    }

    @Test
    void wrongTokenIsRefusedWith401() {
        double before = refused("bad-token");

        Answer answer =
                device.withToken("wrong")
                        .post("api/v1/events", EVENT, ApiClient.pressEvent("FA-0001", "x"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(refused("bad-token")).isGreaterThan(before);
    }

    @Test
    void unknownDeviceIsKeptAndWhenAdoptedItsPressIsAnAlert() {
        String unknown = "NEW-" + UUID.randomUUID().toString().substring(0, 8);
        ApiClient admin = SharedCity.admin();
        double before = ended("quarantined");
        Answer refused =
                device.post("api/v1/events", EVENT, ApiClient.pressEvent(unknown, unknown));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(ended("quarantined")).isGreaterThan(before);

        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                admin.get("api/v1/quarantine")
                                        .body()
                                        .findValuesAsText("deviceId")
                                        .contains(unknown));
        String site = SharedCity.get().buildings().get(1400);
        Answer adopted =
                admin.post(
                        "api/v1/quarantine/devices/" + unknown + "/adopt",
                        "{\"siteId\":\"%s\",\"kind\":\"one-click-alarm\",\"domain\":\"fire\"}"
                                .formatted(site));
        assertThat(adopted.status()).isEqualTo(200);

        try (WallClient wall = SharedCity.wall(admin)) {
            await().atMost(SharedCity.SOON).until(() -> Alerts.of(wall, unknown).size() == 1);
        }
    }

    @Test
    void halfSentRequestThenSilenceIsEndedByTheGateway() throws IOException {
        byte[] answer = halfSent.getInputStream().readAllBytes();
        assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408");
        assertThat(refused("time-out")).isGreaterThan(timeOutsBefore);
    }

    @Test
    void thousandIdleConnectionsAreClosedAndHarmNobody() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                idle.add(connect());
            }
            String pressed = SharedCity.freshDevice();
            assertThat(device.press(pressed, UUID.randomUUID().toString()).join()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(10)).until(() -> connections() >= 1000);
            await().atMost(Duration.ofSeconds(60)).until(() -> connections() < 100);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static double connections() {
        return Metrics.sum(metrics(), "citywall_connections", "protocol=\"http\"");
    }

    private static double ended(String result) {
        return Metrics.sum(
                metrics(),
                "citywall_ingest_events_total",
                "protocol=\"http\"",
                "result=\"" + result + "\"");
    }

    private static double refused(String reason) {
        return Metrics.sum(metrics(), "citywall_ingest_refused_total", "reason=\"" + reason + "\"");
    }

    private static String metrics() {
        return Metrics.scrape(SharedCity.get().ports().ops(), "/metrics");
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), SharedCity.get().ports().web());
    }
}
