package org.citywall.contracts.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What the gateway says on {@code /ws} (subprotocol {@code citywall.v1}); see docs/interfaces.md.
 * Items are JSON trees: {@code Alert} on topic alerts, {@code RawPress} on signals, {@code
 * DeviceStatus} on devices, {@code HealthItem} on health; each has {@code id} and {@code rev}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WallMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = WallMessage.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = WallMessage.Delta.class, name = "delta"),
    @JsonSubTypes.Type(value = WallMessage.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = WallMessage.Resync.class, name = "resync")
})
public sealed interface WallMessage {

    /**
     * First message after a subscription.
     *
     * @param epoch offsets are comparable only within one epoch
     * @param serverTime the gateway's clock
     * @param beatMs period of the beat; silence of more than two periods means the link is dead
     */
    record Hello(String epoch, Instant serverTime, long beatMs) implements WallMessage {}

    /**
     * Everything of a topic that the subscription may see; replaces what the client holds.
     *
     * @param topic alerts, signals, devices, health
     * @param offset resume point
     * @param items all items
     */
    record Snapshot(String topic, String offset, List<JsonNode> items) implements WallMessage {}

    /**
     * What changed since {@code prev}.
     *
     * @param topic as in the snapshot
     * @param prev offset of the message before; a client that holds another must resubscribe
     * @param offset resume point after this message
     * @param changed new or newer items
     * @param removed ids that left the view
     */
    record Delta(
            String topic, String prev, String offset, List<JsonNode> changed, List<String> removed)
            implements WallMessage {}

    /**
     * The heartbeat of the whole chain.
     *
     * @param serverTime the gateway's clock
     * @param canary the worst partition
     */
    record Beat(Instant serverTime, CanaryReport canary) implements WallMessage {}

    /**
     * A fresh snapshot follows.
     *
     * @param reason slow-reader, epoch-changed, too-old
     */
    record Resync(String reason) implements WallMessage {}

    /**
     * Age and latency of the probes.
     *
     * @param ageMs time since the newest probe of the worst partition left; null: none came back
     *     yet
     * @param latencyMs how long that probe took; null: none came back yet
     */
    record CanaryReport(
            @Nullable @JsonProperty("ageMs") Long ageMs,
            @Nullable @JsonProperty("latencyMs") Long latencyMs) {}
}
