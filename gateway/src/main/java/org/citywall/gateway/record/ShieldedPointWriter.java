package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.names.Topics;

/** Carries shields, restores and resets from the fire signals into {@code shielded_point}. */
public final class ShieldedPointWriter {
    private ShieldedPointWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofShieldedPoints}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<FireSignal> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            ShieldedPointStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.FIRE_SIGNALS, consumers, store, retry, meters);
    }
}
