package org.citywall.stream.fire;

import java.util.List;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.stream.log.LogInput;
import org.citywall.stream.log.LogPause;

/**
 * What the fire job reads: a signal, a registered test, a canary, or (all absent) a tick that only
 * moves time.
 *
 * @param key site id, device id of a device without site, or the canary's group hash; empty for a
 *     tick
 * @param signal what a device said
 * @param window a test that was registered or taken back
 * @param canary a probe to pass on
 * @param pause newest pause of the log's time in this partition; null: none is known
 */
public record FireInput(
        String key, FireSignal signal, TestWindow window, Canary canary, LogPause pause)
        implements LogInput<FireInput> {
    /** An input that only lets time go on. */
    public static final FireInput TICK = new FireInput("", null, null, null, null);

    /** A device's signal, to be judged with the others of its site. */
    public static FireInput of(FireSignal signal, LogPause pause) {
        String key = signal.site() == null ? signal.deviceId() : signal.site().id();
        return new FireInput(key, signal, null, null, pause);
    }

    /** A registered test, in its order among the signals of its site. */
    public static FireInput of(TestWindow window, LogPause pause) {
        return new FireInput(window.siteId(), null, window, null, pause);
    }

    /** A probe on its way to the alerts job. */
    public static FireInput of(Canary canary) {
        return new FireInput(canary.groupHash(), null, null, canary, null);
    }

    @Override
    public FireInput after(LogPause newest) {
        return new FireInput(key, signal, window, canary, newest);
    }

    @Override
    public List<FireInput> addressed() {
        return isTick() ? List.of() : List.of(this);
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return signal == null && window == null && canary == null;
    }
}
