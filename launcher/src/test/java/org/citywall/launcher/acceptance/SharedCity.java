package org.citywall.launcher.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.CitywallOptions;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.citywall.launcher.embedded.EmbeddedPostgres;
import org.citywall.launcher.embedded.FreeOffset;

/**
 * One real Citywall for all acceptance tests of this JVM: starting it takes seconds, and every test
 * presses buttons of its own. It has no simulated devices, so whatever moves, a test has moved it.
 */
final class SharedCity {
    /** Generous: these tests ask whether, the benches ask how fast. */
    static final Duration SOON = Duration.ofSeconds(20);

    /** Shorter than the 3 min of a real centre, and longer than any test leaves an alarm alone. */
    static final Duration PRESUMED_AFTER = Duration.ofSeconds(20);

    static final String DEVICE_TOKEN = "acceptance-device-token";
    static final String OFFICER_PASSWORD = "acceptance-Officer-1";
    static final String ADMIN_PASSWORD = "acceptance-Admin-1";

    /** Of who signed in once: a password is slow to check, on purpose. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private static Citywall city;
    private static Iterator<String> unusedDevices;

    private SharedCity() {}

    /** The city, started when it is first asked for. */
    static synchronized Citywall get() {
        if (city == null) {
            Citywall starting = new Citywall(cityOptions().withDevices(false));
            starting.start();
            Runtime.getRuntime().addShutdownHook(new Thread(starting::stop, "stop-city"));
            unusedDevices = starting.buttons().iterator();
            city = starting;
        }
        return city;
    }

    private static CitywallOptions cityOptions() {
        Map<String, String> settings = settings();
        settings.put("CITYWALL_ALERT_PRESUME_AFTER_S", "" + PRESUMED_AFTER.toSeconds());
        settings.put("CITYWALL_SLOPE_VIEW_EVERY_S", "2");
        settings.put("CITYWALL_EBIKE_VIEW_EVERY_S", "2");
        settings.put("CITYWALL_EBIKE_PAGE_EVERY_S", "2");
        settings.put("CITYWALL_TICKET_CATCH_UP_S", "3");
        // No test is about an order that no gateway sends, and a busy machine is slow to send.
        settings.put("CITYWALL_EBIKE_SEND_WITHIN_S", "60");
        settings.put("CITYWALL_EBIKE_MEASURE_WITHIN_S", "10");
        settings.put("CITYWALL_HTTP_SILENT_TIMEOUT_S", "15");
        return options(temporaryDirectory("city")).withEnvironment(settings);
    }

    /** Options with known passwords, on ports that are free now. */
    static CitywallOptions options(Path data) {
        return CitywallOptions.in(data)
                .withPortOffset(FreeOffset.claim())
                .withEnvironment(settings());
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

    /** The first charger of a site of the demo district. */
    static String charger(String site) {
        return get().chargers().entrySet().stream()
                .filter(one -> one.getValue().equals(site))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static ApiClient device() {
        return new ApiClient(get().ports().web()).withToken(DEVICE_TOKEN);
    }

    static ApiClient officer() {
        return signedIn("officer", OFFICER_PASSWORD);
    }

    static ApiClient admin() {
        return signedIn("admin", ADMIN_PASSWORD);
    }

    private static ApiClient signedIn(String username, String password) {
        ApiClient anyone = new ApiClient(get().ports().web());
        String token =
                TOKENS.computeIfAbsent(username, name -> anyone.login(name, password).token());
        return anyone.withToken(token);
    }

    /**
     * Closes whatever other tests left open, so that every card of a test has a row on the wall.
     */
    static void closeAllAlerts() {
        ApiClient officer = officer();
        JsonNode open =
                officer.get(
                                "api/v1/alerts?condition=active,cleared&response=unacknowledged,acknowledged&limit=500")
                        .body()
                        .path("items");
        for (JsonNode alert : open) {
            String id = alert.path("id").asText();
            if (!alert.path("response").asText().equals("closed")) {
                officer.command(id, "false-alarm", "测试", null);
                officer.command(id, "close", "测试", null);
            }
        }
    }

    /**
     * The time to answer a duty check is over now: the shortest that can be ordered is a minute,
     * which no test should wait.
     */
    static void lapse(String commandId) throws SQLException {
        EmbeddedPostgres postgres = get().postgres();
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE device_command SET due_at = sent_at WHERE command_id = ?"
                                        + " AND due_at IS NOT NULL")) {
            update.setString(1, commandId);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("no such duty check under way: " + commandId);
            }
        }
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
}
