package org.citywall.gateway.ingest.line;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.line.codec.StreamSplitter;

/**
 * What one connection sends: its frames, no faster than {@link Flow} lets them come, and how long
 * it has been silent. Lives on its connection's event loop.
 *
 * @param <S> what is found in the stream: a frame or a fault
 */
public final class LineReader<S> {
    private final StreamSplitter<S> splitter;
    private final Consumer<S> out;
    private final Clock clock;
    private final long patienceMs;
    private final Flow flow;
    private final HeldBytes held = new HeldBytes();
    private long lastByteMs;

    /**
     * Reads this socket.
     *
     * @param halfFrame a frame that has begun must have ended by then
     * @param out takes what was found
     */
    public LineReader(
            Vertx vertx,
            NetSocket socket,
            IngestMeters meters,
            Clock clock,
            Flow.Limits limits,
            Duration halfFrame,
            StreamSplitter<S> splitter,
            Consumer<S> out) {
        this.splitter = splitter;
        this.out = out;
        this.clock = clock;
        this.patienceMs = halfFrame.toMillis();
        this.flow = new Flow(vertx, socket, meters, clock, limits, this::resumed);
        this.lastByteMs = clock.millis();
    }

    /** How fast it is read. */
    public Flow flow() {
        return flow;
    }

    /** Bytes came. */
    public void received(Buffer buffer) {
        lastByteMs = clock.millis();
        byte[] bytes = buffer.getBytes();
        held.came(bytes.length, lastByteMs);
        splitter.feed(bytes, 0, bytes.length, out);
        held.keep(splitter.held());
    }

    /**
     * Begins anew behind half a frame whose rest does not come, however many others come behind it:
     * they wait with it, and one may be a fire. While we do not read, its rest cannot come.
     */
    public void look() {
        while (splitter.isMidFrame()
                && !flow.isPaused()
                && clock.millis() - held.sinceMs() > patienceMs) {
            splitter.giveUpFirst(out);
            held.keep(splitter.held());
        }
    }

    /** Whether no byte came since then though we read; who takes no answers is silent too. */
    public boolean isSilentSince(long ms) {
        return lastByteMs < ms && !flow.isOurPause();
    }

    /** No byte comes any more: what is whole behind half a frame is taken. */
    public void ended() {
        splitter.giveUp(out);
        held.keep(0);
    }

    private void resumed() {
        lastByteMs = clock.millis();
        held.restart(lastByteMs);
    }
}
