package org.citywall.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.names.MetricNames;

/**
 * Guards the HTTP port against connections that only cost: counts them, limits their number, closes
 * those that never ask, and answers 408 to a request head that comes too slowly. (A slow body is
 * the matter of {@link Bodies}.) Each of these ends is counted.
 *
 * <p>Vert.x offers no hook between accept and the complete request head, so this one stands in the
 * Netty pipeline.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a connection to be closed
public final class ConnectionGuard implements Handler<HttpConnection> {
    private static final byte[] TIMED_OUT =
            "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
                    .getBytes(US_ASCII);

    private final Options options;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter slow;
    private final Counter silent;
    private final Counter tooMany;

    /**
     * What a connection may cost.
     *
     * @param maxConnections more are closed at once
     * @param headTimeout from the first byte of a request to the end of its head, then 408
     * @param silentTimeout a new connection must have sent its first request head by then
     * @param idleTimeout a used connection without any byte in either direction; the WebSocket's
     *     beat keeps it open
     */
    public record Options(
            int maxConnections,
            Duration headTimeout,
            Duration silentTimeout,
            Duration idleTimeout) {
        /** 20,000 connections, 10 s, 30 s, 75 s. */
        public static Options defaults() {
            return new Options(
                    20_000, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75));
        }
    }

    /** Guards with these limits. */
    public ConnectionGuard(MeterRegistry meters, Options options) {
        this.options = options;
        meters.gauge(MetricNames.CONNECTIONS, Tags.of("protocol", "http"), open);
        this.slow = refused(meters, "time-out");
        this.silent = refused(meters, "silent");
        this.tooMany = refused(meters, "too-many-connections");
    }

    private static Counter refused(MeterRegistry meters, String reason) {
        return meters.counter(MetricNames.INGEST_REFUSED, "protocol", "http", "reason", reason);
    }

    /** What the server itself needs for this guard to see each connection at once. */
    public HttpServerOptions applyTo(HttpServerOptions server) {
        return server.setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) options.idleTimeout().toMillis());
    }

    /** To be the server's connection handler. */
    @Override
    public void handle(HttpConnection connection) {
        ChannelHandlerContext channel = ((HttpServerConnection) connection).channelHandlerContext();
        open.incrementAndGet();
        channel.channel().closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.get() > options.maxConnections()) {
            tooMany.increment();
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get("httpDecoder") != null) {
            Watch watch = new Watch(channel);
            pipeline.addBefore("httpDecoder", "citywallBytes", new BytesSeen(watch));
            pipeline.addAfter("httpDecoder", "citywallHeads", new HeadsSeen(watch));
        }
    }

    /** What one connection is doing; lives on its event loop. */
    private final class Watch {
        private final ChannelHandlerContext channel;
        private ScheduledFuture<?> limit;
        private boolean betweenRequests = true;
        private boolean bytesOfHead;

        Watch(ChannelHandlerContext channel) {
            this.channel = channel;
            schedule(options.silentTimeout(), this::closeSilent);
            channel.channel().closeFuture().addListener(closed -> cancel());
        }

        void bytes() {
            if (betweenRequests && !bytesOfHead && !isUpgraded()) {
                bytesOfHead = true;
                schedule(options.headTimeout(), this::answerTimeout);
            }
        }

        void head() {
            cancel();
            betweenRequests = false;
            bytesOfHead = false;
        }

        void requestEnd() {
            betweenRequests = true;
        }

        /** A WebSocket's frames are no request heads. */
        private boolean isUpgraded() {
            return channel.pipeline().context(HttpRequestDecoder.class) == null;
        }

        private void schedule(Duration after, Runnable then) {
            cancel();
            limit = channel.executor().schedule(then, after.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void cancel() {
            if (limit != null) {
                limit.cancel(false);
            }
        }

        private void closeSilent() {
            silent.increment();
            channel.close();
        }

        private void answerTimeout() {
            slow.increment();
            // From before the encoder, which would not take an answer without a request.
            ChannelHandlerContext bytes = channel.pipeline().context("citywallBytes");
            bytes.writeAndFlush(Unpooled.wrappedBuffer(TIMED_OUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static final class BytesSeen extends ChannelInboundHandlerAdapter {
        private final Watch watch;

        BytesSeen(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            watch.bytes();
            context.fireChannelRead(message);
        }
    }

    private static final class HeadsSeen extends ChannelInboundHandlerAdapter {
        private final Watch watch;

        HeadsSeen(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                watch.head();
            }
            if (message instanceof LastHttpContent) {
                watch.requestEnd();
            }
            context.fireChannelRead(message);
        }
    }
}
