package org.citywall.launcher.acceptance;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A charger with one port in use, whatever it speaks; a test says how it takes a stop. */
abstract class AcceptanceCharger implements AutoCloseable {
    static final int PORT = 2;
    static final int IN_USE_W = 180;

    final String id;
    private final Manner manner;
    private final Queue<Stop> stops = new ConcurrentLinkedQueue<>();
    private volatile int powerW = IN_USE_W;
    private volatile int tempC = 38;
    private volatile boolean isListed = true;

    /** What it does when it is told to stop. */
    enum Manner {
        /** Opens the relay, and says so. */
        OBEYS,
        /** Does nothing: its firmware hangs. */
        IGNORES,
        /** Opens the relay, and answers the first stop when it has heard the second. */
        LATE,
        /** Opens the relay, and says so twice. */
        TWICE,
        /** Says that it did it; the relay sticks. */
        STICKS,
        /** Obeys, says that the port is idle, and measures it no more: it lists what is in use. */
        UNLISTED,
        /** Hangs at the first stop, and obeys the second. */
        SECOND
    }

    /**
     * A stop as it was heard.
     *
     * @param command id over MQTT; null over TCP, which has none
     * @param session the order of the session over TCP
     */
    record Stop(String command, long session) {}

    AcceptanceCharger(String id, Manner manner) {
        this.id = id;
        this.manner = manner;
    }

    final void hear(Stop stop) {
        stops.add(stop);
        switch (manner) {
            case OBEYS -> obey(stop);
            case LATE -> {
                powerW = 0;
                if (stops.size() == 2) {
                    answer(stops.peek());
                }
            }
            case TWICE -> {
                obey(stop);
                answer(stop);
            }
            case STICKS -> answer(stop);
            case UNLISTED -> {
                isListed = false;
                obey(stop);
                live();
            }
            case SECOND -> {
                if (stops.size() > 1) {
                    obey(stop);
                }
            }
            case IGNORES -> {}
        }
    }

    private void obey(Stop stop) {
        powerW = 0;
        answer(stop);
    }

    /** Opens the relay and answers its first stop, now that nobody waits for it any more. */
    final void obeyTooLate() {
        obey(stops.element());
        live();
    }

    /** From now on its port is so warm; it tells so at once. */
    final void warm(int celsius) {
        tempC = celsius;
        live();
    }

    final int powerW() {
        return powerW;
    }

    /** Whether it tells what its port draws. */
    final boolean isListed() {
        return isListed;
    }

    final int tempC() {
        return tempC;
    }

    final int stopsHeard() {
        return stops.size();
    }

    /** Says that it did it. */
    abstract void answer(Stop stop);

    /** Tells what its port draws. */
    abstract void live();

    @Override
    public abstract void close();
}
