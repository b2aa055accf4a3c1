package org.citywall.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which process has a local TCP port of a connection, by Linux' /proc (proc(5)): its table of
 * connections names a socket, and the folder of a process the sockets that it has.
 */
final class PortOwner {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) (?:\\S+\\s+){7}(\\d+).*");

    private PortOwner() {}

    /** The one of these processes that has this local port; empty: none of them. */
    static Optional<Long> of(int port, List<Long> pids) throws IOException {
        for (Path table : TABLES) {
            if (!Files.exists(table)) {
                continue;
            }
            for (String line : Files.readAllLines(table)) {
                Matcher fields = LINE.matcher(line);
                if (!fields.matches() || Integer.parseInt(fields.group(1), 16) != port) {
                    continue;
                }
                for (long pid : pids) {
                    if (has(pid, "socket:[" + fields.group(2) + "]")) {
                        return Optional.of(pid);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(long pid, String socket) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open.toList()) {
                try {
                    if (Files.readSymbolicLink(each).toString().equals(socket)) {
                        return true;
                    }
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        return false;
    }
}
