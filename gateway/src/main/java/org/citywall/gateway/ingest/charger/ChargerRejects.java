package org.citywall.gateway.ingest.charger;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.charger.codec.Frame;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.line.RejectRate;

/** Keeps what cannot be taken of chargers, as hex, where people look for it. */
final class ChargerRejects {
    static final String CONTESTED = "contested-imei";

    private final RejectedLog rejected;
    private final RejectRate rate = new RejectRate();

    ChargerRejects(RejectedLog rejected) {
        this.rejected = rejected;
    }

    /** Bytes that are no frame. */
    void keep(@Nullable String deviceId, Split.Bad bad, Instant receivedAt) {
        keep(
                deviceId,
                reason(bad),
                "the bytes are no frame; the payload has their beginning",
                HexFormat.of().formatHex(bad.head()),
                receivedAt);
    }

    /** A frame that has no meaning, or not here. */
    void keep(
            @Nullable String deviceId,
            Frame frame,
            String reason,
            String detail,
            Instant receivedAt) {
        String payload =
                "command %02X, body %s"
                        .formatted(frame.command(), HexFormat.of().formatHex(frame.body()));
        keep(deviceId, reason, detail, payload, receivedAt);
    }

    /** Two connections that both say that they are this charger. */
    void contested(String deviceId, String before, String now, Instant receivedAt) {
        String detail =
                "%d connections in %d min replaced each other; the last at %s by %s: one charger on a"
                        + " bad line, or two devices with the same IMEI";
        keep(
                deviceId,
                CONTESTED,
                detail.formatted(Takeovers.MANY, Takeovers.WINDOW.toMinutes(), before, now),
                before + " -> " + now,
                receivedAt);
    }

    /** What ingest refuses for good. */
    void keep(String deviceId, String payload, IngestResult result, Instant receivedAt) {
        keep(deviceId, result.reason(), result.detail(), payload, receivedAt);
    }

    /** The fault as a metric's tag. */
    static String reason(Split.Bad bad) {
        return bad.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void keep(
            @Nullable String deviceId,
            String reason,
            String detail,
            String payload,
            Instant receivedAt) {
        if (!rate.isWithin(receivedAt)) {
            return;
        }
        String source =
                deviceId == null ? ChargerServer.PROTOCOL : ChargerServer.PROTOCOL + "/" + deviceId;
        rejected.append(
                new RejectedEvent(
                        RejectedLog.idOf(source, receivedAt.toString(), reason, payload),
                        receivedAt,
                        ChargerServer.PROTOCOL,
                        null,
                        reason,
                        null,
                        detail,
                        null,
                        deviceId,
                        null,
                        source,
                        payload));
    }
}
