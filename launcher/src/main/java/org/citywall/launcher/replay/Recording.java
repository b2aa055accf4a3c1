package org.citywall.launcher.replay;

import java.io.IOException;

/** A file of recorded readings, read from its beginning to its end. */
interface Recording {
    /** Takes what is read. */
    interface Sink {
        /**
         * A reading as ingest wants it.
         *
         * @param where line and column of the file
         */
        void take(String where, RecordedReading reading) throws InterruptedException;

        /** Something that is no reading. */
        void reject(String where, String why);
    }

    /**
     * Reads all of it.
     *
     * @throws IOException when the file itself cannot be read
     */
    void read(Sink sink) throws IOException, InterruptedException;
}
