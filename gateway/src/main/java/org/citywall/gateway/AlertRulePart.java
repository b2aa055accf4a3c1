package org.citywall.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.alertrule.AlertRulesBook;
import org.citywall.gateway.alertrule.AlertRulesLog;
import org.citywall.gateway.alertrule.AlertRulesRoutes;
import org.citywall.gateway.alertrule.AlertRulesSweep;
import org.citywall.gateway.alertrule.DryRunBook;
import org.citywall.gateway.alertrule.DryRunRoutes;
import org.citywall.gateway.alertrule.DryRunSweep;
import org.citywall.gateway.alertrule.StandingBook;
import org.citywall.gateway.alertrule.StandingRoutes;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.kafka.EventLog;

/** Rules of alerts: versions over REST, what people announce, and telling the job of both. */
final class AlertRulePart {
    private final Vertx vertx;
    private final GatewayConfig config;
    private final AlertRulesBook book;
    private final StandingBook standing;
    private final DryRunBook dryRuns;

    AlertRulePart(Vertx vertx, GatewayConfig config, EventLog log, StorePart store) {
        this.vertx = vertx;
        this.config = config;
        this.book =
                new AlertRulesBook(
                        store.pool, new AlertRulesLog(log, config.gatewayId()), config.clock());
        this.standing = new StandingBook(store.pool, book, config.clock());
        this.dryRuns =
                new DryRunBook(
                        store.pool,
                        book,
                        log,
                        config.gatewayId(),
                        config.limits().dryRuns(),
                        config.clock());
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Bodies bodies) {
        JsonBody json = new JsonBody(bodies);
        new AlertRulesRoutes(book, guard, json, config.clock()).mount(router);
        new DryRunRoutes(dryRuns, guard, json, config.clock()).mount(router);
        new StandingRoutes(standing, guard, json, config.clock()).mount(router);
    }

    /** Begins to tell the rules; needs tables and topics. */
    void start(Lifecycle lifecycle) {
        AlertRulesSweep sweep =
                new AlertRulesSweep(vertx, book, AlertRulesReader.shipped(), config.clock());
        sweep.start();
        lifecycle.onStopBlocking("rules of alerts", sweep::stop);
        DryRunSweep overdue = new DryRunSweep(vertx, dryRuns);
        overdue.start();
        lifecycle.onStopBlocking("dry runs of rules", overdue::stop);
    }
}
