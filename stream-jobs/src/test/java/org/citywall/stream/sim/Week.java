package org.citywall.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Response;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.dryrun.Chain;

/** A week of the district: all rules and stages, and after each step whatever must hold. */
final class Week {
    private static final Instant MONDAY = Instant.parse("2026-09-13T16:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    /** So long a group remembers where it handed something on. */
    private static final Duration LONGEST = Duration.ofDays(8);

    private final VirtualClock clock = new VirtualClock(MONDAY);
    private final Across across;
    private final Invariants invariants;
    private final Officers officers;
    private final Chain chain;

    private final long seed;

    Week(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        Announcements announced = new Announcements(random.split(), MONDAY);
        across = new Across(announced.versions().at(MONDAY).flood(), announced.changes());
        invariants = new Invariants(across);
        officers = new Officers(clock, random.split(), this::tell);
        chain =
                new Chain(
                        AlertPolicy.defaults(),
                        announced.versions(),
                        (group, input, before, decision, now) -> {
                            invariants.judged(group, input, before, decision, now);
                            show(decision);
                        },
                        across::hear);
        Events events = new Events(clock, random.split(), this::tell);
        events.plan();
        announced.drills().forEach(events::take);
    }

    /** Whatever does not hold is said with the seed that shows it again. */
    void checked(Runnable steps) {
        try {
            steps.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s: %s".formatted(this, e.getMessage()), e);
        }
    }

    private void tell(AlertInput input) {
        chain.tell(input, clock.now());
        across.settled(clock.now(), chain.flooded());
    }

    private void show(AlertDecision decision) {
        for (AlertChange change : decision.changes()) {
            if (!change.forgotten()) {
                officers.see(change.alert());
            }
        }
    }

    /** The whole week. */
    void run() {
        run(WEEK);
    }

    /** A part of it. */
    void run(Duration span) {
        // Time goes on without traffic too: gateways tick.
        for (int minute = 0; minute < span.toMinutes(); minute++) {
            clock.run(MONDAY.plus(Duration.ofMinutes(minute)));
            chain.advanceTo(clock.now());
            across.settled(clock.now(), chain.flooded());
            if (minute % 10 == 0) {
                across.addUp(chain.flooded());
            }
        }
    }

    /** The last words are said; two days later nothing is left but what nobody ever closed. */
    void settle() {
        clock.run(MONDAY.plus(WEEK).plus(Duration.ofDays(2)));
        chain.advanceTo(clock.now());
        across.settled(clock.now(), chain.flooded());
        across.addUp(chain.flooded());
        assertThat(invariants.raised()).isGreaterThan(10_000);
        assertThat(invariants.told().red()).isGreaterThan(100);
        assertThat(across.inhibited()).isGreaterThan(100);
        assertThat(across.floods()).isGreaterThan(5);
        assertThat(chain.flooded()).isEmpty();
        assertThat(invariants.view().values()).noneMatch(this::isHiddenForNothing);
        // People go on closing what is open; nothing stays for longer than its time after that.
        Instant aDayAgo = clock.now().minus(Duration.ofHours(24));
        for (AlertGroupState state : chain.groups().values()) {
            assertThat(Invariants.alerts(state))
                    .noneMatch(
                            tracked ->
                                    tracked.alert().response() == Response.CLOSED
                                            && tracked.last().at().isBefore(aDayAgo));
            assertThat(
                            state.open() != null
                                    || !state.nextTimer().isAfter(clock.now().plus(LONGEST)))
                    .as("a group without an alert is forgotten")
                    .isTrue();
        }
    }

    private boolean isHiddenForNothing(Alert alert) {
        if (alert.response() == Response.CLOSED) {
            return false;
        }
        Alert cause = invariants.view().get(alert.suppressedBy());
        boolean gone = alert.suppressedBy() != null && (cause == null || !across.isActive(cause));
        return gone || alert.partOf() != null;
    }

    @Override
    public String toString() {
        return "seed %d, %s, %d steps, %d raises, %d changes, %d red told, %d inhibited, %d floods"
                .formatted(
                        seed,
                        clock.now(),
                        invariants.steps(),
                        invariants.raised(),
                        invariants.changes(),
                        invariants.told().red(),
                        across.inhibited(),
                        across.floods());
    }
}
