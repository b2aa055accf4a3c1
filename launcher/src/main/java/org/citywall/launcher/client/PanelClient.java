package org.citywall.launcher.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
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
    private static final int READ_BYTES = 4_096;

    private final AsynchronousSocketChannel channel;
    private final Checksum checksum;
    private final Consumer<Frame> orders;
    private final FrameSplitter splitter;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** By serial, first sent first: a bad panel uses a serial twice. */
    private final Map<Integer, Deque<CompletableFuture<Frame>>> unanswered = new HashMap<>();

    private final Queue<ByteBuffer> toWrite = new ArrayDeque<>();
    private boolean isWriting;

    private PanelClient(
            AsynchronousSocketChannel channel, Checksum checksum, Consumer<Frame> orders) {
        this.channel = channel;
        this.checksum = checksum;
        this.orders = orders;
        this.splitter = new FrameSplitter(checksum);
    }

    /** Connects; {@code orders} gets the frames that the centre sends by itself. */
    public static CompletableFuture<PanelClient> connect(
            InetSocketAddress centre, Checksum checksum, Consumer<Frame> orders) {
        CompletableFuture<PanelClient> connected = new CompletableFuture<>();
        try {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
            PanelClient client = new PanelClient(channel, checksum, orders);
            channel.connect(
                    centre,
                    null,
                    new Handler<Void>(
                            done -> {
                                client.read();
                                connected.complete(client);
                            },
                            failure -> {
                                client.close();
                                connected.completeExceptionally(failure);
                            }));
        } catch (IOException e) {
            connected.completeExceptionally(e);
        }
        return connected;
    }

    /** Sends; completes with the confirm, deny or answer of this serial. */
    public CompletableFuture<Frame> send(Frame frame) {
        return send(frame, Integer.MAX_VALUE);
    }

    /** The same in pieces of so many bytes, each a write of its own. */
    public CompletableFuture<Frame> send(Frame frame, int piece) {
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        synchronized (this) {
            if (closed.isDone()) {
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
        synchronized (this) {
            for (int from = 0; from < bytes.length; from += Math.min(piece, bytes.length)) {
                toWrite.add(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            }
        }
        writeNext();
    }

    /** Completes when the connection has ended, whoever ended it. */
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
        Map<Integer, Deque<CompletableFuture<Frame>>> lost;
        synchronized (this) {
            closed.complete(null);
            lost = new HashMap<>(unanswered);
            unanswered.clear();
        }
        IOException gone = new IOException("connection closed");
        lost.values().forEach(all -> all.forEach(one -> one.completeExceptionally(gone)));
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        channel.read(
                buffer,
                null,
                new Handler<Integer>(
                        count -> {
                            if (count < 0) {
                                close();
                                return;
                            }
                            splitter.feed(buffer.array(), 0, count, this::take);
                            read();
                        },
                        failure -> close()));
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

    private void writeNext() {
        ByteBuffer next;
        synchronized (this) {
            if (isWriting || toWrite.isEmpty()) {
                return;
            }
            next = toWrite.peek();
            isWriting = true;
        }
        channel.write(
                next,
                null,
                new Handler<Integer>(
                        count -> {
                            synchronized (this) {
                                isWriting = false;
                                if (!next.hasRemaining()) {
                                    toWrite.remove();
                                }
                            }
                            writeNext();
                        },
                        failure -> close()));
    }

    /** A completion handler of two functions. */
    private record Handler<T>(Consumer<T> done, Consumer<Throwable> broken)
            implements CompletionHandler<T, Void> {
        @Override
        public void completed(T result, Void nothing) {
            done.accept(result);
        }

        @Override
        public void failed(Throwable failure, Void nothing) {
            broken.accept(failure);
        }
    }
}
