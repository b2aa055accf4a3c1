package org.citywall.gateway.live.ws;

import static org.awaitility.Awaitility.await;

import org.citywall.contracts.live.WallMessage.CanaryReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokenChainIT extends LiveServerHarness {
    /** Longer than this test: what comes did not wait for it. */
    private static final long BEAT_MS = 600_000;

    @Override
    LiveOptions options() {
        return new LiveOptions(BEAT_MS, 100, 700, 5_000, 300, 400, 20_000, 500, 40, 30, 20, 3_500);
    }

    @Test
    void chainThatBreaksIsToldBeforeTheNextBeat() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        canary = new CanaryReport(9_000L, 5L);

        await().until(
                        () ->
                                wall.messages("beat").stream()
                                        .anyMatch(
                                                b ->
                                                        b.path("canary").path("ageMs").asLong()
                                                                == 9_000));
    }
}
