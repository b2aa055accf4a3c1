package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alertrule.AlertRules;

/**
 * What the alerts job reads: detections, commands, facts, rules, ticks and canaries in one ordered
 * topic, so that a replay sees the same order and takes the same decisions. Exactly the part named
 * by {@code kind} is set; ticks carry nothing.
 *
 * @param kind which part is set
 * @param groupHash hash of the group key; the Kafka key and Flink's key; empty: ticks and rules
 * @param detection a rule hit or its end
 * @param command what a person asks
 * @param canary a probe
 * @param fact what was found out about an alert by looking at several groups
 * @param rules a version of the rules; it is on every partition, so that each input has its place
 *     before or behind it
 * @param rulesVersion newest version that was on the partition before this input; set by who reads,
 *     0: none since the reader started
 */
public record AlertInput(
        Kind kind,
        String groupHash,
        @Nullable Detection detection,
        @Nullable AlertCommand command,
        @Nullable Canary canary,
        @Nullable AlertFact fact,
        @Nullable AlertRules rules,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long rulesVersion) {

    /** The kinds of input. */
    public enum Kind {
        @JsonProperty("detection")
        DETECTION,
        @JsonProperty("command")
        COMMAND,
        @JsonProperty("tick")
        TICK,
        @JsonProperty("canary")
        CANARY,
        @JsonProperty("fact")
        FACT,
        @JsonProperty("rules")
        RULES
    }

    /** An input that carries a detection. */
    public static AlertInput of(Detection detection) {
        String group = Ids.groupHash(detection.groupKey());
        return new AlertInput(Kind.DETECTION, group, detection, null, null, null, null, 0);
    }

    /** An input that carries a command; routed by the alert id alone. */
    public static AlertInput of(AlertCommand command) {
        String group = Ids.groupHashOf(command.alertId());
        return new AlertInput(Kind.COMMAND, group, null, command, null, null, null, 0);
    }

    /** An input that carries a canary; routed as an alert with its key would be. */
    public static AlertInput of(Canary canary) {
        return new AlertInput(Kind.CANARY, canary.groupHash(), null, null, canary, null, null, 0);
    }

    /** An input that carries a fact; routed to the alert that it is about. */
    public static AlertInput of(AlertFact fact) {
        String group = Ids.groupHashOf(fact.alertId());
        return new AlertInput(Kind.FACT, group, null, null, null, fact, null, 0);
    }

    /** An input that carries a version of the rules; of one partition, not of one group. */
    public static AlertInput of(AlertRules rules) {
        return new AlertInput(Kind.RULES, "", null, null, null, null, rules, 0);
    }

    /** An input that only lets time go on in its partition. */
    public static AlertInput tick() {
        return new AlertInput(Kind.TICK, "", null, null, null, null, null, 0);
    }

    /** The same, behind this version of the rules on its partition. */
    public AlertInput behind(long version) {
        return version == rulesVersion
                ? this
                : new AlertInput(kind, groupHash, detection, command, canary, fact, rules, version);
    }
}
