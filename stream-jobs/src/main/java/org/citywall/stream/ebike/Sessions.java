package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.StopReason;

/**
 * Begin and end of sessions, also of those whose begin or end was never told. Numbers of sessions
 * are used again, so they tell two sessions apart only where they differ; the seconds that the
 * charger counts tell the rest.
 */
final class Sessions {
    /** Seconds of a session that go back by more begin another one. */
    private static final int BACK_S = 60;

    /** A session that is told to go on so soon after its end is a straggler's. */
    private static final long STRAGGLER = 60_000;

    /** Nobody changes a battery for one that draws the same so soon. */
    static final long PAUSE = 180_000;

    /** What a session is judged by; it ends with it. Heat stays until the port has cooled. */
    private static final List<EbikeKind> OF_SESSION =
            List.of(
                    EbikeKind.LATE_RISE,
                    EbikeKind.FLUCTUATION,
                    EbikeKind.NO_TAPER,
                    EbikeKind.AFTER_FULL,
                    EbikeKind.OVER_TIME);

    private Sessions() {}

    static void follow(EbikeDraft draft) {
        PortMemory port = draft.port;
        ChargerReading reading = draft.reading;
        boolean off = reading.state() != null && !reading.state().isOn();
        draft.wentOn = wentOn(draft, port.session, port.at);
        if ((off || reading.stopReason() != null) && isOfAnother(port.session, reading)) {
            draft.straggler = true;
            straggle(draft);
            return;
        }
        if (port.session != null && isAnother(draft, port.session)) {
            end(draft, port, port.at, null);
        }
        if (off || reading.stopReason() != null) {
            stop(draft);
        } else if (port.session != null) {
            goOn(port.session, reading);
        } else if (isSameAgain(draft)) {
            port.session = port.ended;
            port.ended = null;
            goOn(port.session, reading);
            draft.showInTurn();
        } else if (begins(draft)) {
            begin(draft);
        }
    }

    /**
     * The end of a session before this one, told again; a danger that is new counts all the same.
     */
    private static void straggle(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        if (reading.stopReason() != null && !reading.sessionId().equals(draft.port.endedSession)) {
            Stops.judge(draft, reading.stopReason());
        }
    }

    private static boolean isOfAnother(SessionMemory session, ChargerReading reading) {
        return session != null
                && session.id != null
                && reading.sessionId() != null
                && !session.id.equals(reading.sessionId());
    }

    private static boolean wentOn(EbikeDraft draft, SessionMemory session, long since) {
        Integer elapsed = draft.reading.elapsedS();
        if (session == null
                || elapsed == null
                || session.elapsedS < 0
                || elapsed <= session.elapsedS
                || isOfAnother(session, draft.reading)) {
            return false;
        }
        long counted = (elapsed - session.elapsedS) * 1_000L;
        return Math.abs(counted - (draft.at - since)) <= STRAGGLER;
    }

    /** One wrong state between two readings of the same session. */
    private static boolean isSameAgain(EbikeDraft draft) {
        PortMemory port = draft.port;
        ChargerReading reading = draft.reading;
        if (port.ended == null
                || draft.at - port.endedAt >= PAUSE
                || isOfAnother(port.ended, reading)
                || (reading.state() == null && isToldOff(draft))) {
            return false;
        }
        if (reading.elapsedS() != null && port.ended.elapsedS >= 0) {
            return wentOn(draft, port.ended, port.endedAt);
        }
        return reading.powerW() != null
                && ShapeRules.isSame(reading.powerW(), port.endedW, ShapeRules.SAME);
    }

    private static boolean isAnother(EbikeDraft draft, SessionMemory session) {
        ChargerReading reading = draft.reading;
        if (session.id != null
                && reading.sessionId() != null
                && !session.id.equals(reading.sessionId())) {
            return true;
        }
        if (reading.elapsedS() == null || session.elapsedS < 0) {
            return draft.at - draft.port.at > draft.policy.time().forgotten().toMillis();
        }
        return reading.elapsedS() < session.elapsedS - BACK_S || beganSince(draft, session);
    }

    /** By the charger's own count it began after the session was last heard. */
    private static boolean beganSince(EbikeDraft draft, SessionMemory session) {
        long startedAt = draft.at - draft.reading.elapsedS() * 1_000L;
        return startedAt > draft.port.at + STRAGGLER
                && startedAt - session.startedAt > 10 * STRAGGLER;
    }

    private static boolean begins(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        PortMemory port = draft.port;
        boolean on =
                reading.state() != null
                        || (!isToldOff(draft)
                                && reading.powerW() != null
                                && reading.powerW() >= draft.policy.power().startW());
        boolean straggler =
                reading.sessionId() != null
                        && reading.sessionId().equals(port.endedSession)
                        && draft.at - port.endedAt < STRAGGLER
                        && (reading.elapsedS() == null || reading.elapsedS() > BACK_S);
        return on && !straggler;
    }

