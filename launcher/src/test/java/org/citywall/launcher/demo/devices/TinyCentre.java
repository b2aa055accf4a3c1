package org.citywall.launcher.demo.devices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.FrameEncoder;
import org.citywall.gateway.ingest.gb26875.codec.FrameSplitter;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.Split;

/** A centre of a few lines: keeps what it reads and answers as it is told. */
public final class TinyCentre implements AutoCloseable {
    /** Everything that came, in order, resends too. */
    public final List<Frame> frames = new CopyOnWriteArrayList<>();

    /** What came and is no frame. */
    public final List<Split.Bad> faults = new CopyOnWriteArrayList<>();

    public final List<Socket> connections = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final LongFunction<Checksum> checksumOf;

    /** The command to answer with, or null for none. */
    private final Function<Frame, Integer> answer;

    public TinyCentre(LongFunction<Checksum> checksumOf, Function<Frame, Integer> answer) {
        this.checksumOf = checksumOf;
        this.answer = answer;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    /** Sends a frame on the newest connection. */
    public void order(Frame frame) throws IOException {
        write(connections.get(connections.size() - 1), frame, frame.target());
    }

    /** The units that came with something in them, each serial once. */
    public List<Frame> events() {
        return frames.stream().filter(frame -> !frame.isHeartbeat()).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    /** Ends every connection. */
    public void hangUp() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                daemon(() -> read(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void read(Socket connection) {
        FrameSplitter splitter = new FrameSplitter(checksumOf);
        byte[] buffer = new byte[2_048];
        try (InputStream in = connection.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                splitter.feed(buffer, 0, count, split -> take(connection, split));
            }
        } catch (IOException e) {
            // gone
        }
    }

    private void take(Socket connection, Split split) {
        if (split instanceof Split.Bad bad) {
            faults.add(bad);
            return;
        }
        Frame frame = ((Split.Good) split).frame();
        frames.add(frame);
        Integer command = answer.apply(frame);
        if (command != null) {
            try {
                write(connection, frame.reply(command, new PanelTime(0)), frame.source());
            } catch (IOException e) {
                // gone
            }
        }
    }

    private synchronized void write(Socket connection, Frame frame, long panel) throws IOException {
        connection.getOutputStream().write(FrameEncoder.encode(frame, checksumOf.apply(panel)));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tiny-centre");
        thread.setDaemon(true);
        thread.start();
    }
}
