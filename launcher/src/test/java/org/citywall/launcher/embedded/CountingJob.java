package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job that counts, about one a millisecond, and writes into a file with what count it started;
 * its source counts too, so that a lost or doubled element shows.
 */
final class CountingJob {
    private static final long CHECKPOINT_EVERY_MS = 200;

    private CountingJob() {}

    static Consumer<StreamExecutionEnvironment> writingTo(Path starts) {
        String file = starts.toString();
        return environment -> {
            environment.setParallelism(1);
            environment.enableCheckpointing(CHECKPOINT_EVERY_MS);
            environment
                    .fromSequence(1, Long.MAX_VALUE)
                    .uid("numbers")
                    .map(new Counter(file))
                    .uid("count")
                    .name("count")
                    .sinkTo(new DiscardingSink<>())
                    .uid("nowhere");
        };
    }

    /** The counts with which the job started so far: 0 for a start from nothing. */
    static List<Long> starts(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream().map(Long::valueOf).toList();
    }

    private static final class Counter extends RichMapFunction<Long, Long>
            implements CheckpointedFunction {
        private final String file;
        private long count;
        private transient ListState<Long> state;

        Counter(String file) {
            this.file = file;
        }

        @Override
        public Long map(Long number) throws InterruptedException {
            count++;
            if (number != count) {
                throw new IllegalStateException(number + " came as element " + count);
            }
            Thread.sleep(1);
            return number;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(List.of(count));
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("count", Long.class));
            for (Long restored : state.get()) {
                count = restored;
            }
            Files.writeString(
                    Path.of(file),
                    count + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
