package org.citywall.launcher.demo.devices;

/** Waiting times between attempts: doubled from a quarter of a second to ten seconds. */
final class Backoff {
    private static final long FIRST_MS = 250;
    private static final long LAST_MS = 10_000;

    private Backoff() {}

    /** Milliseconds to wait after this many failed attempts (from 1). */
    static long afterMs(int attempts) {
        return Math.min(LAST_MS, FIRST_MS << Math.min(attempts - 1, 10));
    }
}
