package org.citywall.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.citywall.gateway.ingest.charger.codec.DownCodec;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.FrameEncoder;
import org.citywall.gateway.ingest.charger.codec.FrameSplitter;
import org.citywall.gateway.ingest.charger.codec.MessageException;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.charger.codec.UpCodec;
import org.citywall.gateway.ingest.charger.codec.UpMessage;

/** A charger on a plain socket that does exactly what the test says. */
public final class TestCharger implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String imei;
    private final FrameSplitter splitter = new FrameSplitter();
    private final Deque<DownMessage> received = new ArrayDeque<>();

    public TestCharger(int port, String imei) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.imei = imei;
    }

    /** Registry id of a charger with this IMEI. */
    public static String deviceId(String imei) {
        return "CH-" + imei;
    }

    public void logIn() throws IOException {
        send(new UpMessage.Login(imei, 10, "HW_1", "SW_1", "89860000000000000000", 27, 0));
    }

    /** Live data of one port, 30 min into its session. */
    public void live(int port, int powerW, int tempC) throws IOException {
        UpMessage.Live.Port one =
                new UpMessage.Live.Port(port, 0, 100, powerW, 1_800, 50, 21, tempC);
        send(new UpMessage.Live(2_205, 31, List.of(one)));
    }

    public void send(UpMessage message) throws IOException {
        raw(FrameEncoder.encode(UpCodec.encode(message)));
    }

    /** The same with its IMEI before it. */
    public void sendNamed(UpMessage message) throws IOException {
        raw(FrameEncoder.encode(UpCodec.encode(imei, message)));
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next message; fails when none comes. */
    public DownMessage next() throws IOException {
        DownMessage message = poll(PATIENCE_MS);
        if (message == null) {
            throw new AssertionError("no message within 10 s");
        }
        return message;
    }

    /** The next message, or null if none comes in time. */
    public DownMessage poll(int ms) throws IOException {
        long deadline = System.nanoTime() + ms * 1_000_000L;
        byte[] bytes = new byte[4_096];
        while (received.isEmpty()) {
            int left = (int) ((deadline - System.nanoTime()) / 1_000_000);
            if (left <= 0) {
                return null;
            }
            socket.setSoTimeout(left);
            try {
                int n = in.read(bytes);
                if (n < 0) {
                    return null;
                }
                splitter.feed(bytes, 0, n, this::split);
            } catch (SocketTimeoutException e) {
                return null;
            }
        }
        return received.poll();
    }

    /** Waits until the server closes the connection; fails when it does not. */
    public void awaitClosed() throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        try {
            in.readAllBytes(); // what was still on its way, up to the end
        } catch (SocketTimeoutException e) {
            throw new AssertionError("not closed within 10 s", e);
        } catch (IOException e) {
            return; // reset
        }
    }

    private void split(Split split) {
        try {
            received.add(DownCodec.decode(((Split.Good) split).frame()).message());
        } catch (MessageException | ClassCastException e) {
            throw new AssertionError("the server sent " + split, e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
