package org.citywall.stream.ebike;

import java.util.Objects;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.stream.ebike.EbikeDecision.Verdict;

/**
 * Takes a reading: who is heard, when it was measured, whether it was taken before; then the rules,
 * one after another.
 */
final class Intake {
    private Intake() {}

    static void take(EbikeDraft draft, ChargerReading reading) {
        if (reading.replay() && !Replays.accepts(draft, reading)) {
            draft.verdict = Verdict.REFUSED;
            return;
        }
        draft.receivedAt = reading.receivedAt();
        draft.reading = reading.replay() ? Replays.asMeasured(reading) : reading;
        locate(draft.site, reading, draft.nowMs());
        StationMemory station = station(draft, draft.reading);
        if (station == null) {
            draft.verdict = Verdict.REFUSED;
            return;
        }
        draft.station = station;
        draft.timed = Clocks.runs(draft);
        draft.at = time(draft);
        Silence.hear(draft);
        hearBoard(draft);
        SmokeRules.judge(draft);
        if (reading.port() != ChargerReading.BOARD) {
            takePort(draft);
        }
        draft.showInTurn();
    }

    private static void locate(SiteMemory site, ChargerReading reading, long now) {
        site.heardAt = now;
        site.receivedAt = reading.receivedAt().toEpochMilli();
        if (reading.site() == null) {
            return;
        }
        // What is the same is not stored again: the collector looks through each old object that
        // holds a new one.
        if (!reading.site().equals(site.site)) {
            site.site = reading.site();
        }
        if (!Objects.equals(reading.place(), site.place)) {
            site.place = reading.place();
        }
        if (!Objects.equals(reading.placeName(), site.placeName)) {
            site.placeName = reading.placeName();
        }
    }

    private static StationMemory station(EbikeDraft draft, ChargerReading reading) {
        StationMemory known = draft.site.stations.get(reading.stationId());
        if (known != null || draft.site.stations.size() >= draft.policy.maxStations()) {
            return known;
        }
        StationMemory station = new StationMemory();
        station.id = reading.stationId();
        draft.site.stations.put(station.id, station);
        return station;
    }

    /** Device time, unless there is none, or it stands still, or lies too far ahead to be one. */
    private static long time(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        long received = reading.receivedAt().toEpochMilli();
        if (!draft.timed) {
            return received;
        }
        long device = reading.deviceTime().toEpochMilli();
        return device - received > draft.policy.time().future().toMillis() ? received : device;
    }

    private static void hearBoard(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        StationMemory station = draft.station;
        long received = reading.receivedAt().toEpochMilli();
        if (draft.timed) {
            station.clock.add(
                    reading.deviceTime().toEpochMilli(), reading.receivedAt().toEpochMilli());
        }
        if (reading.boardTempC() != null
                && received >= station.boardAt
                && HeatRules.isPlausible(reading.boardTempC(), draft.policy.heat())) {
            station.boardC = reading.boardTempC().floatValue();
            station.boardAt = received;
        }
    }

    private static void takePort(EbikeDraft draft) {
        ChargerReading reading = draft.reading;
        String key = draft.station.portKey(reading.port());
        PortMemory port = draft.ports.get(key);
        if (port == null) {
            if (draft.site.ports >= draft.policy.maxPorts()) {
                draft.verdict = Verdict.REFUSED;
                return;
            }
            port = PortMemory.of(draft.station.id, reading.port());
            draft.site.ports++;
            draft.site.grown = true;
        }
        draft.port = port;
        port.heardAt = draft.nowMs();
        Clocks.join(draft);
        if (isRepeat(port, reading)) {
            draft.verdict = Verdict.DUPLICATE;
        } else if (isLate(draft)) {
            draft.verdict = Verdict.LATE;
        } else {
            judge(draft, key);
        }
        draft.ports.put(key, port);
    }

    /** The newest ids of a port are enough: what is older is late. */
    private static boolean isRepeat(PortMemory port, ChargerReading reading) {
        int hash = 31 * reading.source().hashCode() + reading.id().hashCode();
        for (int one : port.seen) {
            if (one == hash) {
                return true;
            }
        }
        port.seen[port.nextSeen] = hash;
        port.nextSeen = (port.nextSeen + 1) % port.seen.length;
        return false;
    }

    private static boolean isLate(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (draft.at >= port.at) {
            port.backAt = draft.timed ? 0 : port.backAt;
            return false;
        }
        return !Clocks.wasSetBack(draft);
    }

    private static void judge(EbikeDraft draft, String key) {
        PortMemory port = draft.port;
        Clocks.followForward(draft);
        draft.sinceBefore = port.at == 0 ? 0 : draft.at - port.at;
        Sessions.follow(draft);
        if (draft.straggler) {
            draft.verdict = Verdict.LATE;
            return;
        }
        boolean minuteIsOver = port.minutes.isNew(draft.at);
        if (minuteIsOver) {
            port.minutes.moveTo(draft.at);
            HeatRules.judgeMinute(draft);
            ShapeRules.judgeMinute(draft);
        }
        Sampling.learn(draft);
        PowerRules.judge(draft);
        HeatRules.judge(draft);
        Sessions.lapse(draft);
        port.at = draft.at;
        port.receivedAt = draft.reading.receivedAt().toEpochMilli();
        if (draft.reading.state() != null) {
            port.state = draft.reading.state();
            port.stateAt = draft.at;
        }
        SiteRules.judge(draft);
        Proofs.measure(draft, key);
        Orders.automaticStanding(draft);
    }
}
