package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.gateway.live.topic.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SlowReaderIT extends LiveServerHarness {
    /** Long enough that a reader is not called slow because this machine is busy elsewhere. */
    private static final long SLOW_MS = 4_000;

    @Override
    LiveOptions options() {
        return new LiveOptions(200, 100, 700, 5_000, 300, SLOW_MS, 60_000, 500, 40, 30, 20, 3_500);
    }

    @Test
    void slowReaderIsResynchronisedWhileAFastOneIsNotDelayed() throws Exception {
        WallClient slow = wall("wall", ALERTS_ONLY);
        WallClient fast = wall("wall", ALERTS_ONLY);
        slow.awaitSnapshot("signals");
        fast.awaitSnapshot("signals");
        slow.socket().pause();
        String padding = "x".repeat(20_000);
        alerts.apply("19-0", List.of(alert("red", 1, "yunwan/x")));
        for (int i = 0; i < 1_500; i++) {
            String id = "n" + i % 700;
            String json = "{\"id\":\"%s\",\"rev\":%d,\"pad\":\"%s\"}".formatted(id, i + 1, padding);
            alerts.apply("20-" + i, List.of(new Item(id, i + 1, 3, "yunwan/x", null, json)));
            if (i % 100 == 99) {
                fast.awaitItem("alerts", id, i + 1); // though the slow one takes nothing yet
            }
        }
        fast.assertNoGap();
        assertThat(fast.messages("resync")).isEmpty();
        Thread.sleep(SLOW_MS + 500);
        slow.socket().resume();
        slow.awaitItem("alerts", "n" + 1_499 % 700, 1_500);

        assertThat(slow.messages("resync")).isNotEmpty();
        assertThat(slow.messages("resync").get(0).path("reason").asText()).isEqualTo("slow-reader");
        assertThat(slow.ids("alerts")).isEqualTo(fast.ids("alerts")).contains("red");
    }
}
