package org.citywall.launcher.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.FrameEncoder;
import org.citywall.gateway.ingest.gb26875.codec.FrameSplitter;
import org.citywall.gateway.ingest.gb26875.codec.Split;

/**
 * One TCP connection of a panel that speaks GB/T 26875.3. What is sent is answered by a confirm or
 * a deny with the same serial; what the centre sends by itself goes to a listener, on a thread of
 * this client. Nothing is resent and nothing times out here. Thread-safe.
 */
public final class PanelClient implements AutoCloseable {
    private final Checksum checksum;
    private final Consumer<Frame> orders;

    /** By serial, first sent first: a bad panel uses a serial twice. */
    private final Map<Integer, Deque<CompletableFuture<Frame>>> unanswered = new HashMap<>();

    private volatile Line line;

    private PanelClient(Checksum checksum, Consumer<Frame> orders) {
        this.checksum = checksum;
        this.orders = orders;
    }

    /** Connects; {@code orders} gets the frames that the centre sends by itself. */
    public static CompletableFuture<PanelClient> connect(
            InetSocketAddress centre, Checksum checksum, Consumer<Frame> orders) {
        PanelClient client = new PanelClient(checksum, orders);
        FrameSplitter splitter = new FrameSplitter(checksum);
        return Line.connect(
                        centre,
                        (bytes, from, count) -> splitter.feed(bytes, from, count, client::take))
                .thenApply(client::on);
    }

    private PanelClient on(Line connected) {
        line = connected;
        var unused = connected.closed().thenRun(this::lost);
        return this;
    }

    /** Sends; completes with the confirm, deny or answer of this serial. */
    public CompletableFuture<Frame> send(Frame frame) {
        return send(frame, Integer.MAX_VALUE);
    }

    /** The same in pieces of so many bytes, each a write of its own. */
    public CompletableFuture<Frame> send(Frame frame, int piece) {
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        synchronized (this) {
            if (line.isClosed()) {
                return CompletableFuture.failedFuture(new IOException("connection closed"));
            }
            unanswered.computeIfAbsent(frame.serial(), s -> new ArrayDeque<>()).add(answer);
        }
        write(FrameEncoder.encode(frame, checksum), piece);
        return answer;
    }

    /** Sends what needs no answer, as the answer to an order. */
    public void reply(Frame frame) {
        write(FrameEncoder.encode(frame, checksum), Integer.MAX_VALUE);
    }

    /** Sends any bytes at all, in pieces of so many. */
    public void write(byte[] bytes, int piece) {
        line.write(bytes, piece);
    }

    /** Completes when the connection has ended, whoever ended it. */
    public CompletableFuture<Void> closed() {
        return line.closed();
    }

    @Override
    public void close() {
        line.close();
    }

    private void lost() {
        Map<Integer, Deque<CompletableFuture<Frame>>> lost;
        synchronized (this) {
            lost = new HashMap<>(unanswered);
            unanswered.clear();
        }
        IOException gone = new IOException("connection closed");
        lost.values().forEach(all -> all.forEach(one -> one.completeExceptionally(gone)));
    }

    private void take(Split split) {
        if (!(split instanceof Split.Good good)) {
            return; // the centre will send it again
        }
        Frame frame = good.frame();
        switch (frame.command()) {
            case Commands.CONFIRM, Commands.DENY, Commands.ANSWER -> answered(frame);
            default -> orders.accept(frame);
        }
    }

    private void answered(Frame frame) {
        CompletableFuture<Frame> first;
        synchronized (this) {
            Deque<CompletableFuture<Frame>> all = unanswered.get(frame.serial());
            if (all == null) {
                return;
            }
            first = all.poll();
            if (all.isEmpty()) {
                unanswered.remove(frame.serial());
            }
        }
        if (first != null) {
            first.complete(frame);
        }
    }
}
