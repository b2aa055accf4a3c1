package org.citywall.gateway.ingest.gb26875.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes at all for some seconds, by Jazzer; {@code ./citywall fuzz} does it for longer. */
class CodecFuzz {
    @FuzzTest(maxDuration = "1s")
    void anyBytesAtAll(byte[] input) {
        CodecFuzzTarget.fuzzerTestOneInput(input);
    }
}
