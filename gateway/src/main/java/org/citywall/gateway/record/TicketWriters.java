package org.citywall.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketProposal;

/** Carry what the stream tells of tickets from the log into the record; not started. */
public final class TicketWriters {
    private TicketWriters() {}

    /**
     * Cases with their story.
     *
     * @param consumers makes {@link RecordConsumers#ofTicketChanges}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<TicketStore.Told> changes(
            Supplier<Consumer<byte[], byte[]>> consumers,
            TicketStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.TICKET_CHANGES, consumers, store, retry, meters);
    }

    /**
     * Encrypted originals.
     *
     * @param consumers makes {@link RecordConsumers#ofTicketOriginals}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<TicketOriginalStore.Told> originals(
            Supplier<Consumer<byte[], byte[]>> consumers,
            TicketOriginalStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.TICKET_SEALED, consumers, store, retry, meters);
    }

    /**
     * What departments are told.
     *
     * @param consumers makes {@link RecordConsumers#ofTicketOrders}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<TicketOrderStore.Told> orders(
            Supplier<Consumer<byte[], byte[]>> consumers,
            TicketOrderStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.ORDERS, consumers, store, retry, meters);
    }

    /**
     * Hot spots.
     *
     * @param consumers makes {@link RecordConsumers#ofHotSpots}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<HotSpot> hotSpots(
            Supplier<Consumer<byte[], byte[]>> consumers,
            HotSpotStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.HOT_SPOTS, consumers, store, retry, meters);
    }

    /**
     * Cases that may be one.
     *
     * @param consumers makes {@link RecordConsumers#ofTicketProposals}
     * @param retry pause between two tries while PostgreSQL is away
     */
    public static GroupReader<TicketProposal> proposals(
            Supplier<Consumer<byte[], byte[]>> consumers,
            TicketProposalStore store,
            Duration retry,
            MeterRegistry meters) {
        return new GroupReader<>(Topics.TICKET_PROPOSALS, consumers, store, retry, meters);
    }
}
