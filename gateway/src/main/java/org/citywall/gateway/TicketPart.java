package org.citywall.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.ingest.ticket.CallerMask;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.kafka.TopicTail;
import org.citywall.gateway.privacy.CaseMask;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.ticket.IndicatorRoutes;
import org.citywall.gateway.ticket.Indicators;
import org.citywall.gateway.ticket.Insight;
import org.citywall.gateway.ticket.InsightRoutes;
import org.citywall.gateway.ticket.OrderDelivery;
import org.citywall.gateway.ticket.OrderRoutes;
import org.citywall.gateway.ticket.RevealRoutes;
import org.citywall.gateway.ticket.Reveals;
import org.citywall.gateway.ticket.RulesBook;
import org.citywall.gateway.ticket.RulesRoutes;
import org.citywall.gateway.ticket.RulesSweep;
import org.citywall.gateway.ticket.TicketCommandRoutes;
import org.citywall.gateway.ticket.TicketCommands;
import org.citywall.gateway.ticket.TicketLimits;
import org.citywall.gateway.ticket.TicketRoutes;
import org.citywall.gateway.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tickets at the desk: what people see of them, do to them, and what departments are told. */
final class TicketPart {
    private static final Logger LOG = LoggerFactory.getLogger(TicketPart.class);

    private final Vertx vertx;
    private final GatewayConfig config;
    private final StorePart store;
    private final TicketLimits limits;
    private final TicketCommands commands;
    private final RulesBook rules;
    private final Reveals reveals;
    private final OrderDelivery delivery;
    private final CaseMask masks;

    TicketPart(
            Vertx vertx,
            GatewayConfig config,
            EventLog log,
            StorePart store,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.limits = config.limits().tickets();
        this.commands =
                new TicketCommands(
                        vertx, store.pool, log, config.clock(), config.commandPatience(), meters);
        this.rules = new RulesBook(store.pool, log, config.clock());
        Sealing sealing = new Sealing(config.privacy());
        this.masks = new CallerMask(store.pool, sealing);
        this.reveals =
                new Reveals(
                        store.pool,
                        original -> open(sealing, original),
                        limits.revealsPerHour(),
                        config.clock(),
                        meters);
        this.delivery = new OrderDelivery(vertx, store.pool, limits, config.clock(), meters);
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        JsonBody json = new JsonBody(bodies);
        Tickets tickets = new Tickets(store.pool);
        new TicketRoutes(tickets, guard).mount(router);
        new TicketCommandRoutes(tickets, commands, masks, guard, json, config.clock())
                .mount(router);
        new RevealRoutes(tickets, reveals, masks, guard, json).mount(router);
        new RulesRoutes(rules, guard, json, config.clock()).mount(router);
        new OrderRoutes(store.pool, limits.webhooks(), guard, json, config.clock()).mount(router);
        new InsightRoutes(new Insight(store.pool, config.clock()), commands, masks, guard, json)
                .mount(router);
        new IndicatorRoutes(new Indicators(store.pool, rules), guard, config.clock()).mount(router);
    }

    /** Begins to hear answers, to tell the rules, and to send orders; needs tables and topics. */
    void start(Lifecycle lifecycle) {
        TopicTail results =
                new TopicTail(
                        config.kafka(),
                        Topics.TICKET_RESULTS,
                        TopicTail.From.end(),
                        this::answered);
        results.start();
        lifecycle.onStopBlocking("ticket results", results::stop);
        RulesSweep sweep =
                new RulesSweep(vertx, rules, () -> Optional.of(TicketRulesReader.shipped()));
        sweep.start();
        lifecycle.onStopBlocking("rules of tickets", sweep::stop);
        delivery.start();
        lifecycle.onStopBlocking("orders to departments", delivery::stop);
    }

    private void answered(ConsumerRecord<byte[], byte[]> record) {
        try {
            commands.answered(Json.read(record.value(), TicketResult.class))
                    .onFailure(error -> LOG.debug("answer not kept: {}", error.toString()));
        } catch (UncheckedIOException e) {
            LOG.warn("record {} is no result of a ticket command", record.offset());
        }
    }

    /** Empty if the key is not among ours, or what was sealed is not what it was. */
    private static Optional<ObjectNode> open(Sealing sealing, TicketSealed original) {
        try {
            return Optional.of(
                    (ObjectNode)
                            sealing.open(original.keyId(), original.sealed(), original.caseId()));
        } catch (Sealing.UnopenableException e) {
            LOG.warn("an original of case {} stays closed: {}", original.caseId(), e.getMessage());
            return Optional.empty();
        }
    }
}
