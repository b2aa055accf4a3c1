package org.citywall.gateway.ingest.gb26875;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.gateway.ingest.RejectedLog;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.Split;
import org.citywall.gateway.ingest.line.RejectRate;

/** Keeps what cannot be taken of panels, as hex, where people look for it. */
final class PanelRejects {
    private final RejectedLog rejected;
    private final RejectRate rate = new RejectRate();

    PanelRejects(RejectedLog rejected) {
        this.rejected = rejected;
    }

    /** Bytes that are no frame. */
    void keep(Split.Bad bad, Instant receivedAt) {
        String deviceId = bad.source() == null ? null : PanelLink.deviceId(bad.source());
        keep(
                deviceId,
                bad.serial() == null ? null : bad.serial().toString(),
                reason(bad),
                "the bytes are no frame of GB/T 26875.3; the payload has their beginning",
                HexFormat.of().formatHex(bad.head()),
                receivedAt);
    }

    /** A frame with a command or unit that has no meaning here. */
    void keep(Frame frame, String reason, String detail, Instant receivedAt) {
        String payload =
                "command %d, unit %s"
                        .formatted(frame.command(), HexFormat.of().formatHex(frame.unit()));
        keep(
                PanelLink.deviceId(frame.source()),
                Integer.toString(frame.serial()),
                reason,
                detail,
                payload,
                receivedAt);
    }

    /** The fault as a metric's tag. */
    static String reason(Split.Bad bad) {
        return bad.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void keep(
            String deviceId,
            String serial,
            String reason,
            String detail,
            String payload,
            Instant receivedAt) {
        if (!rate.isWithin(receivedAt)) {
            return;
        }
        String source =
                deviceId == null ? PanelServer.PROTOCOL : PanelServer.PROTOCOL + "/" + deviceId;
        String id = serial == null ? receivedAt.toString() : serial;
        // It is denied whether or not this succeeds: the panel then sends it again.
        rejected.append(
                new RejectedEvent(
                        RejectedLog.idOf(source, id, reason, payload),
                        receivedAt,
                        PanelServer.PROTOCOL,
                        null,
                        reason,
                        null,
                        detail,
                        null,
                        deviceId,
                        serial,
                        source,
                        payload));
    }
}
