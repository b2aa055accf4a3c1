package org.citywall.gateway.ingest.line;

import io.vertx.core.buffer.Buffer;

/** One connection of a {@link LineServer}. Called on its event loop. */
public interface LineConnection {
    /** Bytes came. */
    void received(Buffer buffer);

    /** No byte comes any more. */
    void ended();

    /** Nothing can be sent any more; what was read still comes. */
    void closed();

    /** Closes it. */
    void end();

    /** Whether no byte came since then though it was read. */
    boolean isSilentSince(long ms);

    /** Gives up what is overdue; called several times a second. */
    void look();
}
