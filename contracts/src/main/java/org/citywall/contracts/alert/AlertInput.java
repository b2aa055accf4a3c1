package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;

/**
 * What the alerts job reads: detections, commands, ticks and canaries in one ordered topic, so that
 * a replay sees the same order and takes the same decisions. Exactly the part named by {@code kind}
 * is set; ticks carry nothing.
 *
 * @param kind which part is set
 * @param groupHash hash of the group key; the Kafka key and Flink's key
 * @param detection a rule hit or its end
 * @param command what a person asks
 * @param canary a probe
 */
public record AlertInput(
        Kind kind,
        String groupHash,
        @Nullable Detection detection,
        @Nullable AlertCommand command,
        @Nullable Canary canary) {

    /** The kinds of input. */
    public enum Kind {
        @JsonProperty("detection")
        DETECTION,
        @JsonProperty("command")
        COMMAND,
        @JsonProperty("tick")
        TICK,
        @JsonProperty("canary")
        CANARY
    }

    /** An input that carries a detection. */
    public static AlertInput of(Detection detection) {
        return new AlertInput(
                Kind.DETECTION, Ids.groupHash(detection.groupKey()), detection, null, null);
    }

    /** An input that carries a command; routed by the alert id alone. */
    public static AlertInput of(AlertCommand command) {
        return new AlertInput(
                Kind.COMMAND, Ids.groupHashOf(command.alertId()), null, command, null);
    }

    /** An input that carries a canary; routed as an alert with its key would be. */
    public static AlertInput of(Canary canary) {
        return new AlertInput(Kind.CANARY, canary.groupHash(), null, null, canary);
    }

    /** An input that only lets time go on in its partition. */
    public static AlertInput tick() {
        return new AlertInput(Kind.TICK, "", null, null, null);
    }
}
