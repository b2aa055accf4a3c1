package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.webhook.DeliveryTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTest {
    /** A channel of this kind; nothing is sent over it. */
    private record Way(boolean isPersonal) implements Channel {
        @Override
        public String name() {
            return "way";
        }

        @Override
        public void check(String address, @Nullable String secret) {}

        @Override
        public String shown(String address) {
            return address;
        }

        @Override
        public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
            return Future.succeededFuture(DeliveryTry.forbidden("nothing is sent here"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatched", "called"})
    void aPageThatOnePersonMustAnswerIsNotMerged(String step) {
        assertThat(Merge.keepsItsLink(step, new Way(true))).isTrue();
        assertThat(Merge.keepsItsLink(step, new Way(false)))
                .as("a robot's message carries no link")
                .isFalse();
    }

    @Test
    void whatMayBeAnsweredByAnybodyIsMerged() {
        assertThat(Merge.keepsItsLink("raised", new Way(true))).isFalse();
        assertThat(Merge.keepsItsLink(null, new Way(true))).isFalse();
    }
}
