package org.citywall.launcher.client;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.citywall.gateway.ingest.charger.codec.Addressed;
import org.citywall.gateway.ingest.charger.codec.DownCodec;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.FrameEncoder;
import org.citywall.gateway.ingest.charger.codec.FrameSplitter;
import org.citywall.gateway.ingest.charger.codec.MessageException;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.charger.codec.UpCodec;
import org.citywall.gateway.ingest.charger.codec.UpMessage;

/**
 * One TCP connection of a charger that speaks {@code 5A A5}. The protocol has no serials: what the
 * centre says, answer or order, goes to a listener, on a thread of this client. Nothing is resent
 * and nothing times out here. Thread-safe.
 */
public final class ChargerClient implements AutoCloseable {
    private final Line line;

    private ChargerClient(Line line) {
        this.line = line;
    }

    /** Connects; {@code heard} gets what the centre says. */
    public static CompletableFuture<ChargerClient> connect(
            InetSocketAddress centre, Consumer<DownMessage> heard) {
        FrameSplitter splitter = new FrameSplitter();
        return Line.connect(
                        centre,
                        (bytes, from, count) ->
                                splitter.feed(bytes, from, count, split -> take(split, heard)))
                .thenApply(ChargerClient::new);
    }

    private static void take(Split split, Consumer<DownMessage> heard) {
        if (!(split instanceof Split.Good good)) {
            return; // the centre will say it again
        }
        Addressed<DownMessage> said;
        try {
            said = DownCodec.decode(good.frame());
        } catch (MessageException e) {
            return;
        }
        heard.accept(said.message());
    }

    /** Says it. */
    public void send(UpMessage message) {
        write(FrameEncoder.encode(UpCodec.encode(message)), Integer.MAX_VALUE);
    }

    /** Sends any bytes at all, in pieces of so many, each a write of its own. */
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
}
