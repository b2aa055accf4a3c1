package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.Topics;

/** Carries what becomes of orders for ports from the log into their record. */
public final class PortOrderWriter {
    private PortOrderWriter() {}

    /**
     * Its reader, not started.
     *
     * @param consumers makes {@link RecordConsumers#ofPortOrders}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<PortOrderView> of(
            Supplier<Consumer<byte[], byte[]>> consumers,
            PortOrderStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.CHARGER_ORDERS, consumers, store, retry, meters);
    }
}
