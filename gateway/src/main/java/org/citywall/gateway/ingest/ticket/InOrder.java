package org.citywall.gateway.ingest.ticket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One after the other for each key, in the order in which they came: looking up a case may take
 * longer for the first than for the second event of one batch. Any thread.
 */
final class InOrder {
    private final Map<Object, Future<?>> last = new HashMap<>();

    /** Runs it when all before it of the same key have ended, however they did. */
    <T> Future<T> run(Object key, Supplier<Future<T>> work) {
        Promise<Void> ended = Promise.promise();
        Future<?> before;
        synchronized (last) {
            before = last.put(key, ended.future());
        }
        Future<T> done = before == null ? started(work) : before.transform(any -> started(work));
        return done.onComplete(
                any -> {
                    synchronized (last) {
                        last.remove(key, ended.future());
                    }
                    ended.complete();
                });
    }

    private static <T> Future<T> started(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e); // else all behind it would wait for ever
        }
    }
}
