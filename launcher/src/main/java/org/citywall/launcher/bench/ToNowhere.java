package org.citywall.launcher.bench;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Does with each what its writer does before it goes out, and drops it.
 *
 * @param <T> what is dropped
 */
final class ToNowhere<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    /** Of all of them in this JVM, since {@link #countAnew}. */
    private static final AtomicLong COUNTED = new AtomicLong();

    private final Work<T> work;

    /**
     * Prepares it; true if it counts.
     *
     * @param <T> what is dropped
     */
    interface Work<T> extends Predicate<T>, Serializable {}

    ToNowhere(Work<T> work) {
        this.work = work;
    }

    static void countAnew() {
        COUNTED.set(0);
    }

    static long counted() {
        return COUNTED.get();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(T one, Context unused) {
                if (work.test(one)) {
                    COUNTED.incrementAndGet();
                }
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing waits.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
