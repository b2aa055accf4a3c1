package org.citywall.gateway.live.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.fire.RawPress.State.UNAGGREGATED;
import static org.citywall.contracts.fire.RawPress.State.UNRECORDED;

import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.gateway.live.raw.RawPressTracker.Changes;
import org.citywall.gateway.live.raw.RawPressTracker.Limits;
import org.junit.jupiter.api.Test;

class RawPressTrackerTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    private static final Limits LIMITS =
            new Limits(Duration.ofMillis(800), Duration.ofSeconds(5), 3, 3);

    private final RawPressTracker tracker = new RawPressTracker(LIMITS, T0);

    @Test
    void pressWithItsOutcomeInTimeIsNeverShown() {
        tracker.told(press("p1", UNAGGREGATED, T0), T0);
        tracker.outcome(outcome("p1", T0));

        assertThat(tracker.tick(at(10_000)).isEmpty()).isTrue();
    }

    @Test
    void pressWithoutOutcomeIsShownAfterTheGraceAndUntilItsOutcome() {
        tracker.told(press("p1", UNAGGREGATED, T0), T0);

        assertThat(tracker.tick(at(799)).isEmpty()).isTrue();
        assertThat(tracker.tick(at(800)).shown()).extracting(RawPress::id).containsExactly("p1");
        assertThat(tracker.tick(at(900)).isEmpty()).isTrue();
        assertThat(tracker.tick(at(86_400_000)).isEmpty()).isTrue();
        assertThat(tracker.outcome(outcome("p1", at(5_000))).gone())
                .extracting(RawPress::id)
                .containsExactly("p1");
    }

    @Test
    void outcomeThatComesBeforeThePressIsRemembered() {
        tracker.outcome(outcome("p1", T0));
        tracker.told(press("p1", UNAGGREGATED, T0), at(100));

        assertThat(tracker.tick(at(10_000)).isEmpty()).isTrue();
    }

    @Test
    void secondRealFireWithTheIdOfAnEarlierOneIsShownWhileTheJobsAreDown() {
        tracker.told(press("p1", UNAGGREGATED, T0), T0);
        tracker.outcome(outcome("p1", T0));
        Instant later = T0.plus(RawPressTracker.SAME_PRESS).plusMillis(1);
        tracker.told(press("p1", UNAGGREGATED, later), later);

        assertThat(tracker.tick(later.plusMillis(800)).shown()).hasSize(1);
        assertThat(tracker.outcome(outcome("p1", later)).gone()).hasSize(1);
    }

    @Test
    void clockOfAGatewayThatIsAheadOfKafkasShowsNoCardForAPressThatIsSettled() {
        tracker.outcome(outcome("p1", T0));
        tracker.told(press("p1", UNAGGREGATED, at(900)), at(900));

        assertThat(tracker.tick(at(10_000)).isEmpty()).isTrue();
    }

    @Test
    void dismissalOfAPressHoldsForItsResendsAndNotForEver() {
        tracker.dismissed("p1", T0);
        Instant resent = T0.plus(RawPressTracker.DISMISSAL_HOLDS);
        tracker.told(press("p1", UNRECORDED, resent), resent);
        assertThat(tracker.tick(resent.plusSeconds(1)).isEmpty()).isTrue();

        tracker.told(press("p1", UNRECORDED, resent.plusMillis(1)), resent.plusMillis(1));
        assertThat(tracker.tick(resent.plusSeconds(1)).shown()).hasSize(1);
    }

    @Test
    void stateGrowsWithANewerRevisionAndNeverFallsBack() {
        tracker.told(press("p1", UNRECORDED, T0), T0);
        RawPress shown = tracker.tick(at(800)).shown().get(0);
        Changes recorded = tracker.told(press("p1", UNAGGREGATED, T0), at(900));
        Changes late = tracker.told(press("p1", UNRECORDED, T0), at(950));

        assertThat(shown.state()).isEqualTo(UNRECORDED);
        assertThat(recorded.shown()).hasSize(1);
        assertThat(recorded.shown().get(0).rev()).isGreaterThan(shown.rev());
        assertThat(late.isEmpty()).isTrue();
        assertThat(tracker.shown(UNAGGREGATED)).isEqualTo(1);
    }

    @Test
    void pressThatKafkaNeverHadIsRemovedByTheOutcomeOfItsResend() {
        tracker.told(press("lost", UNRECORDED, T0), T0);
        tracker.tick(at(800));
        tracker.told(press("resent", UNAGGREGATED, at(5_000)), at(5_000));

        assertThat(tracker.outcome(outcome("resent", at(5_010))).gone())
                .extracting(RawPress::id)
                .containsExactly("lost");
    }

    @Test
    void outcomeOfAnEarlierPressDoesNotRemoveALaterOneThatKafkaDoesNotHave() {
        tracker.told(press("first", UNAGGREGATED, T0), T0);
        tracker.told(press("second", UNRECORDED, at(500)), at(500));
        tracker.outcome(outcome("first", at(600)));

        assertThat(tracker.tick(at(1_400)).shown())
                .extracting(RawPress::id)
                .containsExactly("second");
    }

    @Test
    void recordedPressOfTheSameDeviceIsRemovedOnlyByItsOwnOutcome() {
        tracker.told(press("first", UNAGGREGATED, T0), T0);
        tracker.tick(at(800));

        assertThat(tracker.outcome(outcome("other", at(5_000))).isEmpty()).isTrue();
    }

    @Test
    void pressFromBeforeTheStartWaitsUntilItsOutcomeCouldBeRead() {
        tracker.told(press("old", UNAGGREGATED, T0.minusSeconds(60)), T0);

        assertThat(tracker.tick(at(4_999)).isEmpty()).isTrue();
        assertThat(tracker.tick(at(5_000)).shown()).hasSize(1);
    }

    @Test
    void dismissedPressGoesAndStaysAwayHoweverOftenItIsTold() {
        tracker.told(press("lost", UNRECORDED, T0), T0);
        tracker.tick(at(800));

        assertThat(tracker.dismissed("lost", at(5_000)).gone())
                .extracting(RawPress::id)
                .containsExactly("lost");
        assertThat(tracker.dismissed("lost", at(5_100)).isEmpty()).isTrue();
        tracker.told(press("lost", UNRECORDED, T0), at(5_200));
        assertThat(tracker.tick(at(60_000)).isEmpty()).isTrue();
        assertThat(tracker.isDismissed("lost")).isTrue();
    }

    @Test
    void dismissalThatComesBeforeItsPressIsRemembered() {
        tracker.dismissed("lost", T0);
        tracker.told(press("lost", UNRECORDED, T0), at(100));

        assertThat(tracker.tick(at(10_000)).isEmpty()).isTrue();
    }

    @Test
    void pressThatKafkaHasIsNotDismissed() {
        tracker.told(press("p1", UNAGGREGATED, T0), T0);
        tracker.tick(at(800));

        assertThat(tracker.dismissed("p1", at(5_000)).isEmpty()).isTrue();
        assertThat(tracker.waiting("p1")).isPresent();
    }

    @Test
    void dismissedPressThatKafkaTurnsOutToHaveIsShownAgain() {
        tracker.told(press("p1", UNRECORDED, T0), T0);
        tracker.tick(at(800));
        tracker.dismissed("p1", at(5_000));
        tracker.told(press("p1", UNAGGREGATED, T0), at(6_000));

        assertThat(tracker.tick(at(6_800)).shown()).extracting(RawPress::id).containsExactly("p1");
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10; i++) {
            tracker.told(press("p" + i, UNAGGREGATED, T0), T0);
            tracker.outcome(outcome("o" + i, T0));
        }

        assertThat(tracker.tick(at(800)).shown()).hasSize(3);
    }

    private static Instant at(long ms) {
        return T0.plusMillis(ms);
    }

    private static RawPress press(String id, RawPress.State state, Instant receivedAt) {
        return new RawPress(
                id,
                0,
                "s-" + id,
                "dev-1",
                null,
                FireSignalKind.PRESS,
                null,
                "d/s",
                "somewhere",
                receivedAt,
                state);
    }

    private static SignalOutcome outcome(String id, Instant at) {
        return new SignalOutcome(
                id, "s-" + id, "dev-1", null, SignalOutcome.Outcome.ALERT, "a", at);
    }
}
