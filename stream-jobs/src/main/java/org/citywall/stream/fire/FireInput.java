package org.citywall.stream.fire;

import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.fire.FireSignal;

/**
 * What the fire job reads: a signal, a canary, or (both absent) a tick that only moves time.
 *
 * @param key site id, device id of a device without site, or the canary's group hash; empty for a
 *     tick
 * @param signal what a device said
 * @param canary a probe to pass on
 * @param pause newest pause of the log's time in this partition; null: none is known
 */
public record FireInput(String key, FireSignal signal, Canary canary, LogPause pause) {
    /** An input that only lets time go on. */
    public static final FireInput TICK = new FireInput("", null, null, null);

    /** A device's signal, to be judged with the others of its site. */
    public static FireInput of(FireSignal signal, LogPause pause) {
        String key = signal.site() == null ? signal.deviceId() : signal.site().id();
        return new FireInput(key, signal, null, pause);
    }

    /** A probe on its way to the alerts job. */
    public static FireInput of(Canary canary) {
        return new FireInput(canary.groupHash(), null, canary, null);
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return signal == null && canary == null;
    }
}
