package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sessions end, and how they are kept from beginning. */
@Timeout(60)
class SessionEndIT extends LiveServerHarness {
    @Test
    void cookieOfAPageOfOursIsEnough() throws Exception {
        String cookie = "citywall_session=wall";
        WallClient ours = client(Map.of("cookie", cookie, "origin", "http://127.0.0.1:" + port));
        ours.send(ALERTS_ONLY);
        ours.awaitSnapshot("alerts");
        WallClient foreign = client(Map.of("cookie", cookie, "origin", "http://evil.example"));
        foreign.send(ALERTS_ONLY);

        assertThat(foreign.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void strangersAreClosedWith4401() throws Exception {
        WallClient silent = client(Map.of());
        WallClient wrong = wall("nobody", ALERTS_ONLY);
        WallClient hasty = client(Map.of());
        hasty.send(ALERTS_ONLY);

        assertThat(wrong.awaitClose()).isEqualTo((short) 4401);
        assertThat(hasty.awaitClose()).isEqualTo((short) 4401);
        assertThat(silent.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void revokedTokenEndsItsSession() throws Exception {
        WallClient wall = wall("shapu", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        access.revoke("shapu");

        assertThat(wall.awaitClose()).isEqualTo((short) 4401);
    }

    @Test
    void badMessageForeignPlaceAndFloodHaveTheirCodes() throws Exception {
        WallClient bad = wall("wall", "{\"op\":\"dance\"}");
        WallClient twice = wall("wall", ALERTS_ONLY);
        twice.awaitSnapshot("alerts");
        twice.send("{\"op\":\"auth\",\"token\":\"shapu\"}");
        WallClient binary = client(Map.of());
        binary.socket().writeBinaryMessage(Buffer.buffer("x"));
        WallClient foreign =
                wall(
                        "shapu",
                        "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"place\":\"yunwan\"}");
        WallClient flood = wall("wall", ALERTS_ONLY);
        flood.awaitSnapshot("alerts");
        for (int i = 0; i < 100; i++) {
            flood.send("{\"op\":\"status\"}");
        }

        assertThat(bad.awaitClose()).isEqualTo((short) 4400);
        assertThat(twice.awaitClose()).isEqualTo((short) 4400);
        assertThat(binary.awaitClose()).isEqualTo((short) 4400);
        assertThat(foreign.awaitClose()).isEqualTo((short) 4403);
        assertThat(flood.awaitClose()).isEqualTo((short) 4429);
    }

    @Test
    void sessionsAreLimitedAndForgotten() throws Exception {
        for (int i = 0; i < 40; i++) {
            wall("wall", ALERTS_ONLY);
        }
        await().until(() -> sessions() == 40);
        WallClient oneMore = client(Map.of());
        assertThat(oneMore.awaitClose()).isEqualTo((short) 4429);
        for (WallClient wall : walls) {
            wall.close();
        }
        await().until(() -> sessions() == 0);
    }

    @Test
    void shutdownTellsEverybodyToReconnect() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        hub.context().runOnContext(v -> hub.stop());

        assertThat(wall.awaitClose()).isEqualTo((short) 4503);
    }
}
