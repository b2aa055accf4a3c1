package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ebike.ChargingPhase;
import org.citywall.contracts.ebike.PortState;

/**
 * What the rules remember of one port. Bounded: less than 1 KiB while nothing is wrong
 * (docs/domain/ebike.md, "State"; a test holds it).
 *
 * <p>Changed in place, unlike the rest of the rules' state: a reading moves a handful of these
 * numbers, and a copy of all of them would cost more than the rules. Times are milliseconds since
 * 1970, 0 for none; numbers that are not known are NaN. Fields are public because Flink serialises
 * them.
 */
public final class PortMemory {
    public String stationId = "";
    public int port;

    /** Time of its newest reading, and when it was received. */
    public long at;

    public long receivedAt;

    /** Log time at which it was heard last. */
    public long heardAt;

    /** Whether one of its readings had a device time. */
    public boolean timed;

    /** What the charger told last, and when. */
    public PortState state;

    public long stateAt;
    public float powerW = Float.NaN;
    public long powerAt;

    /** The last four gaps between its measurements, 16 bits each, s ({@link Sampling}). */
    public long gaps;

    /** Least power that its meter ever showed, W; 0: it never showed any. */
    public float leastW;

    public float tempC = Float.NaN;

    /** Time of its newest temperature, and whether that is too long ago to say anything. */
    public long tempAt;

    public boolean tempLost;

    /** What its sensor shows above its range, °C, and since when; NaN: it does not. */
    public float beyondC = Float.NaN;

    public long beyondSince;
    public float boardC = Float.NaN;
    public long boardAt;

    /** What it adds to the power of its site. */
    public float countedW;

    /** Hashes of (source, id) of its newest readings, the oldest is overwritten. */
    public int[] seen = new int[8];

    public int nextSeen;

    /** A clock that may have been set back: the first reading before {@link #at}. */
    public long backAt;

    public long backReceivedAt;

    public Minutes minutes = new Minutes();

    public SessionMemory session;

    /** Of the session that ended last, so that a straggler does not open it again. */
    public String endedSession;

    public long endedAt;

    /** It itself, if no reason was given, with its last power: one wrong state does not end it. */
    public SessionMemory ended;

    public float endedW = Float.NaN;

    /** When the charger last ended a session because of smoke, heat, power: as received, ms. */
    public long smokeStopAt;

    public long hotStopAt;
    public long overStopAt;

    /** Time since which it gives too much power, or any while it is off. */
    public long overSince;

    public long stuckSince;

    /** By how much it was warmer than its board, °C. */
    public float aboveBoardC = Float.NaN;

    /** Whether the sample before showed a locked port in use. */
    public boolean inUse;

    /** Since when a port whose cut-off failed is off all the same; 0: it is not. */
    public long offSince;

    public List<Finding> findings = new ArrayList<>(0);

    /** Who cut it off; null: it is not locked. */
    public String lockedBy;

    /** All who cut it off since it was locked. */
    public List<String> cutBy = new ArrayList<>(0);

    /** Whether it was measured to be off since, and the log time at which its order ended. */
    public boolean provenOff;

    public long orderEndedAt;

    /** A port that was never heard. */
    static PortMemory of(String stationId, int port) {
        PortMemory memory = new PortMemory();
        memory.stationId = stationId;
        memory.port = port;
        return memory;
    }

    String key() {
        return Ports.key(stationId, port);
    }

    ChargingPhase phase() {
        return session == null ? null : session.phase;
    }

    /** The level of this rule; {@code NO_LEVEL}: nothing is wrong. */
    int level(EbikeKind rule) {
        return Findings.level(findings, rule);
    }
}
