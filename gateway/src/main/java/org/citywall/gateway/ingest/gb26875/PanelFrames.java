package org.citywall.gateway.ingest.gb26875;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.gateway.ingest.DeviceEvent;
import org.citywall.gateway.ingest.Ingest;
import org.citywall.gateway.ingest.IngestMeters;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.UnitDecoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitException;
import org.citywall.gateway.ingest.gb26875.codec.UnitTypes;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.PanelProfile;
import org.citywall.gateway.registry.RegistrySnapshot;

/** Takes the frames that panels send: into signals, and these into the log. */
final class PanelFrames {
    private final Supplier<RegistrySnapshot> registry;
    private final Ingest ingest;
    private final PanelRejects rejects;
    private final IngestMeters meters;
    private final Duration clockLimit;

    /**
     * What becomes of a frame.
     *
     * @param command to answer with; 0: none
     * @param signals that were made of it
     * @param isDutyAnswer whether a person answered a duty check
     * @param isClockWrong whether the panel should get our time
     */
    record Outcome(int command, int signals, boolean isDutyAnswer, boolean isClockWrong) {
        static Outcome of(int command, int signals) {
            return new Outcome(command, signals, false, false);
        }
    }

    PanelFrames(
            Supplier<RegistrySnapshot> registry,
            Ingest ingest,
            PanelRejects rejects,
            IngestMeters meters,
            Duration clockLimit) {
        this.registry = registry;
        this.ingest = ingest;
        this.rejects = rejects;
        this.meters = meters;
        this.clockLimit = clockLimit;
    }

    PanelProfile profile(String deviceId) {
        return registry.get().panels().profile(deviceId);
    }

    /** Whether orders may go to it. */
    boolean isRegistered(String deviceId) {
        Device device = registry.get().devices().get(deviceId);
        return device != null && device.domain() == AlertDomain.FIRE;
    }

    /** Takes what a panel sends by itself. Confirms only what is durable; never fails. */
    Future<Outcome> take(PanelLink link, Frame frame, Instant receivedAt) {
        PanelProfile profile = profile(link.deviceId());
        if (frame.isHeartbeat() || profile.isKeepalive(frame.command())) {
            return deliver(link, frame, List.of(), profile, receivedAt)
                    .map(ok -> answer(link, ok, 1, false));
        }
        if (frame.command() != Commands.SEND) {
            return deny(frame, "unknown-command", "this command has no meaning here", receivedAt);
        }
        try {
            InfoUnit unit = UnitDecoder.decode(frame.unit());
            if (!isUpward(unit.type())) {
                String detail = "type %d goes down to panels".formatted(unit.type());
                return deny(frame, "unexpected-type", detail, receivedAt);
            }
            return take(link, frame, unit, profile, receivedAt);
        } catch (UnitException e) {
            return deny(frame, "bad-unit", e.getMessage(), receivedAt);
        }
    }

    /** Takes what a panel answers to a read: a fire in it is a fire. Nothing is confirmed. */
    Future<Outcome> takeAnswer(PanelLink link, Frame frame, InfoUnit unit, Instant receivedAt) {
        return take(link, frame, unit, profile(link.deviceId()), receivedAt)
                .map(taken -> Outcome.of(0, taken.signals()));
    }

    private Future<Outcome> take(
            PanelLink link, Frame frame, InfoUnit unit, PanelProfile profile, Instant receivedAt) {
        if (unit.type() >= UnitTypes.USER_FIRST) {
            meters.refused(PanelServer.PROTOCOL, "user-defined");
        }
        RegistrySnapshot snapshot = registry.get();
        List<Reading> readings =
                Normaliser.normalise(
                        frame,
                        unit,
                        profile,
                        address -> snapshot.panels().point(link.deviceId(), address));
        boolean isDutyAnswer = Normaliser.isDutyAnswer(unit);
        return deliver(link, frame, readings, profile, receivedAt)
                .map(ok -> answer(link, ok, Math.max(1, readings.size()), isDutyAnswer));
    }

    /** Answers whether all is durable; a frame without signals is a sign of life. */
    private Future<Boolean> deliver(
            PanelLink link,
            Frame frame,
            List<Reading> readings,
            PanelProfile profile,
            Instant receivedAt) {
        List<Reading> all = new ArrayList<>(readings);
        if (all.isEmpty()) {
            all.add(Normaliser.heartbeat(frame, profile));
        }
        PanelClock.Verdict verdict = null;
        if (isRegistered(link.deviceId())) {
            Instant sentAt = Normaliser.timeOf(frame.time(), profile);
            Duration limit =
                    profile.clockLimitS() == null
                            ? clockLimit
                            : Duration.ofSeconds(profile.clockLimitS());
            verdict = link.clock().judge(link.deviceId(), sentAt, readings, receivedAt, limit);
            if (verdict.reading() != null) {
                all.add(verdict.reading());
            }
        }
        PanelClock.Verdict judged = verdict;
        return append(link, all, receivedAt)
                .onSuccess(
                        ok -> {
                            if (ok && judged != null) {
                                link.clock().settled(judged);
                            }
                        });
    }

    private Future<Boolean> append(PanelLink link, List<Reading> readings, Instant receivedAt) {
        List<Future<IngestResult>> appended = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            appended.add(
                    ingest.accept(
                            new DeviceEvent(
                                    PanelServer.PROTOCOL,
                                    reading.id(),
                                    link.source(),
                                    reading.data(),
                                    receivedAt,
                                    false,
                                    reading.tags())));
        }
        return Future.all(appended)
                .map(done -> appended.stream().noneMatch(one -> one.result().verdict().mayRetry()));
    }

    private Outcome answer(PanelLink link, boolean isDurable, int signals, boolean isDutyAnswer) {
        if (!isDurable) { // no word: the panel sends it again
            meters.refused(PanelServer.PROTOCOL, "not-durable");
            return Outcome.of(0, signals);
        }
        return new Outcome(Commands.CONFIRM, signals, isDutyAnswer, link.clock().isWrong());
    }

    private Future<Outcome> deny(Frame frame, String reason, String detail, Instant receivedAt) {
        meters.refused(PanelServer.PROTOCOL, reason);
        rejects.keep(frame, reason, detail, receivedAt);
        return Future.succeededFuture(Outcome.of(Commands.DENY, 1));
    }

    /** Types that panels send by themselves. */
    private static boolean isUpward(int type) {
        return type <= UnitTypes.DEVICE_TIME || type >= UnitTypes.USER_FIRST;
    }
}
