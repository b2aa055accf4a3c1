package org.citywall.launcher.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One TCP connection of a device, whatever it speaks. What comes goes to a listener, on a thread of
 * this line. Thread-safe.
 */
final class Line implements AutoCloseable {
    private static final int READ_BYTES = 4_096;

    private final AsynchronousSocketChannel channel;
    private final Bytes received;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Queue<ByteBuffer> toWrite = new ArrayDeque<>();
    private boolean isWriting;

    /** Hears what comes. */
    interface Bytes {
        void take(byte[] bytes, int from, int count);
    }

    private Line(AsynchronousSocketChannel channel, Bytes received) {
        this.channel = channel;
        this.received = received;
    }

    /** Connects. */
    static CompletableFuture<Line> connect(InetSocketAddress centre, Bytes received) {
        CompletableFuture<Line> connected = new CompletableFuture<>();
        try {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
            Line line = new Line(channel, received);
            channel.connect(
                    centre,
                    null,
                    new Handler<Void>(
                            done -> {
                                line.read();
                                connected.complete(line);
                            },
                            failure -> {
                                line.close();
                                connected.completeExceptionally(failure);
                            }));
        } catch (IOException e) {
            connected.completeExceptionally(e);
        }
        return connected;
    }

    /** Sends any bytes at all, in pieces of so many, each a write of its own. */
    void write(byte[] bytes, int piece) {
        synchronized (this) {
            for (int from = 0; from < bytes.length; from += Math.min(piece, bytes.length)) {
                toWrite.add(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            }
        }
        writeNext();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Completes when the connection has ended, whoever ended it. */
    CompletableFuture<Void> closed() {
        return closed.copy();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
        closed.complete(null);
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
                            received.take(buffer.array(), 0, count);
                            read();
                        },
                        failure -> close()));
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
