package org.citywall.launcher;

import java.io.IOException;
import java.util.Map;
import org.citywall.launcher.embedded.EmbeddedException;

/** What the launcher says to the person who started it. */
final class Console {
    private static final double MS_PER_S = 1000.0;

    private Console() {}

    /**
     * The line that scripts wait for, and how to go on.
     *
     * @param port where the pages are
     */
    static void ready(Citywall city, int port) {
        readyLine(city, port);
        System.out.println("  wall  " + city.wallUrl(port));
        System.out.println("  desk  http://127.0.0.1:" + port + "/desk");
        System.out.flush();
        openBrowser(city.wallUrl(port));
    }

    /** The one line that scripts wait for. */
    static void readyLine(Citywall city, int port) {
        System.out.printf(
                "READY http://127.0.0.1:%d/ in %.1f s%n", port, city.startedInMs() / MS_PER_S);
        System.out.flush();
    }

    /** On a desktop the wall opens by itself; a server has no display, and nothing happens. */
    private static void openBrowser(String url) {
        boolean desktop =
                System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!desktop) {
            return;
        }
        try {
            new ProcessBuilder("xdg-open", url).start();
        } catch (IOException e) {
            System.out.println("  (no xdg-open here: open the address above)");
        }
    }

    /** Shown once, at the very first start: afterwards nobody can read them again. */
    static void firstPasswords(Map<String, String> passwords, Secrets secrets) {
        passwords.forEach(
                (name, password) ->
                        System.out.println("first password of " + name + ": " + password));
        if (!passwords.isEmpty()) {
            System.out.println("device token of demo: " + secrets.deviceToken());
        }
    }

    /** A sentence for a mistake that a person can mend, a stack trace for anything else. */
    static void failed(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof EmbeddedException)) {
            cause = cause.getCause();
        }
        boolean expected =
                cause instanceof EmbeddedException || cause instanceof IllegalArgumentException;
        if (expected) {
            System.err.println(cause.getMessage());
        } else {
            failure.printStackTrace(System.err);
        }
    }
}
