package org.citywall.gateway.live.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTopicTest {
    private final LiveTopic topic = new LiveTopic("alerts", 4);
    private final Recorder heard = new Recorder();

    @BeforeEach
    void load() {
        topic.load("e1", "10-0", List.of(item("a", 1), item("b", 1)));
        topic.listen(heard);
    }

    @Test
    void stepsChainTheirOffsets() {
        topic.apply("11-0", List.of(item("a", 2)));
        topic.apply("12-0", List.of(item("c", 1)));

        assertThat(heard.deltas).extracting(Delta::prev).containsExactly("10-0", "11-0");
        assertThat(heard.deltas).extracting(Delta::offset).containsExactly("11-0", "12-0");
    }

    @Test
    void olderRevisionIsIgnored() {
        topic.apply("11-0", List.of(item("a", 5)));
        topic.apply("12-0", List.of(item("a", 4), item("a", 5)));

        assertThat(heard.deltas).hasSize(1);
        assertThat(topic.item("a").orElseThrow().rev()).isEqualTo(5);
    }

    @Test
    void removalCarriesThePlaceThatTheItemHad() {
        topic.apply("11-0", List.of(Item.gone("a", 2, "")));

        Item gone = heard.deltas.get(0).changes().get(0);
        assertThat(gone.isGone()).isTrue();
        assertThat(gone.place()).isEqualTo("d/s");
        assertThat(topic.item("a")).isEmpty();
    }

    @Test
    void missedChangesComeAsOneStepWithTheNewestOfEach() {
        topic.apply("11-0", List.of(item("a", 2)));
        topic.apply("12-0", List.of(item("a", 3)));
        topic.apply("13-0", List.of(Item.gone("b", 2, "")));

        Delta missed = topic.since("e1", "11-0").orElseThrow();
        assertThat(missed.prev()).isEqualTo("11-0");
        assertThat(missed.offset()).isEqualTo("13-0");
        assertThat(missed.changes()).extracting(Item::id).containsExactly("a", "b");
        assertThat(topic.since("e1", "13-0").orElseThrow().changes()).isEmpty();
    }

    @Test
    void offsetInsideOfAStepIsServedGenerously() {
        topic.apply("13-0", List.of(item("a", 2)));

        assertThat(topic.since("e1", "12-0").orElseThrow().changes()).hasSize(1);
    }

    @Test
    void whatTheMemoryDoesNotHoldCannotBeResumed() {
        for (int i = 2; i < 10; i++) {
            topic.apply((10 + i) + "-0", List.of(item("a", i)));
        }

        assertThat(topic.since("e1", "10-0")).isEmpty();
        assertThat(topic.since("e1", "99-0")).isEmpty();
        assertThat(topic.since("other", "19-0")).isEmpty();
        assertThat(topic.since("e1", "16-0")).isPresent();
    }

    @Test
    void snapshotOfTheSameEpochIsPassedOnAsDifference() {
        topic.load("e1", "20-0", List.of(item("a", 2), item("c", 1)));

        assertThat(heard.replaced).isZero();
        assertThat(heard.deltas).hasSize(1);
        assertThat(heard.deltas.get(0).changes())
                .extracting(Item::id, Item::isGone)
                .containsExactlyInAnyOrder(tuple("a", false), tuple("c", false), tuple("b", true));
    }

    @Test
    void newEpochReplacesEverything() {
        topic.load("e2", "1-0", List.of(item("c", 1)));

        assertThat(heard.replaced).isEqualTo(1);
        assertThat(topic.view().items()).extracting(Item::id).containsExactly("c");
        assertThat(topic.since("e1", "10-0")).isEmpty();
    }

    @Test
    void viewShowsTheGravestFirst() {
        topic.apply("11-0", List.of(new Item("z", 1, 1, "d", null, "{}")));

        assertThat(topic.view().items().get(0).id()).isEqualTo("z");
    }

    @Test
    void offsetsAreComparedAsNumbers() {
        assertThat(Offsets.compare("9-0", "10-0")).isNegative();
        assertThat(Offsets.compare("10-2", "10-10")).isNegative();
        assertThat(Offsets.compare("7", "7-0")).isZero();
        assertThat(Offsets.isOffset("1-2")).isTrue();
        assertThat(Offsets.isOffset("1-2\"")).isFalse();
        assertThat(Offsets.isOffset(null)).isFalse();
    }

    @Test
    void placesAreComparedByWholeSteps() {
        assertThat(item("a", 1).liesIn("d")).isTrue();
        assertThat(item("a", 1).liesIn("d/s")).isTrue();
        assertThat(item("a", 1).liesIn("d/s2")).isFalse();
        assertThat(Item.plain("a", 1, "d/s2", "{}").liesIn("d/s")).isFalse();
        assertThat(Item.plain("a", 1, "", "{}").liesIn("d/s")).isTrue();
    }

    static Item item(String id, long rev) {
        return new Item(id, rev, 2, "d/s", null, "{\"id\":\"" + id + "\",\"rev\":" + rev + "}");
    }

    private static final class Recorder implements TopicListener {
        private final List<Delta> deltas = new ArrayList<>();
        private int replaced;

        @Override
        public void changed(LiveTopic topic, Delta delta) {
            deltas.add(delta);
        }

        @Override
        public void replaced(LiveTopic topic, String reason) {
            replaced++;
        }
    }
}
