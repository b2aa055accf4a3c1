package org.citywall.stream.log;

import java.util.List;

/** What is read from a log into which gateways write ticks, so that its time tells who listened. */
public interface LogInput<T extends LogInput<T>> {
    /** To whom it goes; a tick is for nobody. */
    List<T> addressed();

    /** The same, read after {@code pause}, the newest of its partition. */
    T after(LogPause pause);
}
