package org.citywall.gateway.record;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumers of the record's groups: all gateways share the work. Each begins where its group
 * stopped, at first with the oldest record.
 */
public final class RecordConsumers {
    /** Group that carries the hours of slopes into their long record. */
    public static final String SLOPE_HOURS_GROUP = "citywall-slope-hours";

    private static final int CHANGES_MAX = 500;
    private static final int HOURS_MAX = 2_000;
    private static final int SIGNALS_MAX = 10_000;

    private RecordConsumers() {}

    /** For {@link RecordWriter}. */
    public static Consumer<byte[], byte[]> ofAlertChanges(String bootstrap) {
        return create(
                bootstrap,
                "citywall-record",
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHANGES_MAX));
    }

    /**
     * For {@link PageWriter}. Of a gateway that died others take over after 6 s, the least that
     * Kafka allows by default: red must not wait for longer.
     */
    public static Consumer<byte[], byte[]> ofPages(String bootstrap) {
        return create(
                bootstrap,
                "citywall-notify",
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        CHANGES_MAX,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        6_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        2_000));
    }

    /** For {@link DeviceTestWriter}: nobody waits for it, and few large fetches cost least. */
    public static Consumer<byte[], byte[]> ofFireSignals(String bootstrap) {
        return ofFireSignals(bootstrap, "citywall-device-tests");
    }

    /** For {@link ShieldedPointWriter}, in the same way. */
    public static Consumer<byte[], byte[]> ofShieldedPoints(String bootstrap) {
        return ofFireSignals(bootstrap, "citywall-shielded-points");
    }

    /** For {@link SlopeHourWriter}. */
    public static Consumer<byte[], byte[]> ofSlopeHours(String bootstrap) {
        return create(
                bootstrap,
                SLOPE_HOURS_GROUP,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, HOURS_MAX));
    }

    /** For {@link PortOrderWriter}. */
    public static Consumer<byte[], byte[]> ofPortOrders(String bootstrap) {
        return create(
                bootstrap,
                "citywall-port-orders",
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHANGES_MAX));
    }

    /** For {@link SessionWriter}. */
    public static Consumer<byte[], byte[]> ofSessions(String bootstrap) {
        return create(
                bootstrap,
                "citywall-charging-sessions",
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, HOURS_MAX));
    }

    /** For {@link TicketWriters#changes}. */
    public static Consumer<byte[], byte[]> ofTicketChanges(String bootstrap) {
        return ofTickets(bootstrap, "citywall-ticket-record");
    }

    /** For {@link TicketWriters#originals}. */
    public static Consumer<byte[], byte[]> ofTicketOriginals(String bootstrap) {
        return ofTickets(bootstrap, "citywall-ticket-originals");
    }

    /** For {@link TicketWriters#orders}. */
    public static Consumer<byte[], byte[]> ofTicketOrders(String bootstrap) {
        return ofTickets(bootstrap, "citywall-ticket-orders");
    }

    /** For {@link TicketWriters#hotSpots}. */
    public static Consumer<byte[], byte[]> ofHotSpots(String bootstrap) {
        return ofTickets(bootstrap, "citywall-hot-spots");
    }

    /** For {@link TicketWriters#proposals}. */
    public static Consumer<byte[], byte[]> ofTicketProposals(String bootstrap) {
        return ofTickets(bootstrap, "citywall-ticket-proposals");
    }

    /** For {@link DryRunWriter}. */
    public static Consumer<byte[], byte[]> ofDryRuns(String bootstrap) {
        return create(
                bootstrap,
                "citywall-dry-runs",
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHANGES_MAX));
    }

    private static Consumer<byte[], byte[]> ofTickets(String bootstrap, String group) {
        return create(
                bootstrap, group, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHANGES_MAX));
    }

    private static Consumer<byte[], byte[]> ofFireSignals(String bootstrap, String group) {
        return create(
                bootstrap,
                group,
                Map.of(
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        1 << 20,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        2_000,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        SIGNALS_MAX));
    }

    private static Consumer<byte[], byte[]> create(
            String bootstrap, String group, Map<String, Object> batches) {
        Map<String, Object> settings = new HashMap<>(batches);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
