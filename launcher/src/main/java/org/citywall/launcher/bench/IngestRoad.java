package org.citywall.launcher.bench;

import java.util.function.LongConsumer;

/** A way by which presses reach the gateway. */
interface IngestRoad extends AutoCloseable {
    /**
     * Sends one press that no other press resembles.
     *
     * @param number of the press, from 0
     * @param confirmed told System.nanoTime() when the gateway has confirmed it
     */
    void press(int number, LongConsumer confirmed);

    @Override
    void close();
}
