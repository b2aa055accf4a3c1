package org.citywall.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.downlink.CommandLog;
import org.citywall.gateway.downlink.DeviceCommandRoutes;
import org.citywall.gateway.downlink.DeviceCommandStore;
import org.citywall.gateway.downlink.DutyRunner;
import org.citywall.gateway.downlink.DutyScheduleRoutes;
import org.citywall.gateway.downlink.DutyWatch;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.charger.ChargerOrders;
import org.citywall.gateway.ingest.charger.PortCommand;
import org.citywall.gateway.ingest.gb26875.PanelOrders;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.kafka.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes down to devices, and what becomes of it. */
final class DownlinkPart {
    private static final Logger LOG = LoggerFactory.getLogger(DownlinkPart.class);

    /** GB/T 26875.3: no answer within 10 s, then again. */
    private static final Duration RESEND = Duration.ofSeconds(10);

    /** Longer than an order lives: one that was given while nobody listened is not lost. */
    private static final Duration ORDERS_BACK = Duration.ofMinutes(2);

    /** Results are told only while a gateway lives; an hour covers a restart of the last one. */
    private static final Duration RESULTS_BACK = Duration.ofHours(1);

    private static final long STORE_LIMIT_S = 30;

    /** In whose time people plan. */
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    final PanelOrders orders;
    final ChargerOrders chargerOrders;
    private final Vertx vertx;
    private final GatewayConfig config;
    private final StorePart store;
    private final DeviceCommandStore commands;
    private final CommandLog log;
    private final MeterRegistry meters;

    DownlinkPart(
            Vertx vertx,
            GatewayConfig config,
            EventLog log,
            StorePart store,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.meters = meters;
        this.log = new CommandLog(log, config.gatewayId());
        this.orders = new PanelOrders(log, config.clock(), config.gatewayId(), meters, RESEND);
        this.chargerOrders =
                new ChargerOrders(log, config.clock(), config.gatewayId(), meters, store.registry);
        this.commands = new DeviceCommandStore(store.pool);
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        new DeviceCommandRoutes(
                        store.registry, commands, log, guard, new JsonBody(bodies), config.clock())
                .mount(router);
        new DutyScheduleRoutes(
                        store.pool,
                        store.registry,
                        config.limits().duty(),
                        CITY,
                        guard,
                        new JsonBody(bodies),
                        config.clock())
                .mount(router);
    }

    /** Begins to carry orders, to give and to watch duty checks; needs tables and topics. */
    void start(Lifecycle lifecycle, Ingest ingest, LivePart live) {
        DutyWatch watch = new DutyWatch(vertx, commands, ingest, config.clock());
        TopicTail results =
                tail(Topics.DEVICE_RESULTS, RESULTS_BACK, record -> result(record, watch));
        TopicTail ordered = tail(Topics.DEVICE_COMMANDS, ORDERS_BACK, this::order);
        results.start();
        ordered.start();
        watch.start();
        DutyRunner runner = runner(live);
        runner.start();
        lifecycle.onStopBlocking(
                "downlink",
                () -> {
                    runner.stop();
                    watch.stop();
                    ordered.stop();
                    results.stop();
                });
    }

    private DutyRunner runner(LivePart live) {
        return new DutyRunner(
                vertx,
                store.pool,
                log,
                new DutyRunner.Devices(store.registry, live.devices::isLoaded, live::isOnline),
                config.limits().duty(),
                CITY,
                config.clock(),
                meters);
    }

    private TopicTail tail(String topic, Duration back, TopicTail.RecordHandler handler) {
        return new TopicTail(
                config.kafka(),
                topic,
                TopicTail.From.since(config.clock().instant().minus(back)),
                handler);
    }

    private void order(ConsumerRecord<byte[], byte[]> record) {
        try {
            DeviceCommand order = Json.read(record.value(), DeviceCommand.class);
            if (PortCommand.isOne(order)) {
                chargerOrders.ordered(order);
            } else {
                orders.ordered(order);
            }
        } catch (UncheckedIOException e) {
            LOG.warn("record {} is no order to a device", record.offset(), e);
        }
    }

    /** Throwing makes it come again: PostgreSQL or Kafka may be away. */
    private void result(ConsumerRecord<byte[], byte[]> record, DutyWatch watch) throws Exception {
        DeviceResult result;
        try {
            result = Json.read(record.value(), DeviceResult.class);
        } catch (UncheckedIOException e) {
            LOG.warn("record {} is no result of a device", record.offset(), e);
            return;
        }
        orders.settled(result);
        chargerOrders.settled(result);
        Future<Void> recorded = commands.result(result).compose(moved -> watch.recorded(result));
        recorded.toCompletionStage().toCompletableFuture().get(STORE_LIMIT_S, TimeUnit.SECONDS);
    }
}
