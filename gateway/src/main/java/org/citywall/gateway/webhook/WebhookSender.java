package org.citywall.gateway.webhook;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Posts signed messages. It connects to the very address that was checked, follows no redirect, and
 * believes nothing of the answer but its head.
 */
public final class WebhookSender {
    /** Of an answer that is longer the connection is not used again. */
    private static final int MAX_ANSWER_BYTES = 16 << 10;

    private static final int RESOLVERS = 4;
    private static final int KEEP_ALIVE_S = 30;

    private final HttpClient client;
    private final WorkerExecutor resolvers;
    private final WebhookOptions options;
    private final Clock clock;
    private final boolean keepAlive;

    /** Each message over a connection of its own: they are few, and to many. */
    public static WebhookSender singly(Vertx vertx, WebhookOptions options, Clock clock) {
        return new WebhookSender(vertx, options, clock, 0);
    }

    /**
     * Connections stay open for 30 s, so that what is urgent needs no handshake.
     *
     * @param most connections to one address
     */
    public static WebhookSender keepingAlive(
            Vertx vertx, WebhookOptions options, Clock clock, int most) {
        return new WebhookSender(vertx, options, clock, most);
    }

    private WebhookSender(Vertx vertx, WebhookOptions options, Clock clock, int most) {
        this.options = options;
        this.clock = clock;
        this.keepAlive = most > 0;
        // Names of its own threads: whoever blocks the others must not delay what is urgent.
        this.resolvers = vertx.createSharedWorkerExecutor("webhook-names", RESOLVERS);
        HttpClientOptions http =
                new HttpClientOptions()
                        .setConnectTimeout((int) options.timeout().toMillis())
                        .setKeepAlive(keepAlive)
                        .setKeepAliveTimeout(KEEP_ALIVE_S);
        PoolOptions pool = new PoolOptions();
        this.client = vertx.createHttpClient(http, keepAlive ? pool.setHttp1MaxSize(most) : pool);
    }

    /**
     * How it ended; never fails.
     *
     * @param headers beside those of every message
     */
    public Future<DeliveryTry> send(
            String url, String secret, byte[] body, Map<String, String> headers) {
        WebhookTarget target;
        try {
            target = WebhookTarget.of(url, options);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(DeliveryTry.forbidden("URL not allowed"));
        }
        AtomicReference<Instant> leftAt = new AtomicReference<>();
        return resolvers
                .executeBlocking(() -> resolve(target), false)
                .compose(address -> client.request(request(target, address)))
                .compose(
                        request -> {
                            Instant now = clock.instant();
                            leftAt.set(now);
                            headers.forEach(request::putHeader);
                            request.putHeader(Signature.HEADER, Signature.of(secret, now, body));
                            return post(request, body);
                        })
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(WebhookSender::failure)
                .map(tried -> tried.leftAt(leftAt.get()));
    }

    private InetAddress resolve(WebhookTarget target) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(target.host());
        if (!options.allowPrivate() && !WebhookTarget.isPublic(address)) {
            throw new PrivateAddressException();
        }
        return address;
    }

    private RequestOptions request(WebhookTarget target, InetAddress address) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.set("content-type", CloudEvent.MEDIA_TYPE).set("user-agent", "citywall");
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(
                        SocketAddress.inetSocketAddress(
                                new InetSocketAddress(address, target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setTimeout(options.timeout().toMillis())
                .setHeaders(headers);
    }

    private Future<DeliveryTry> post(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body))
                .map(
                        answer -> {
                            leave(request, answer);
                            return DeliveryTry.of(
                                    answer.statusCode(),
                                    answer.getHeader("retry-after"),
                                    clock.instant());
                        })
                .onFailure(error -> request.reset());
    }

    /** Nobody wants the body; only a short one is waited for, so that the connection stays. */
    private void leave(HttpClientRequest request, HttpClientResponse answer) {
        if (!keepAlive) {
            request.connection().close();
            return;
        }
        int[] length = new int[1];
        answer.handler(
                chunk -> {
                    length[0] += chunk.length();
                    if (length[0] > MAX_ANSWER_BYTES) {
                        request.connection().close();
                    }
                });
        answer.exceptionHandler(error -> {}); // the head has said all
    }

    /** In words of ours: what an error says may hold the address. */
    private static DeliveryTry failure(Throwable error) {
        if (error instanceof PrivateAddressException) {
            return DeliveryTry.forbidden("private address");
        }
        if (error instanceof UnknownHostException) {
            return DeliveryTry.failed(DeliveryTry.UNKNOWN_HOST);
        }
        return DeliveryTry.failed(
                error instanceof TimeoutException
                        ? DeliveryTry.TIME_OUT
                        : error.getClass().getSimpleName());
    }

    private static final class PrivateAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}
