package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.ChargerReading;

/**
 * Clocks of chargers that are set while they charge. What is remembered of the port moves with its
 * clock, so that neither the session nor its shape is torn.
 */
final class Clocks {
    /** A live clock runs as fast as the gateway's, up to what readings wait on their way. */
    private static final long SLACK = 30_000;

    /** A clock that shows the same for longer stands still; some show whole minutes only. */
    private static final long STILL = 90_000;

    private Clocks() {}

    /** Whether the reading has a device time of a clock that runs. */
    static boolean runs(EbikeDraft draft) {
        if (draft.reading.deviceTime() == null) {
            return false;
        }
        StationMemory station = draft.station;
        long device = draft.reading.deviceTime().toEpochMilli();
        long received = draft.reading.receivedAt().toEpochMilli();
        if (station.deviceSince == 0 || device != station.deviceAt) {
            station.deviceAt = device;
            station.deviceSince = received;
        }
        return received - station.deviceSince <= STILL;
    }

    /**
     * Some chargers give a time with some of their readings only. The others lie where the clock of
     * the port stood when they were received; what was told before its first time moves there.
     */
    static void join(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (port.at == 0) {
            port.timed = draft.timed;
            return;
        }
        long between = Math.max(0, draft.reading.receivedAt().toEpochMilli() - port.receivedAt);
        if (!draft.timed) {
            draft.at = port.timed ? port.at + between : draft.at;
        } else if (!port.timed) {
            port.timed = true;
            if (draft.at < port.at) {
                shift(port, draft.at - port.at - between);
            }
        }
    }

    /**
     * A single reading from before is late. Readings that keep lying before, and go on as fast as
     * they are received, come from a clock that was set back; those of a backlog go on faster. In a
     * recording nobody knows when they were received.
     */
    static boolean wasSetBack(EbikeDraft draft) {
        if (draft.site.replay) {
            return false;
        }
        PortMemory port = draft.port;
        long received = draft.reading.receivedAt().toEpochMilli();
        long deviceGap = draft.at - port.backAt;
        long receivedGap = received - port.backReceivedAt;
        if (port.backAt == 0 || Math.abs(deviceGap - receivedGap) > SLACK) {
            port.backAt = draft.at;
            port.backReceivedAt = received;
            return false;
        }
        if (receivedGap < draft.policy.time().stepBack().toMillis()) {
            return false;
        }
        shift(port, draft.at - port.at - Math.max(1, received - port.receivedAt));
        port.backAt = 0;
        return true;
    }

    /**
     * The charger counts the seconds of its session itself: where they go on as fast as readings
     * are received while its clock has jumped ahead, the clock was set.
     */
    static void followForward(EbikeDraft draft) {
        PortMemory port = draft.port;
        ChargerReading reading = draft.reading;
        SessionMemory session = port.session;
        if (session == null || session.elapsedS < 0 || reading.elapsedS() == null) {
            return;
        }
        long receivedGap = reading.receivedAt().toEpochMilli() - port.receivedAt;
        long jump = draft.at - port.at - receivedGap;
        long counted = (reading.elapsedS() - session.elapsedS) * 1_000L;
        if (jump > draft.policy.time().gap().toMillis()
                && Math.abs(counted - receivedGap) <= SLACK) {
            shift(port, jump);
        }
    }

    private static void shift(PortMemory port, long by) {
        port.minutes.shift(Math.round((double) by / Minutes.MINUTE));
        port.at = moved(port.at, by);
        port.powerAt = moved(port.powerAt, by);
        port.tempAt = moved(port.tempAt, by);
        port.boardAt = moved(port.boardAt, by);
        port.overSince = moved(port.overSince, by);
        port.stuckSince = moved(port.stuckSince, by);
        port.stateAt = moved(port.stateAt, by);
        port.offSince = moved(port.offSince, by);
        port.endedAt = moved(port.endedAt, by);
        shift(port.session, by);
        shift(port.ended, by);
    }

    private static void shift(SessionMemory session, long by) {
        if (session != null) {
            session.startedAt = moved(session.startedAt, by);
            session.seenAt = moved(session.seenAt, by);
            session.batteryAt = moved(session.batteryAt, by);
            session.belowSince = moved(session.belowSince, by);
            session.riseAt = moved(session.riseAt, by);
            session.unpluggedAt = moved(session.unpluggedAt, by);
            session.judgedMinute =
                    moved(session.judgedMinute, Math.round((double) by / Minutes.MINUTE));
        }
    }

    private static long moved(long time, long by) {
        return time == 0 ? 0 : time + by;
    }
}
