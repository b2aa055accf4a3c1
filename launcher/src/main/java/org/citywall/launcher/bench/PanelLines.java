package org.citywall.launcher.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Many panels on the port of GB/T 26875.3, each with a line of its own. */
final class PanelLines implements AutoCloseable {
    /** First address of the bench's panels; those of the demo district are lower. */
    private static final long FIRST_ADDRESS = 0x10_0000L;

    /** Connections in one go: beyond it the listening socket's queue would overflow. */
    private static final int CONNECTS_AT_ONCE = 200;

    private static final int CONNECT_MS = 20_000;

    /** A line and the event loop on which alone it may be used. */
    record Held(PanelLine line, Context context) {}

    private final Vertx vertx;
    private final NetClient client;
    private final List<Held> lines;

    private PanelLines(Vertx vertx, NetClient client, List<Held> lines) {
        this.vertx = vertx;
        this.client = client;
        this.lines = lines;
    }

    /** Registry ids of the first panels. */
    static List<String> deviceIds(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PanelLine.deviceId(FIRST_ADDRESS + i))
                .toList();
    }

    /** Connects that many panels on loopback. */
    static PanelLines connect(int port, int count) throws InterruptedException, TimeoutException {
        Vertx vertx = Vertx.vertx();
        NetClient client =
                vertx.createNetClient(
                        new NetClientOptions().setConnectTimeout(CONNECT_MS).setTcpNoDelay(true));
        List<Held> lines = new ArrayList<>(count);
        for (int first = 0; first < count; first += CONNECTS_AT_ONCE) {
            int end = Math.min(count, first + CONNECTS_AT_ONCE);
            List<Future<Held>> some =
                    IntStream.range(first, end)
                            .mapToObj(i -> connect(vertx, client, port, i))
                            .toList();
            Future.all(some).await(CONNECT_MS, TimeUnit.MILLISECONDS);
            some.forEach(held -> lines.add(held.result()));
        }
        return new PanelLines(vertx, client, lines);
    }

    private static Future<Held> connect(Vertx vertx, NetClient client, int port, int index) {
        return client.connect(port, "127.0.0.1")
                .map(
                        socket ->
                                new Held(
                                        new PanelLine(FIRST_ADDRESS + index, socket),
                                        vertx.getOrCreateContext()));
    }

    List<Held> all() {
        return lines;
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
