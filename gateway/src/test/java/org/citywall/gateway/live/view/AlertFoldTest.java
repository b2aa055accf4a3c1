package org.citywall.gateway.live.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.gateway.live.topic.Item;
import org.junit.jupiter.api.Test;

class AlertFoldTest {
    private final AlertFold fold = new AlertFold();

    @Test
    void newestRevisionCountsAlsoIfAnOlderOneFollows() {
        fold.add("a", alert("a", 2_000_003, "acknowledged"));
        fold.add("a", alert("a", 1_000_004, "unacknowledged"));

        assertThat(fold.newest().get("a").rev()).isEqualTo(2_000_003);
    }

    @Test
    void closedAlertIsGoneButItsRevisionIsKnown() {
        fold.add("a", alert("a", 7, "closed"));

        Item item = fold.newest().get("a");
        assertThat(item.isGone()).isTrue();
        assertThat(item.rev()).isEqualTo(7);
    }

    @Test
    void forgottenAlertLeavesNothing() {
        fold.add("a", alert("a", 7, "closed"));
        fold.add("a", null);

        assertThat(fold.newest()).isEmpty();
    }

    @Test
    void recordThatIsNoAlertHidesNoOther() {
        fold.add("x", "not json");
        fold.add("a", alert("a", 1, "unacknowledged"));

        assertThat(fold.newest()).containsOnlyKeys("a");
    }

    private static String alert(String id, long rev, String response) {
        return "{\"id\":\"%s\",\"rev\":%d,\"level\":1,\"place\":\"d\",\"response\":\"%s\"}"
                .formatted(id, rev, response);
    }
}
