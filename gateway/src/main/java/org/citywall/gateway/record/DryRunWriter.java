package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.names.Topics;

/** Carries results of dry runs from the log to where they were asked. */
public final class DryRunWriter {
    private DryRunWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofDryRuns}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<DryRunResult> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            DryRunStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.DRY_RUN_RESULTS, consumers, store, retry, meters);
    }
}