    /** What is drawn while the charger says that the port is off is no session, but a fault. */
    private static boolean isToldOff(EbikeDraft draft) {
        PortMemory port = draft.port;
        return port.state != null
                && !port.state.isOn()
                && draft.at - port.stateAt <= draft.policy.time().gap().toMillis();
    }

    private static void begin(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        SessionMemory session = new SessionMemory();
        int elapsed = reading.elapsedS() == null ? 0 : Math.max(0, reading.elapsedS());
        session.startedAt = draft.at - elapsed * 1_000L;
        session.seenAt = draft.at;
        // A port that was never heard, or was idle until then, has had no other battery since.
        boolean wholeKnown = draft.port.at == 0 || session.startedAt >= draft.port.at;
        session.batteryAt = wholeKnown ? session.startedAt : draft.at;
        draft.port.session = session;
        draft.port.ended = null;
        Sampling.begin(draft.port);
        goOn(session, reading);
        draft.showInTurn();
    }

    private static void goOn(SessionMemory session, ChargerReading reading) {
        // What is the same is not stored again: the collector looks through each old object that
        // holds a new one.
        if (reading.sessionId() != null && !reading.sessionId().equals(session.id)) {
            session.id = reading.sessionId();
        }
        if (reading.elapsedS() != null) {
            session.elapsedS = reading.elapsedS();
        }
        if (reading.energyWh() != null) {
            session.energyWh = reading.energyWh().floatValue();
        }
    }

    /** What the charger gives as reason may itself be a danger. */
    private static void stop(EbikeDraft draft) {
        PortMemory port = draft.port;
        StopReason reason = draft.reading.stopReason();
        if (port.session != null) {
            goOn(port.session, draft.reading);
        }
        if (reason != null) {
            Stops.judge(draft, reason);
        }
        if (port.session != null) {
            end(draft, port, draft.at, reason);
        }
    }

    /**
     * What was found under load, and is not compared any more, is over when the port has been off
     * for a while; else it would hide the next. Where no temperature is told, nobody knows whether
     * it has cooled: {@link LostHeat} says so, and keeps it.
     */
    static void lapse(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (port.session != null
                || port.findings.isEmpty()
                || port.endedAt == 0
                || draft.at - port.endedAt < draft.policy.time().gap().toMillis()) {
            return;
        }
        String words = "端口已停止充电，不再有实测";
        if (port.powerAt <= port.endedAt
                && Stops.heldLevel(draft, EbikeKind.OVER_POWER) == PortView.NO_LEVEL) {
            clear(draft, port, EbikeKind.OVER_POWER, words);
        }
        if (draft.reading.portTempC() != null && Float.isNaN(port.aboveBoardC)) {
            clear(draft, port, EbikeKind.PORT_ABOVE_BOARD, words);
        }
    }

    /** Ends what was not told to have ended: nobody heard of the port for long. */
    static void forget(EbikeDraft draft, PortMemory port) {
        end(draft, port, port.at, null);
    }

    private static void end(EbikeDraft draft, PortMemory port, long at, StopReason reason) {
        SessionMemory session = port.session;
        for (EbikeKind rule : OF_SESSION) {
            clear(draft, port, rule, "充电已结束");
        }
        draft.emit(record(draft, port, at, reason));
        port.session = null;
        port.ended = reason == null ? session : null;
        port.endedW = port.powerW;
        port.overSince = 0;
        port.endedSession = session.id;
        port.endedAt = at;
        draft.showInTurn();
    }

    private static ChargingSession record(
            EbikeDraft draft, PortMemory port, long at, StopReason reason) {
        SessionMemory session = port.session;
        long seconds = session.elapsedS >= 0 ? session.elapsedS : (at - session.startedAt) / 1_000;
        return new ChargingSession(
                Ids.of(
                        "session",
                        draft.site.replay ? draft.site.run : "",
                        port.stationId,
                        Integer.toString(port.port),
                        Long.toString(session.startedAt)),
                draft.site.id(),
                draft.site.place,
                port.stationId,
                port.port,
                session.id,
                Instant.ofEpochMilli(session.startedAt),
                Instant.ofEpochMilli(at),
                (int) Math.min(Integer.MAX_VALUE, Math.max(0, seconds)),
                known(session.energyWh),
                known(session.greatestW),
                known(session.peakC),
                reason,
                session.level,
                List.copyOf(session.kinds),
                draft.site.replay);
    }

    /** Length of the session so far, ms. */
    static long length(PortMemory port) {
        SessionMemory session = port.session;
        return session.elapsedS >= 0 ? session.elapsedS * 1_000L : port.at - session.startedAt;
    }

    static Double known(float value) {
        return Float.isNaN(value) ? null : Math.round(value * 10) / 10.0;
    }

    private static void clear(EbikeDraft draft, PortMemory port, EbikeKind rule, String reason) {
        if (port.level(rule) != PortView.NO_LEVEL) {
            Verdicts.ofPort(draft, port, rule, PortView.NO_LEVEL, reason);
        }
    }
}
