package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.gateway.live.topic.Item;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox("1-0");

    @Test
    void newestRevisionOfAnItemWins() {
        assertThat(outbox.add("2-0", List.of(item("a", 1), item("b", 1)))).isZero();
        assertThat(outbox.add("3-0", List.of(item("a", 2)))).isEqualTo(1);

        assertThat(outbox.size()).isEqualTo(2);
        assertThat(outbox.take()).extracting(Item::rev).containsExactly(2L, 1L);
    }

    @Test
    void olderRevisionDoesNotReplace() {
        outbox.add("2-0", List.of(item("a", 5)));
        outbox.add("3-0", List.of(item("a", 4)));

        assertThat(outbox.take()).extracting(Item::rev).containsExactly(5L);
    }

    @Test
    void offsetsChainOverWhatWasConflatedOrNotVisible() {
        outbox.add("2-0", List.of(item("a", 1)));
        outbox.add("3-0", List.of());
        assertThat(outbox.sentOffset()).isEqualTo("1-0");
        assertThat(outbox.newestOffset()).isEqualTo("3-0");

        outbox.take();
        outbox.add("4-0", List.of(item("a", 2)));
        assertThat(outbox.sentOffset()).isEqualTo("3-0");
    }

    @Test
    void endOfAnItemReplacesItsChange() {
        outbox.add("2-0", List.of(item("a", 1)));
        outbox.add("3-0", List.of(Item.gone("a", 2, "")));

        assertThat(outbox.take()).singleElement().matches(Item::isGone);
    }

    @Test
    void redItemsAreKeptHoweverManyOthersWait() {
        outbox.add("2-0", List.of(new Item("red", 1, 1, "", null, "{}")));
        for (int i = 0; i < 10_000; i++) {
            outbox.add("3-" + i, List.of(item("d" + i % 100, i)));
        }

        assertThat(outbox.size()).isEqualTo(101);
        assertThat(outbox.take()).anyMatch(Item::isRed);
    }

    private static Item item(String id, long rev) {
        return Item.plain(id, rev, "", "{}");
    }
}
