package org.citywall.gateway.ingest.line;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be written on one connection, in the order of the frames that it follows from: some
 * wait for Kafka. Lives on its connection's event loop.
 */
public final class Turns {
    private final Flow flow;
    private final Deque<Turn> waiting = new ArrayDeque<>(4);
    private boolean isClosed;

    /** Slows this connection down while many wait. */
    public Turns(Flow flow) {
        this.flow = flow;
    }

    /** A place in the order. */
    public final class Turn {
        /** Null while it is not known yet whether there will be anything. */
        private Runnable write;

        /** Writes this when all before it is written. */
        public void write(Runnable action) {
            write = action;
            flush();
        }

        /** Nothing is to be written. */
        public void pass() {
            write(() -> {});
        }
    }

    /** The next place. */
    public Turn take() {
        Turn turn = new Turn();
        waiting.add(turn);
        flow.waiting(waiting.size());
        return turn;
    }

    /** Writes behind all that must be written before. */
    public void inTurn(Runnable action) {
        Turn turn = new Turn();
        waiting.add(turn);
        turn.write(action);
    }

    /** Nothing can be written any more. */
    public void close() {
        isClosed = true;
    }

    private void flush() {
        while (!isClosed && !waiting.isEmpty() && waiting.peek().write != null) {
            waiting.poll().write.run();
        }
        flow.waiting(waiting.size());
    }
}
