package org.citywall.stream.alert.flink;

import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.rules.RuleVersions;

/** The versions of the rules that an operator has heard of: those that its state holds. */
public final class KnownRules {
    private RuleVersions rules;

    /** A version arrives. Each gateway says it, on each partition, again and again. */
    public void learn(AlertInput input, BroadcastState<Long, byte[]> state) throws Exception {
        AlertRules version = input.rules();
        RuleVersions before = in(state);
        if (version == null || before.contains(version.version())) {
            return;
        }
        rules = before.with(version);
        state.clear();
        for (AlertRules each : rules.all()) {
            state.put(each.version(), Json.bytes(each));
        }
    }

    /** All that are known. */
    public RuleVersions in(ReadOnlyBroadcastState<Long, byte[]> state) throws Exception {
        if (rules == null) {
            rules = RuleVersions.SHIPPED;
            for (Map.Entry<Long, byte[]> each : state.immutableEntries()) {
                rules = rules.with(Json.read(each.getValue(), AlertRules.class));
            }
        }
        return rules;
    }
}
