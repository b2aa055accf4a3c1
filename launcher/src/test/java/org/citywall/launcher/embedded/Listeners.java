package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process listens, as the Linux kernel lists them (proc(5)). */
final class Listeners {
    private static final String LISTEN = "0A";
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "0000000000000000FFFF00000100007F",
                    "00000000000000000000000001000000");

    private Listeners() {}

    /** Local addresses in the kernel's notation, without those on loopback. */
    static List<String> beyondLoopback(long pid) throws IOException {
        List<String> found = new ArrayList<>();
        for (String address : all(pid)) {
            if (!LOOPBACK.contains(address.split(":", -1)[0])) {
                found.add(address);
            }
        }
        return found;
    }

    static List<String> all(long pid) throws IOException {
        Set<String> own = sockets(pid);
        List<String> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
            for (String line : lines.subList(1, lines.size())) {
                String[] column = line.strip().split("\\s+", -1);
                if (column[3].equals(LISTEN) && own.contains("socket:[" + column[9] + "]")) {
                    found.add(column[1]);
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    sockets.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return sockets;
    }
}
