package org.citywall.stream.io;

import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.ticket.TicketInput;

/**
 * Sources and sinks on Kafka, tuned for latency: what comes alone hardly lingers.
 *
 * <p>Where a job starts is in its checkpoint. Without one it depends on the job:
 *
 * <ul>
 *   <li>fire goes on where its group last committed, and at the very first start from the
 *       beginning. It forgets open conditions and device states (a minute of heartbeats brings
 *       those back), but it does not raise last week's presses again.
 *   <li>alerts always starts from the beginning: commands and detections of the last days lie in
 *       one log, so reading it again rebuilds the same alerts with what people did to them, under a
 *       newer incarnation. Going on from the last commit would leave alerts on the wall that nobody
 *       can command. An alert that is older than the log (7 days) and still open is lost this way.
 *   <li>slope always starts from the beginning too: the models need the days behind them. What is
 *       older than the alerts job's memory is only learnt, not told again; then each slope tells
 *       once how it stands. Younger ids are made of facts alone, so the alerts job knows them.
 *   <li>ebike goes on where its group last committed, as fire does: readings of a week would take
 *       hours to read again, and what counts of them is over with the next session. What it forgets
 *       this way is said in docs/domain/ebike.md, "State".
 *   <li>insight always starts from the beginning: hot spots need the days behind them, and what it
 *       finds again has the ids that it had.
 *   <li>tickets always starts from the beginning, as alerts does: events of the last days rebuild
 *       the same cases under a newer incarnation. A case that is older than the log and still open
 *       is known again when its system next tells of it (docs/domain/ticket.md, "State").
 * </ul>
 */
public final class KafkaStreams {
    private static final String FIRE_GROUP = "citywall-fire";
    private static final String SLOPE_GROUP = "citywall-slope";
    private static final String EBIKE_GROUP = "citywall-ebike";
    private static final String INSIGHT_GROUP = "citywall-insight";
    private static final String TICKETS_GROUP = "citywall-tickets";
    private static final String ALERTS_GROUP = "citywall-alerts";

    /**
     * Of a storm, several records go in one request: with none, each of 2,000 a second is a request
     * of its own to each topic, and they take a fifth of the processor from those who judge.
     */
    private static final String LINGER_MS = "2";

    private KafkaStreams() {}

    /** Fire signals, canaries and ticks. */
    public static KafkaSource<FromLog<FireInput>> fireSignals(String bootstrap) {
        return source(
                bootstrap,
                Topics.FIRE_SIGNALS,
                FIRE_GROUP,
                committedOrEarliest(),
                new FromLogReader<>(new FireInputReader(), Topics.FIRE_SIGNALS));
    }

    /** Slope readings, settings of slopes, and ticks. */
    public static KafkaSource<FromLog<SlopeInput>> slopeReadings(String bootstrap) {
        return source(
                bootstrap,
                Topics.SLOPE_READINGS,
                SLOPE_GROUP,
                OffsetsInitializer.earliest(),
                new FromLogReader<>(new SlopeInputReader(), Topics.SLOPE_READINGS));
    }

