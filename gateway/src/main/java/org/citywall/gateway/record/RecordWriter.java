package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.names.Topics;

/** Carries alert changes from the log into the record. */
public final class RecordWriter {
    private RecordWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofAlertChanges}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<AlertChange> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            RecordStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.ALERT_CHANGES, consumers, store, retry, meters);
    }
}
