package org.citywall.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.FrameEncoder;
import org.citywall.gateway.ingest.gb26875.codec.FrameSplitter;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.Split;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;

/** A panel on a plain socket that does exactly what the test says. */
public final class TestPanel implements AutoCloseable {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final long CENTRE = 0x010203040506L;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final long address;
    private final Checksum checksum;
    private final TimeCoding coding;
    private final FrameSplitter splitter;
    private final Deque<Frame> received = new ArrayDeque<>();
    private Instant now;

    /** A panel as the standard says. */
    public TestPanel(int port, long address, Instant now) throws IOException {
        this(port, address, now, TimeCoding.BINARY, Checksum.SUM);
    }

    public TestPanel(int port, long address, Instant now, TimeCoding coding, Checksum checksum)
            throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.address = address;
        this.now = now;
        this.coding = coding;
        this.checksum = checksum;
        this.splitter = new FrameSplitter(checksum);
    }

    /** Sets the panel's clock. */
    public void clock(Instant time) {
        now = time;
    }

    public PanelTime time() {
        return PanelTime.of(LocalDateTime.ofInstant(now, BEIJING), coding);
    }

    public byte[] frame(int serial, int command, byte[] unit) {
        return FrameEncoder.encode(
                new Frame(serial, 1, 1, time(), address, CENTRE, command, unit), checksum);
    }

    public void heartbeat(int serial) throws IOException {
        raw(frame(serial, Commands.SEND, new byte[0]));
    }

    public void send(int serial, int type, Unit... objects) throws IOException {
        raw(unit(serial, type, objects));
    }

    public byte[] unit(int serial, int type, Unit... objects) {
        return frame(serial, Commands.SEND, UnitEncoder.encode(InfoUnit.of(type, objects)));
    }

    /** Status of the component at 10-2 of system 1.0. */
    public Unit component(int componentType, int status) {
        return new Unit.ComponentStatus(1, 0, componentType, 10, 2, status, "3层走廊", time());
    }

    public void answer(Frame order, int command, byte[] unit) throws IOException {
        raw(FrameEncoder.encode(order.reply(command, time(), unit), checksum));
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next frame; fails after 5 s. */
    public Frame next() throws IOException {
        Frame frame = poll(5_000);
        if (frame == null) {
            throw new AssertionError("no frame within 5 s");
        }
        return frame;
    }

    /** The next frame, or null if none comes in time. */
    public Frame poll(int ms) throws IOException {
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

    /** Whether the server closes the connection in time. */
    public boolean isClosedWithin(int ms) throws IOException {
        socket.setSoTimeout(ms);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    private void split(Split split) {
        if (split instanceof Split.Good good) {
            received.add(good.frame());
        } else {
            throw new AssertionError("the server sent " + split);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
