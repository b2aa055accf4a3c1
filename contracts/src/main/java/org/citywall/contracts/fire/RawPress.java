package org.citywall.contracts.fire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * A fire press as a gateway saw it itself, before and independent of the stream jobs. It is shown
 * only while its outcome is missing.
 *
 * @param id deterministic id of (source, device, signal id), see {@link #idOf}
 * @param rev grows when the state changes
 * @param signalId the sender's event id
 * @param deviceId registry id of the device
 * @param point the point inside the device, if any
 * @param signal press or alarm
 * @param site where it is
 * @param place grid path
 * @param placeName the same in words
 * @param receivedAt when the gateway had the whole message
 * @param state whether Kafka has it
 */
public record RawPress(
        String id,
        long rev,
        String signalId,
        String deviceId,
        @Nullable String point,
        FireSignalKind signal,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        Instant receivedAt,
        State state) {

    /**
     * The id of a press. The device is part of it: two devices may share a source and count from
     * the same number, and neither may hide the other's press.
     */
    public static String idOf(String source, String deviceId, String signalId) {
        return Ids.of("press", source, deviceId, signalId);
    }

    /** How far the press has come. */
    public enum State {
        /** 未入库: Kafka has not acknowledged it; the device got no confirm and will resend. */
        @JsonProperty("unrecorded")
        UNRECORDED,
        /** 未经汇聚: safely on Kafka, but the jobs have not yet said what became of it. */
        @JsonProperty("unaggregated")
        UNAGGREGATED
    }
}
