package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.names.Topics;

/** Carries pages from the log of alert changes into the outbox. */
public final class PageWriter {
    private PageWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofPages}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<AlertChange> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            PageStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.ALERT_CHANGES, consumers, store, retry, meters);
    }
}
