package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.names.Topics;

/** Carries charging sessions that have ended from the log into their record. */
public final class SessionWriter {
    private SessionWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofSessions}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<SessionStore.Told> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            SessionStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.CHARGER_SESSIONS, consumers, store, retry, meters);
    }
}
