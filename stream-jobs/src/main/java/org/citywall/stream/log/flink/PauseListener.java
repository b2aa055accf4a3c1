package org.citywall.stream.log.flink;

import org.citywall.stream.log.LogPause;

/** A function whose timers ask whether anybody could be heard. */
public interface PauseListener {
    /** Time stood still. Told before the first timer fires behind it, and after a restore again. */
    void paused(LogPause pause);
}
