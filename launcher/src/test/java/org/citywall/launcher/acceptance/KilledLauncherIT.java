package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.citywall.launcher.CitywallOptions;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kill -9 of the launcher, with broker, jobs and gateway in it, while buttons are pressed and ports
 * are cut off. The next start reaps what it left; each press that was confirmed to its device is
 * one alert, each order ends right, and nothing that a charger was answered is lost.
 */
class KilledLauncherIT {
    private static final Duration HEALED = Duration.ofSeconds(60);

    private KilledChargers chargers;

    @AfterEach
    void disconnect() {
        chargers.close();
    }

    @Test
    void everyConfirmedPressIsOneAlertAndEveryOrderEndsAfterTheRestart() throws Exception {
        Path data = SharedCity.temporaryDirectory("killed");
        CitywallOptions options = SharedCity.options(data);
        int web = 8080 + options.portOffset();
        Queue<String> devices = new ConcurrentLinkedQueue<>(buttons(1, 400));
        ApiClient device = new ApiClient(web).withToken(SharedCity.DEVICE_TOKEN);

        chargers = new KilledChargers(options.portOffset());
        Process first = launch(options);
        PressStream presses = null;
        Set<String> confirmed;
        try {
            awaitReady(first);
            chargers.connect(new ApiClient(web).login("officer", SharedCity.OFFICER_PASSWORD));
            presses = new PressStream(device, devices, 100);
            PressStream pressing = presses;
            await().atMost(SharedCity.SOON).until(() -> pressing.confirmed().size() >= 30);
            first.destroyForcibly().waitFor();
        } finally {
            first.destroyForcibly();
            if (presses != null) {
                presses.close();
            }
        }
        confirmed = presses.confirmed();
        chargers.whileDown();

        Process second = launch(options);
        try {
            awaitReady(second);
            ApiClient officer = new ApiClient(web).login("officer", SharedCity.OFFICER_PASSWORD);
            chargers.judge(officer);
            try (WallClient wall = SharedCity.wall(officer)) {
                await().atMost(HEALED)
                        .untilAsserted(
                                () ->
                                        assertThat(confirmed)
                                                .allSatisfy(
                                                        d ->
                                                                assertThat(Alerts.of(wall, d))
                                                                        .hasSize(1)));
                assertThat(confirmed)
                        .allSatisfy(
                                d ->
                                        assertThat(
                                                        Alerts.find(wall, d)
                                                                .orElseThrow()
                                                                .path("occurrences")
                                                                .asInt())
                                                .isEqualTo(1));
                assertThat(wall.items("signals")).isEmpty();
            }
        } finally {
            second.destroy();
            assertThat(second.waitFor()).as("Ctrl-C ends with 0").isZero();
        }
    }

    private static List<String> buttons(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("FA-%04d"::formatted).toList();
    }

    private static Process launch(CitywallOptions options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(
                List.of(
                        "org.citywall.launcher.Main",
                        "up",
                        "--empty",
                        "--data",
                        options.data().toString(),
                        "--port-offset",
                        "" + options.portOffset()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(SharedCity.settings());
        builder.environment().putAll(KilledChargers.settings());
        return builder.start();
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("READY ")) {
                drain(out);
                return;
            }
        }
        throw new AssertionError("the launcher ended: " + String.join("\n", said));
    }

    /** A full pipe would stop the launcher. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "drain");
        reader.setDaemon(true);
        reader.start();
    }
}
