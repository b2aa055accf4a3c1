package org.citywall.launcher.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.CitywallOptions;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;

/**
 * One real Citywall for all acceptance tests of this JVM: starting it takes seconds, and every test
 * presses buttons of its own. It has no simulated devices, so whatever moves, a test has moved it.
 */
final class SharedCity {
    /** Generous: these tests ask whether, the benches ask how fast. */
    static final Duration SOON = Duration.ofSeconds(20);

    static final String DEVICE_TOKEN = "acceptance-device-token";
    static final String OFFICER_PASSWORD = "acceptance-Officer-1";
    static final String ADMIN_PASSWORD = "acceptance-Admin-1";

    private static Citywall city;
    private static Iterator<String> unusedDevices;

    private SharedCity() {}

    /** The city, started when it is first asked for. */
    static synchronized Citywall get() {
        if (city == null) {
            Citywall starting =
                    new Citywall(options(temporaryDirectory("city")).withDevices(false));
            starting.start();
            Runtime.getRuntime().addShutdownHook(new Thread(starting::stop, "stop-city"));
            unusedDevices = starting.buttons().iterator();
            city = starting;
        }
        return city;
    }

    /** Options with known passwords, on ports that are free now. */
    static CitywallOptions options(Path data) {
        return CitywallOptions.in(data).withPortOffset(freeOffset()).withEnvironment(settings());
    }

    /** Known secrets, so that tests can sign in. */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.put("CITYWALL_DEVICE_TOKEN", DEVICE_TOKEN);
        settings.put("CITYWALL_OFFICER_PASSWORD", OFFICER_PASSWORD);
        settings.put("CITYWALL_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return settings;
    }

    /** A fire button that no test has used. */
    static synchronized String freshDevice() {
        get();
        return unusedDevices.next();
    }

    static ApiClient device() {
        return new ApiClient(get().ports().web()).withToken(DEVICE_TOKEN);
    }

    static ApiClient officer() {
        return new ApiClient(get().ports().web()).login("officer", OFFICER_PASSWORD);
    }

    static ApiClient admin() {
        return new ApiClient(get().ports().web()).login("admin", ADMIN_PASSWORD);
    }

    static WallClient wall(ApiClient signedIn) {
        return WallClient.connect(
                signedIn.base(),
                signedIn.token(),
                List.of("alerts", "devices", "health"),
                (topic, item) -> {});
    }

    static Path temporaryDirectory(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "acceptance")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An offset whose web, MQTT and Kafka ports are free; the launcher checks the others. Not 2000:
     * browsers refuse port 10080.
     */
    static int freeOffset() {
        for (int offset = 2100; offset < 30_000; offset += 100) {
            if (isFree(8080 + offset) && isFree(1883 + offset) && isFree(19092 + offset)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