    /** The same up to the end that the log has when the job starts; for a bench. */
    public static KafkaSource<FromLog<SlopeInput>> slopeBacklog(String bootstrap) {
        return builder(
                        bootstrap,
                        List.of(Topics.SLOPE_READINGS),
                        SLOPE_GROUP + "-bench",
                        OffsetsInitializer.earliest(),
                        new FromLogReader<>(new SlopeInputReader(), Topics.SLOPE_READINGS))
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    /** Readings, settings, orders and answers of chargers, who looks, what cameras see, ticks. */
    public static KafkaSource<FromLog<EbikeInput>> ebike(String bootstrap) {
        return builder(
                        bootstrap,
                        List.of(Topics.CHARGER_READINGS, Topics.CAMERA_EVENTS),
                        EBIKE_GROUP,
                        committedOrEarliest(),
                        new FromLogReader<>(new EbikeInputReader(), Topics.CHARGER_READINGS))
                .build();
    }

    /** Readings of chargers up to the end that the log has when the job starts; for a bench. */
    public static KafkaSource<FromLog<EbikeInput>> ebikeBacklog(String bootstrap) {
        return builder(
                        bootstrap,
                        List.of(Topics.CHARGER_READINGS),
                        EBIKE_GROUP + "-bench",
                        OffsetsInitializer.earliest(),
                        new FromLogReader<>(new EbikeInputReader(), Topics.CHARGER_READINGS))
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    /** What happened to tickets, and ticks. */
    public static KafkaSource<TicketInput> newTickets(String bootstrap) {
        return source(
                bootstrap,
                Topics.TICKET_EVENTS,
                INSIGHT_GROUP,
                OffsetsInitializer.earliest(),
                new TicketInputReader());
    }

    /** Requests of dry runs: goes on where it was; what is older than a wait is not begun. */
    public static KafkaSource<DryRunRequest> dryRuns(String bootstrap) {
        return source(
                bootstrap,
                Topics.DRY_RUNS,
                INSIGHT_GROUP + "-dry-runs",
                committedOrEarliest(),
                new DryRunRequestReader());
    }

    /** Events of tickets, and ticks. */
    public static KafkaSource<TicketInput> ticketEvents(String bootstrap) {
        return source(
                bootstrap,
                Topics.TICKET_EVENTS,
                TICKETS_GROUP,
                OffsetsInitializer.earliest(),
                new TicketInputReader());
    }

    /** The same up to the end that the log has when the job starts; for a bench. */
    public static KafkaSource<TicketInput> ticketBacklog(String bootstrap) {
        return bounded(bootstrap, Topics.TICKET_EVENTS, TICKETS_GROUP + "-bench");
    }

    /** Versions of the rules up to the end that the log has when the job starts; for a bench. */
    public static KafkaSource<TicketInput> ticketRuleBacklog(String bootstrap) {
        return bounded(bootstrap, Topics.RULES, TICKETS_GROUP + "-rules-bench");
    }

    private static KafkaSource<TicketInput> bounded(String bootstrap, String topic, String group) {
        return builder(
                        bootstrap,
                        List.of(topic),
                        group,
                        OffsetsInitializer.earliest(),
                        new TicketInputReader())
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    /** Versions of the rules of tickets. */
    public static KafkaSource<TicketInput> ticketRules(String bootstrap) {
        return source(
                bootstrap,
                Topics.RULES,
                TICKETS_GROUP + "-rules",
                OffsetsInitializer.earliest(),
                new TicketInputReader());
    }

    /** Detections, commands, canaries and ticks. */
    public static KafkaSource<AlertInput> alertInputs(String bootstrap) {
        return source(
                bootstrap,
                Topics.ALERT_INPUTS,
                ALERTS_GROUP,
                OffsetsInitializer.earliest(),
                new AlertInputReader());
    }

    /** Detections and canaries to the alerts job. */
    public static KafkaSink<AlertInput> toAlertInputs(String bootstrap) {
        return sink(bootstrap, EventFormats.alertInputs());
    }

    /** What is new in the long record of slopes. */
    public static KafkaSink<SlopeHour> toSlopeHours(String bootstrap) {
        return sink(bootstrap, EventFormats.slopeHours());
    }

    /** Sessions that ended. */
    public static KafkaSink<ChargingSession> toChargingSessions(String bootstrap) {
        return sink(bootstrap, EventFormats.chargingSessions());
    }

    /** Every change of an order for a port. */
    public static KafkaSink<PortOrderView> toPortOrders(String bootstrap) {
        return sink(bootstrap, EventFormats.portOrders());
    }

    /** Orders to devices. */
    public static KafkaSink<DeviceCommand> toDeviceCommands(String bootstrap) {
        return sink(bootstrap, EventFormats.deviceCommands());
    }

    /** What rules find out about tickets. */
    public static KafkaSink<TicketEvent> toTicketEvents(String bootstrap) {
        return sink(bootstrap, EventFormats.ticketEvents());
    }

    /** Every change of a hot spot. */
    public static KafkaSink<HotSpot> toHotSpots(String bootstrap) {
        return sink(bootstrap, EventFormats.hotSpots());
    }

    /** Cases that may be one. */
    public static KafkaSink<TicketProposal> toTicketProposals(String bootstrap) {
        return sink(bootstrap, EventFormats.ticketProposals());
    }

    /** What dry runs of rules found. */
    public static KafkaSink<DryRunResult> toDryRunResults(String bootstrap) {
        return sink(bootstrap, EventFormats.dryRunResults());
    }

    /** Every revision of every case. */
    public static KafkaSink<TicketChange> toTicketChanges(String bootstrap) {
        return sink(bootstrap, EventFormats.ticketChanges());
    }

    /** Answers to commands for tickets. */
    public static KafkaSink<TicketResult> toTicketResults(String bootstrap) {
        return sink(bootstrap, EventFormats.ticketResults());
    }

    /** What departments are told to do. */
    public static KafkaSink<TicketOrder> toOrders(String bootstrap) {
        return sink(bootstrap, EventFormats.orders());
    }

    /** Every revision of every alert. */
    public static KafkaSink<AlertChange> toAlertChanges(String bootstrap) {
        return sink(bootstrap, EventFormats.alertChanges());
    }

    /** The newest revision of every alert that is not forgotten. */
    public static KafkaSink<AlertChange> toAlerts(String bootstrap) {
        return sink(bootstrap, EventFormats.alerts());
    }

    /** Answers to commands. */
    public static KafkaSink<CommandResult> toCommandResults(String bootstrap) {
        return sink(bootstrap, EventFormats.commandResults());
    }

    /** What became of presses. */
    public static KafkaSink<SignalOutcome> toSignalOutcomes(String bootstrap) {
        return sink(bootstrap, EventFormats.outcomes());
    }

    /** Settings of every producer of the jobs. */
    static Properties producer(String bootstrap) {
        Properties settings = new Properties();
        settings.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        // Batches hold one or two records here: compressing costs more time than it saves.
        settings.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return settings;
    }

    @SuppressWarnings("deprecation") // Kafka has deprecated the type that Flink's connector takes.
    private static OffsetsInitializer committedOrEarliest() {
        return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    private static <T> KafkaSource<T> source(
            String bootstrap,
            String topic,
            String group,
            OffsetsInitializer start,
            KafkaRecordDeserializationSchema<T> reader) {
        return builder(bootstrap, List.of(topic), group, start, reader).build();
    }

    private static <T> KafkaSourceBuilder<T> builder(
            String bootstrap,
            List<String> topics,
            String group,
            OffsetsInitializer start,
            KafkaRecordDeserializationSchema<T> reader) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(topics)
                .setGroupId(group)
                .setClientIdPrefix(group)
                .setStartingOffsets(start)
                .setDeserializer(reader)
                .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1")
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    }

    /**
     * At least once: every record has a deterministic id or revision, so a repeat has no effect.
     */
    private static <T> KafkaSink<T> sink(String bootstrap, EventFormat<T> format) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrap)
                .setKafkaProducerConfig(producer(bootstrap))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new EventSerializer<>(format))
                .build();
    }
}
