package org.citywall.stream.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingWritesTest {
    private final PendingWrites pending = new PendingWrites();

    @Test
    void aFirstWriteGoesAtOnceAndLeavesNothingWhenConfirmed() {
        assertThat(pending.offer(write("a", 1))).isTrue();
        LiveWrite sent = pending.take("a");

        assertThat(pending.confirm(sent)).isFalse();
        assertThat(pending.size()).isZero();
    }

    @Test
    void onlyOneWriteOfAnItemIsOnItsWayAndTheNewestFollows() {
        pending.offer(write("a", 1));
        LiveWrite first = pending.take("a");

        assertThat(pending.offer(write("a", 2))).isFalse();
        assertThat(pending.offer(write("a", 3))).isFalse();
        assertThat(pending.size()).isEqualTo(1);

        assertThat(pending.confirm(first)).isTrue();
        assertThat(pending.take("a").rev()).isEqualTo(3);
    }

    @Test
    void anOlderRevisionNeverReplacesANewer() {
        pending.offer(write("a", 5));
        pending.offer(write("a", 4));

        assertThat(pending.take("a").rev()).isEqualTo(5);
    }

    @Test
    void whatFailedWaitsLongestFirst() {
        pending.offer(write("a", 1));
        pending.offer(write("b", 1));
        pending.putBack(pending.take("b"));
        pending.putBack(pending.take("a"));

        assertThat(pending.waiting()).containsExactly("a", "b");
        pending.take("a");
        assertThat(pending.waiting()).containsExactly("b");
    }

    @Test
    void aCheckpointHoldsTheNewestOfEachItem() {
        pending.offer(write("a", 1));
        pending.take("a");
        pending.offer(write("a", 2));
        pending.offer(write("b", 1));

        assertThat(pending.unconfirmed()).containsExactly(write("a", 2), write("b", 1));
    }

    @Test
    void aCheckpointCanBeReadAgain() throws Exception {
        LiveWriteSerializer serializer = new LiveWriteSerializer();
        LiveWrite write = new LiveWrite("alerts", "a", 7, "", true);

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(write)))
                .isEqualTo(write);
    }

    static LiveWrite write(String id, long rev) {
        return new LiveWrite(
                "alerts", id, rev, "{\"id\":\"" + id + "\",\"rev\":" + rev + "}", false);
    }
}
