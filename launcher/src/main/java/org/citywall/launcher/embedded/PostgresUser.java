package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs: it refuses to be root. A normal user runs it as himself. Root runs it in
 * a user namespace of its own, in which it sees itself as nobody while its files stay root's; where
 * the kernel or the container forbids that, as the real user nobody, who then owns its files.
 */
enum PostgresUser {
    MYSELF(""),
    NAMESPACE("unshare -U"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    /** Of the user nobody on every Linux. */
    private static final int NOBODY_UID = 65534;

    private static final String UID = "unix:uid";

    private final String prefix;

    PostgresUser(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The way that works on this machine.
     *
     * @param home a program folder and
     * @param directory a data folder that the user must be able to enter
     */
    static PostgresUser detect(Path home, Path directory) {
        if (!isRoot()) {
            return MYSELF;
        }
        if (NAMESPACE.works("true")) {
            return NAMESPACE;
        }
        String reachable = "test -x '%s/bin/postgres' && test -x '%s'".formatted(home, directory);
        if (NOBODY.works("sh", "-c", reachable)) {
            return NOBODY;
        }
        throw new EmbeddedException(
                """
                PostgreSQL does not run as root, and neither a user namespace (unshare -U) nor the \
                user nobody (setpriv) can be had for %s. Start Citywall as a normal user, or \
                choose with --data DIR a directory that other users can enter."""
                        .formatted(directory));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), UID).equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command(List.of(command)))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The command, run as this user; both helpers replace themselves, so the pid is the server's.
     */
    List<String> command(List<String> program) {
        List<String> whole = new ArrayList<>();
        if (this != MYSELF) {
            whole.addAll(List.of(prefix.split(" ", -1)));
        }
        whole.addAll(program);
        return whole;
    }

    /** Gives the tree to whom PostgreSQL runs as; an earlier start may have run it as another. */
    void own(Path tree) throws IOException {
        if (this == MYSELF) {
            return;
        }
        int owner = this == NOBODY ? NOBODY_UID : 0;
        if (Files.getAttribute(tree, UID).equals(owner)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.toList();
        }
        // The root of the tree last: it tells whether the rest was done.
        for (int i = paths.size() - 1; i >= 0; i--) {
            Files.setAttribute(paths.get(i), UID, owner, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
