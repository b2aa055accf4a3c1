package org.citywall.stream.ebike;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ebike.ChargingPhase;
import org.citywall.contracts.ebike.PortView;

/**
 * What the rules remember of a session that goes on. Several batteries may be charged in one
 * session, one after another: what its shape is judged by begins anew with each.
 */
public final class SessionMemory {
    /** The charger's number of it; null: it gave none. */
    public String id;

    public long startedAt;

    /** Time of its first reading. */
    public long seenAt;

    /** Length and energy as the charger counts them; -1 and NaN: it does not. */
    public int elapsedS = -1;

    public float energyWh = Float.NaN;
    public ChargingPhase phase = ChargingPhase.START;

    /** Greatest sustained power of the whole session, and greatest temperature. */
    public float greatestW = Float.NaN;

    public float peakC = Float.NaN;
    public int level = PortView.NO_LEVEL;

    /** Kinds of its detections. */
    public List<String> kinds = new ArrayList<>(0);

    /** Begin of the battery at hand. */
    public long batteryAt;

    /** Greatest sustained power of the battery at hand, W; NaN: not known yet. */
    public float plateauW = Float.NaN;

    /** Milliseconds of the battery at its plateau, and below the limit of float. */
    public long plateauMs;

    public long fullMs;

    /** Since when it is below the share that ends a plateau that was told; 0: it is not. */
    public long belowSince;

    /** The newest minute that was judged, since 1970: no sample counts twice. */
    public long judgedMinute;

    /** Consecutive minutes below the share that makes it late, and whether it is. */
    public int fallenMinutes;

    public boolean late;

    /** Lowest sustained power since it is late, W. */
    public float lowW = Float.NaN;

    /** Consecutive minutes of a late rise. */
    public int risenMinutes;

    /** Greatest step from sample to sample since the low, W. */
    public float riseStepW;

    /** Gap of the samples at which it rose, and whether all its steps were small. */
    public long riseGapMs;

    public boolean gradual;

    /** When it rose by the share that counts. */
    public long riseAt;

    /** How often power came back as with another battery, stayed, and fell again. */
    public int doubtfulRises;

    /** Since when nothing is drawn; 0: something is. */
    public long unpluggedAt;

    /** Samples since then in which nothing is drawn. */
    public int zeros;

    /** Power before that, W. */
    public float beforeUnpluggedW = Float.NaN;

    /** Swings of the power: the last turning point, and whether it went up since. */
    public float turnW = Float.NaN;

    public boolean rising;

    /** Whether it has tapered once: what swings then is the end of charge. */
    public boolean tapered;
}
