package org.citywall.gateway.webhook;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.citywall.contracts.Nullable;

/**
 * Requests to addresses that people typed in. It connects to the very address that was checked and
 * follows no redirect.
 */
public final class GuardedHttp {
    /** Of an answer that is longer the rest is not read, and the connection is not used again. */
    private static final int MAX_ANSWER_BYTES = 16 << 10;

    /** Threads that look names up: so many names may be slow at the same time. */
    private static final int RESOLVERS = 16;

    private static final int KEEP_ALIVE_S = 30;

    private final Vertx vertx;
    private final HttpClient client;
    private final WorkerExecutor resolvers;
    private final WebhookOptions options;
    private final Clock clock;
    private final boolean keepAlive;

    /** Who asks for a name that is being looked up waits for the same answer, not for a thread. */
    private final Map<String, Future<InetAddress>> lookups = new ConcurrentHashMap<>();

    /** Each request over a connection of its own: they are few, and to many. */
    public static GuardedHttp singly(Vertx vertx, WebhookOptions options, Clock clock) {
        return new GuardedHttp(vertx, options, clock, 0);
    }

    /**
     * Connections stay open for 30 s, so that what is urgent needs no handshake.
     *
     * @param most connections to one address
     */
    public static GuardedHttp keepingAlive(
            Vertx vertx, WebhookOptions options, Clock clock, int most) {
        return new GuardedHttp(vertx, options, clock, most);
    }

    private GuardedHttp(Vertx vertx, WebhookOptions options, Clock clock, int most) {
        this.vertx = vertx;
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

    /** How it ended by the head of the answer; never fails. */
    public Future<DeliveryTry> send(Outgoing outgoing) {
        return send(outgoing, null);
    }

    /**
     * How it ended; never fails.
     *
     * @param judge of the answer with its body; null: the head says all
     */
    public Future<DeliveryTry> send(Outgoing outgoing, @Nullable Judge judge) {
        WebhookTarget target;
        try {
            target = WebhookTarget.of(outgoing.url(), options);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(DeliveryTry.forbidden("URL not allowed"));
        }
        // On a thread of Vert.x from here on: an answer must not come before somebody listens.
        Promise<DeliveryTry> done = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(nothing -> send(target, outgoing, judge).onComplete(done));
        return done.future();
    }

    private Future<DeliveryTry> send(
            WebhookTarget target, Outgoing outgoing, @Nullable Judge judge) {
        AtomicReference<Instant> leftAt = new AtomicReference<>();
        AtomicBoolean isOver = new AtomicBoolean();
        return lookUp(target)
                .compose(
                        address ->
                                isOver.get()
                                        ? Future.failedFuture(new TimeoutException())
                                        : client.request(
                                                request(outgoing.method(), target, address)))
                .compose(
                        request -> {
                            if (isOver.get()) {
                                // Who waited has gone on to another try: this one must not leave.
                                request.reset();
                                return Future.failedFuture(new TimeoutException());
                            }
                            Instant now = clock.instant();
                            leftAt.set(now);
                            outgoing.headers().apply(now).forEach(request::putHeader);
                            return exchange(request, outgoing.body(), judge);
                        })
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(fault -> isOver.set(true))
                .otherwise(GuardedHttp::failure)
                .map(tried -> tried.leftAt(leftAt.get()));
    }

    private Future<InetAddress> lookUp(WebhookTarget target) {
        Promise<InetAddress> ours = Promise.promise();
        Future<InetAddress> before = lookups.putIfAbsent(target.host(), ours.future());
        if (before != null) {
            return before;
        }
        resolvers
                .executeBlocking(() -> resolve(target), false)
                .onComplete(
                        found -> {
                            lookups.remove(target.host(), ours.future());
                            ours.handle(found);
                        });
        return ours.future();
    }

    /**
     * Several requests, one after the other, that are one try: together they have no more time than
     * one alone, because others take over what takes longer. Never fails.
     */
    public Future<DeliveryTry> asOne(Future<DeliveryTry> requests) {
        return requests.timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(GuardedHttp::failure);
    }

    private InetAddress resolve(WebhookTarget target) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(target.host());
        if (!options.allowPrivate() && !WebhookTarget.isPublic(address)) {
            throw new PrivateAddressException();
        }
        return address;
    }

    private RequestOptions request(HttpMethod method, WebhookTarget target, InetAddress address) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(
                        SocketAddress.inetSocketAddress(
                                new InetSocketAddress(address, target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setTimeout(options.timeout().toMillis())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().set("user-agent", "citywall"));
    }

    private Future<DeliveryTry> exchange(
            HttpClientRequest request, Buffer body, @Nullable Judge judge) {
        Future<HttpClientResponse> sent = body.length() == 0 ? request.send() : request.send(body);
        return sent.compose(answer -> judged(request, answer, judge))
                .onFailure(error -> request.reset());
    }

    private Future<DeliveryTry> judged(
            HttpClientRequest request, HttpClientResponse answer, @Nullable Judge judge) {
        int status = answer.statusCode();
        String retryAfter = answer.getHeader("retry-after");
        if (judge != null) {
            return read(request, answer)
                    .map(
                            read ->
                                    judge.of(
                                            new HttpAnswer(status, retryAfter, read),
                                            clock.instant()));
        }
        leave(request, answer);
        return Future.succeededFuture(DeliveryTry.of(status, retryAfter, clock.instant()));
    }

    private Future<Buffer> read(HttpClientRequest request, HttpClientResponse answer) {
        Promise<Buffer> read = Promise.promise();
        Buffer so = Buffer.buffer();
        answer.exceptionHandler(read::tryFail);
        answer.endHandler(end -> read.tryComplete(so));
        answer.handler(
                chunk -> {
                    int room = MAX_ANSWER_BYTES - so.length();
                    so.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
                    if (chunk.length() > room) {
                        read.tryComplete(so);
                        request.connection().close();
                    }
                });
        return read.future()
                .onSuccess(
                        done -> {
                            if (!keepAlive) {
                                request.connection().close();
                            }
                        });
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
