package org.citywall.gateway.alertrule;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;

/**
 * Tells versions of the rules of alerts: in the log of rules, where each is kept, and on every
 * partition of the inputs of alerts, where each input has its place before or behind it.
 */
public final class AlertRulesLog {
    private final EventLog log;
    private final String gatewayId;

    /** Appends to this log. */
    public AlertRulesLog(EventLog log, String gatewayId) {
        this.log = log;
        this.gatewayId = gatewayId;
    }

    /** Completes when all have it. Told twice is told once. */
    Future<Void> append(AlertRules rules) {
        String key = "alerts/" + rules.version();
        byte[] input = Json.bytes(AlertInput.of(rules));
        List<Future<Void>> parts = new ArrayList<>();
        parts.add(log.append(entry(Topics.RULES, null, key, key, Json.bytes(rules))));
        for (int partition = 0; partition < Topics.ALARM_PARTITIONS; partition++) {
            parts.add(log.append(entry(Topics.ALERT_INPUTS, partition, null, key, input)));
        }
        return Future.all(parts).mapEmpty();
    }

    private EventLog.Entry entry(
            String topic,
            @Nullable Integer partition,
            @Nullable String key,
            String id,
            byte[] value) {
        return new EventLog.Entry(
                topic,
                partition,
                key,
                EventTypes.ALERT_RULES,
                id,
                "/gateway/" + gatewayId,
                value,
                Map.of());
    }
}
