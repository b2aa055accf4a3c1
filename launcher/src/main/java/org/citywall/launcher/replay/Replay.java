package org.citywall.launcher.replay;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A recording that goes through the HTTP ingest of a running Citywall, marked as a replay, in the
 * order of the file.
 */
public interface Replay {
    /**
     * Sends the file; true when all of it was accepted.
     *
     * @param map what the columns of a table mean; null for what says so itself
     * @throws IllegalArgumentException when there is no such kind of file, or its map is wrong
     */
    boolean send(Path file, Path map) throws IOException, InterruptedException;

    /** Waits until what was accepted has been judged; false when that takes too long. */
    boolean awaitEvaluated() throws InterruptedException;
}
