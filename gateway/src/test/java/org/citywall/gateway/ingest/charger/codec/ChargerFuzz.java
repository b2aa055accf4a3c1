package org.citywall.gateway.ingest.charger.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes at all for some seconds, by Jazzer; {@code ./citywall fuzz} does it for longer. */
class ChargerFuzz {
    @FuzzTest(maxDuration = "1s")
    void anyBytesAtAll(byte[] input) {
        ChargerFuzzTarget.fuzzerTestOneInput(input);
    }
}
