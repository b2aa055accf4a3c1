package org.citywall.stream.job;

import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.citywall.stream.io.LogTimeWatermarks;

/**
 * What a running job reads, written while it runs; a source that never ends. By name, since a
 * source is copied on its way to the task. In between it reads ticks of the time that it was last.
 */
final class Script<T> {
    private static final Map<String, Script<?>> BY_NAME = new ConcurrentHashMap<>();
    private static final double TICKS_PER_S = 200;

    private record Line<T>(Instant at, T input) {}

    private final Queue<Line<T>> lines = new ConcurrentLinkedQueue<>();
    private final T tick;
    private volatile Instant now;

    private Script(Instant now, T tick) {
        this.now = now;
        this.tick = tick;
    }

    /** An empty script that begins at this time; one before of the same name is forgotten. */
    static <T> Script<T> begin(String name, Instant at, T tick) {
        Script<T> script = new Script<>(at, tick);
        BY_NAME.put(name, script);
        return script;
    }

    /** The job reads this next. */
    void write(Instant at, T input) {
        lines.add(new Line<>(at, input));
    }

    /** The source of the script of this name. */
    static <T> Source<T, ?, ?> source(String name, TypeInformation<T> info) {
        return new DataGeneratorSource<>(
                new Reader<T>(name),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(TICKS_PER_S),
                info);
    }

    /** Its event time. */
    static <T> WatermarkStrategy<T> time(String name) {
        return LogTimeWatermarks.<T>strategy()
                .withTimestampAssigner((read, before) -> named(name).now.toEpochMilli());
    }

    private static Script<?> named(String name) {
        return BY_NAME.get(name);
    }

    private T next() {
        Line<T> line = lines.poll();
        if (line == null) {
            return tick;
        }
        now = line.at();
        return line.input();
    }

    /** Reads and stamps in one thread, one input after the other. */
    private record Reader<T>(String name) implements GeneratorFunction<Long, T> {
        @Override
        @SuppressWarnings("unchecked") // who named the script wrote it
        public T map(Long index) {
            return ((Script<T>) named(name)).next();
        }
    }
}
