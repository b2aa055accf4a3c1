package org.citywall.contracts.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Ports for servers that a test starts some time after it chose their ports, or stops and starts
 * again on the same one. Two test JVMs run at once and open sockets without end: a port from the
 * range of the operating system may be somebody else's by then. These lie below that range (32768
 * and above on Linux), and a JVM claims them by a file lock, which ends when it ends.
 */
public final class TestPorts {
    private static final int FIRST = 25_300;
    private static final int LAST = 28_700;
    private static final int OF_A_JVM = 200;

    /** Of this JVM. Never closed nor opened twice: either would end the claim. */
    private static final Map<Path, FileChannel> CLAIMS = new HashMap<>();

    private static int begin;
    private static int given;

    private TestPorts() {}

    /**
     * A port of this JVM to which nobody listens just now; it comes again only after many others.
     */
    public static synchronized int free() {
        if (begin == 0) {
            begin = claim("block", FIRST, OF_A_JVM, LAST, block -> true);
        }
        for (int tried = 0; tried < OF_A_JVM; tried++) {
            int port = begin + given++ % OF_A_JVM;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "all %d ports from %d on are taken".formatted(OF_A_JVM, begin));
    }

    /**
     * The first of these numbers that is usable and that no other JVM of this machine has claimed;
     * it is this JVM's until its end.
     *
     * @param what whose numbers these are
     */
    public static synchronized int claim(
            String what, int first, int step, int last, IntPredicate usable) {
        for (int number = first; number <= last; number += step) {
            if (isClaimed(what, number) && usable.test(number)) {
                return number;
            }
        }
        throw new IllegalStateException(
                "every %s from %d to %d is taken".formatted(what, first, last));
    }

    private static boolean isClaimed(String what, int number) {
        Path file =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "citywall-test-%s-%d.lock".formatted(what, number));
        if (CLAIMS.containsKey(file)) {
            return false;
        }
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            CLAIMS.put(file, channel);
            return true;
        } catch (IOException e) {
            return false; // the file is another user's
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
