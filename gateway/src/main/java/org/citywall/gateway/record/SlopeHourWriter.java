package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.names.Topics;

/** Carries the hours of slopes from the log into their long record. */
public final class SlopeHourWriter {
    private SlopeHourWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofSlopeHours}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<SlopeHourStore.Told> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            SlopeHourStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.SLOPE_HOURS, consumers, store, retry, meters);
    }
}
