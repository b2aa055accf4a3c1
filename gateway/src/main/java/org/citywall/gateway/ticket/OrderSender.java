package org.citywall.gateway.ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts one order. It connects to the very address that was checked, follows no redirect, and reads
 * nothing of the answer but its head.
 */
final class OrderSender {
    private final Vertx vertx;
    private final HttpClient client;
    private final WebhookOptions options;
    private final Clock clock;

    OrderSender(Vertx vertx, WebhookOptions options, Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.clock = clock;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) options.timeout().toMillis())
                                .setKeepAlive(false));
    }

    /** How it ended; never fails. */
    Future<OrderTry> send(String url, String secret, byte[] body) {
        WebhookTarget target;
        try {
            target = WebhookTarget.of(url, options);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(OrderTry.forbidden("URL not allowed"));
        }
        return vertx.executeBlocking(() -> resolve(target), false)
                .compose(address -> post(target, address, secret, body))
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(OrderSender::failure);
    }

    private InetAddress resolve(WebhookTarget target) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(target.host());
        if (!options.allowPrivate() && !WebhookTarget.isPublic(address)) {
            throw new PrivateAddressException();
        }
        return address;
    }

    private Future<OrderTry> post(
            WebhookTarget target, InetAddress address, String secret, byte[] body) {
        Instant now = clock.instant();
        RequestOptions request =
                new RequestOptions()
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
                        .putHeader("content-type", OrderMessage.MEDIA_TYPE)
                        .putHeader("user-agent", "citywall")
                        .putHeader(
                                OrderMessage.SIGNATURE, OrderMessage.signature(secret, now, body));
        return client.request(request)
                .compose(
                        sent ->
                                sent.send(Buffer.buffer(body))
                                        .map(answer -> of(answer, clock.instant()))
                                        // Nobody wants the body, however long it is.
                                        .onComplete(done -> sent.connection().close())
                                        .onFailure(error -> sent.reset()));
    }

    private static OrderTry of(HttpClientResponse answer, Instant now) {
        return OrderTry.of(answer.statusCode(), answer.getHeader("retry-after"), now);
    }

    /** In words of ours: what an error says may hold the address. */
    private static OrderTry failure(Throwable error) {
        if (error instanceof PrivateAddressException) {
            return OrderTry.forbidden("private address");
        }
        if (error instanceof UnknownHostException) {
            return OrderTry.failed("unknown host");
        }
        return OrderTry.failed(
                error instanceof TimeoutException ? "time-out" : error.getClass().getSimpleName());
    }

    private static final class PrivateAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}
