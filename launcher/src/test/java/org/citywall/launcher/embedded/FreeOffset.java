package org.citywall.launcher.embedded;

import org.citywall.contracts.testing.TestPorts;

/** Where a test puts a whole Citywall beside those of other test JVMs. */
public final class FreeOffset {
    /** Not 2000: browsers refuse port 10080. */
    private static final int FIRST = 2_100;

    /** Above it ports would lie in the range that the operating system gives to clients. */
    private static final int LAST = 5_800;

    private FreeOffset() {}

    /** An offset all of whose ports are free; no other test JVM gets it before this one ends. */
    public static int claim() {
        return TestPorts.claim("offset", FIRST, 100, LAST, FreeOffset::isFree);
    }

    private static boolean isFree(int offset) {
        try {
            Ports ports = Ports.offset(offset);
            ports.requireFree();
            ports.requireFreeForVite();
            return true;
        } catch (EmbeddedException e) {
            return false;
        }
    }
}
