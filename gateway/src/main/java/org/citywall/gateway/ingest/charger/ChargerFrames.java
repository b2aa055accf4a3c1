package org.citywall.gateway.ingest.charger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.EventTypes;
import org.citywall.gateway.ingest.Inbound;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.Frame;
import org.citywall.gateway.ingest.charger.codec.Split;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.gateway.registry.Credential;

/** Takes the messages of chargers: into readings, and these into the log. */
final class ChargerFrames {
    private final Ingest ingest;
    private final ChargerRejects rejects;
    private final RunningOrders running;
    private final Takeovers takeovers = new Takeovers();
    private final IngestMeters meters;
    private final ChargerLimits limits;

    ChargerFrames(
            Ingest ingest,
            ChargerRejects rejects,
            RunningOrders running,
            IngestMeters meters,
            ChargerLimits limits) {
        this.ingest = ingest;
        this.rejects = rejects;
        this.running = running;
        this.meters = meters;
        this.limits = limits;
    }

    /** Orders of the charger's running sessions, by port. */
    Map<Integer, Long> running(String deviceId) {
        return running.of(deviceId);
    }

    /**
     * Makes a reading of the message. Completes, and never fails, with whether it is durable, so
     * that it may be answered.
     *
     * @param sequence of the message on its connection
     */
    Future<Boolean> take(String deviceId, UpMessage message, long sequence, Instant receivedAt) {
        ObjectNode data = ChargerReports.of(deviceId, message, running.of(deviceId));
        running.heard(deviceId, message);
        Inbound event =
                new Inbound(
                        ChargerServer.PROTOCOL,
                        new Credential(ChargerServer.PROTOCOL, deviceId),
                        EventTypes.CHARGER_READING,
                        idOf(message, sequence, receivedAt),
                        ChargerServer.PROTOCOL + "/" + deviceId,
                        data,
                        "",
                        receivedAt,
                        true,
                        false);
        return ingest.accept(event).map(result -> isSettled(deviceId, data, result, receivedAt));
    }

    /** An end is sent again until it is answered; all else is another message each time. */
    private static String idOf(UpMessage message, long sequence, Instant receivedAt) {
        if (message instanceof UpMessage.End end) {
            return "end-%d-%d-%d-%d"
                    .formatted(end.port(), end.order(), end.seconds(), end.energy());
        }
        return "%02x-%d-%d".formatted(message.command(), receivedAt.toEpochMilli(), sequence);
    }

    private boolean isSettled(
            String deviceId, ObjectNode data, IngestResult result, Instant receivedAt) {
        if (result.verdict().mayRetry()) {
            meters.refused(ChargerServer.PROTOCOL, "not-durable");
            return false;
        }
        boolean isKept =
                result.verdict() == Verdict.ACCEPTED || result.verdict() == Verdict.QUARANTINED;
        if (!isKept) { // registered as something else: to be looked at, not to be sent for ever
            rejects.keep(deviceId, Json.string(data), result, receivedAt);
        }
        return true;
    }

    /** What a message is answered with; null: nothing. */
    @Nullable
    DownMessage answerTo(UpMessage message) {
        if (message instanceof UpMessage.Login) {
            return new DownMessage.LoginAnswer(
                    (int) limits.heartbeat().toSeconds(), DownMessage.LoginAnswer.WELCOME);
        }
        if (message instanceof UpMessage.Heartbeat) {
            return new DownMessage.HeartbeatAnswer();
        }
        if (message instanceof UpMessage.End end) {
            return new DownMessage.EndAnswer(end.port(), end.order());
        }
        if (message instanceof UpMessage.LocalStart start) {
            return new DownMessage.LocalStartAnswer(start.port(), start.order());
        }
        return null;
    }

    /**
     * A connection replaces another of its charger.
     *
     * @param before address of the other
     * @param now its own address
     */
    void replaced(String deviceId, String before, String now, Instant at) {
        meters.refused(ChargerServer.PROTOCOL, "replaced");
        if (takeovers.areMany(deviceId, at)) {
            meters.refused(ChargerServer.PROTOCOL, ChargerRejects.CONTESTED);
            rejects.contested(deviceId, before, now, at);
        }
    }

    /** Counts and keeps bytes that are no frame. */
    void refuse(@Nullable String deviceId, Split.Bad bad, Instant receivedAt) {
        meters.refused(ChargerServer.PROTOCOL, ChargerRejects.reason(bad));
        rejects.keep(deviceId, bad, receivedAt);
    }

    /** Counts and keeps a frame that is not taken. */
    void refuse(
            @Nullable String deviceId,
            Frame frame,
            String reason,
            String detail,
            Instant receivedAt) {
        meters.refused(ChargerServer.PROTOCOL, reason);
        rejects.keep(deviceId, frame, reason, detail, receivedAt);
    }
}
