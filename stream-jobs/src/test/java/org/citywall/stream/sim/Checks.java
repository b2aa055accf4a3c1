package org.citywall.stream.sim;

import java.util.Locale;

/** Says what does not hold; the words are made only then, for they are asked for at every step. */
final class Checks {
    private Checks() {}

    /**
     * Fails unless something holds.
     *
     * @param what format of the words
     * @param of what stands in them
     */
    static void require(boolean holds, String what, Object... of) {
        if (!holds) {
            throw new AssertionError(String.format(Locale.ROOT, what, of));
        }
    }
}
