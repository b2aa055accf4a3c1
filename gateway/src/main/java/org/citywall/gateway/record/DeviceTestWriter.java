package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.names.Topics;

/** Carries presses, alarms and tests from the fire signals into {@code device_test}. */
public final class DeviceTestWriter {
    private DeviceTestWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofFireSignals}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<FireSignal> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            DeviceTestStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.FIRE_SIGNALS, consumers, store, retry, meters);
    }
}
