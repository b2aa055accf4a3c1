package org.citywall.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * Reads request bodies within a limit of size and time. A body that is too large is refused as soon
 * as that is known: by its declared length before the first byte, or else when the limit is passed;
 * never more than the limit is held in memory.
 */
public final class Bodies {
    /** 10 s: a device on a bad line sends its kilobyte well within. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How long the rest of a refused body is thrown away, so that its sender reads the answer. */
    private static final long LINGER_MS = 2_000;

    private final Vertx vertx;
    private final long timeoutMs;

    /** Bodies must be complete within the time-out, counted from the call. */
    public Bodies(Vertx vertx, long timeoutMs) {
        this.vertx = vertx;
        this.timeoutMs = timeoutMs;
    }

    /**
     * The body; or a {@link Refusal} with 413 or 408, after which the connection must be closed
     * ({@link #refuse} does both).
     */
    public Future<Buffer> read(HttpServerRequest request, int maxBytes) {
        if (declaredLength(request) > maxBytes) {
            return Future.failedFuture(new Refusal(tooLarge(maxBytes)));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        Reading reading = new Reading(request, maxBytes);
        reading.begin();
        return reading.done.future();
    }

    /**
     * Answers a problem with a body that was not read to its end, then closes the connection: at
     * once after a time-out, because nothing comes any more; else when the sender has stopped, or
     * after 2 s, whatever it still sends.
     */
    public static void refuse(HttpServerRequest request, Problem problem) {
        if (request.isEnded()) {
            problem.send(request.response());
            return;
        }
        boolean isOwnConnection = request.version() != HttpVersion.HTTP_2;
        if (isOwnConnection) {
            request.response().putHeader("connection", "close");
        }
        // What still comes is thrown away while the answer travels: a reset would overtake it.
        request.handler(chunk -> {});
        request.resume();
        problem.send(request.response());
        if (isOwnConnection) {
            closeAfter(request, problem.status() == 408 ? 0 : LINGER_MS);
        }
    }

    /** The end of the request would close it, but a sender that stalls or dribbles has no end. */
    private static void closeAfter(HttpServerRequest request, long lingerMs) {
        Context context = Vertx.currentContext();
        if (lingerMs == 0 || context == null) {
            request.connection().close(); // after what was written before
        } else {
            context.owner().setTimer(lingerMs, id -> request.connection().close());
        }
    }

    private static Problem tooLarge(int maxBytes) {
        return Problem.of(
                413, "too large", "the body must not exceed %d bytes".formatted(maxBytes));
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private final class Reading {
        private final HttpServerRequest request;
        private final int maxBytes;
        private final Promise<Buffer> done = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private long timer;

        Reading(HttpServerRequest request, int maxBytes) {
            this.request = request;
            this.maxBytes = maxBytes;
        }

        void begin() {
            timer = vertx.setTimer(timeoutMs, id -> fail(408, "time-out", slow()));
            request.exceptionHandler(error -> finish(error));
            request.handler(this::take);
            request.endHandler(nothing -> finish(null));
            request.resume();
        }

        private String slow() {
            return "the body was not complete within %d ms".formatted(timeoutMs);
        }

        private void take(Buffer chunk) {
            if (body.length() + chunk.length() > maxBytes) {
                vertx.cancelTimer(timer);
                done.tryFail(new Refusal(tooLarge(maxBytes)));
            } else if (!done.future().isComplete()) {
                body.appendBuffer(chunk);
            }
        }

        private void fail(int status, String title, String detail) {
            done.tryFail(new Refusal(Problem.of(status, title, detail)));
        }

        private void finish(Throwable error) {
            vertx.cancelTimer(timer);
            if (error == null) {
                done.tryComplete(body);
            } else {
                done.tryFail(error);
            }
        }
    }
}
