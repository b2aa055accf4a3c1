package org.citywall.stream.io;

import java.util.concurrent.CompletionStage;

/** Where live writes go. */
interface LiveView extends AutoCloseable {
    /**
     * Starts one write and returns at once. The result says whether it was newer than what was
     * there; it fails if the view cannot be reached, in which case it may or may not be written.
     */
    CompletionStage<Boolean> write(LiveWrite write);

    @Override
    void close();
}
