package org.citywall.gateway.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(10);

    @Test
    void whatFitsGoesAtOnceAndTheRestInOrderWhenThereIsRoom() {
        Future<Void> first = turns.take(6);
        Future<Void> second = turns.take(5);
        Future<Void> third = turns.take(2);

        assertThat(first.isComplete()).isTrue();
        assertThat(second.isComplete()).isFalse();
        assertThat(third.isComplete()).as("does not overtake").isFalse();
        turns.give(6);
        assertThat(second.isComplete()).isTrue();
        assertThat(third.isComplete()).isTrue();
        assertThat(turns.take(4).isComplete()).isFalse();
    }

    @Test
    void moreThanAllGoAlone() {
        turns.take(3);
        Future<Void> large = turns.take(50);

        assertThat(large.isComplete()).isFalse();
        turns.give(3);
        assertThat(large.isComplete()).isTrue();
        Future<Void> after = turns.take(1);
        assertThat(after.isComplete()).isFalse();
        turns.give(50);
        assertThat(after.isComplete()).isTrue();
    }
}
