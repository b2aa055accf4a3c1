package org.citywall.gateway.live.raw;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.gateway.live.RawPressRoad;

/**
 * Decides which presses are on the walls as raw cards. Pure: it is told events and the time.
 *
 * <ul>
 *   <li>A press is shown when it has had no outcome for the grace period since it was first heard
 *       of; normally its alert is there long before.
 *   <li>Only a fact takes a card away, never a time-out: its own outcome, or, for a press that
 *       Kafka never had, the outcome of a later press of the same device and point (its resend), or
 *       the word of an officer, who dismisses it. A dismissed press that Kafka turns out to have is
 *       shown again.
 *   <li>An outcome may come before its press (other road, other topic): it is remembered. It speaks
 *       only of presses received until then: a panel with a dead clock gives a second real fire the
 *       id of an earlier one.
 * </ul>
 */
public final class RawPressTracker {
    /**
     * Limits.
     *
     * @param grace time that the jobs have to say what became of a press
     * @param startHold the same for presses from before the start: their outcomes must be read
     *     first
     * @param maxPresses presses without outcome that are remembered, oldest out first
     * @param maxOutcomes outcomes, and dismissals, that are remembered, oldest out first
     */
    public record Limits(Duration grace, Duration startHold, int maxPresses, int maxOutcomes) {
        /** Shown after 800 ms. */
        public static Limits defaults() {
            return new Limits(Duration.ofMillis(800), Duration.ofSeconds(5), 20_000, 100_000);
        }
    }

    /**
     * What changes on the walls.
     *
     * @param shown cards that are new or changed
     * @param gone cards that are taken away
     */
    public record Changes(List<RawPress> shown, List<RawPress> gone) {
        private static final Changes NONE = new Changes(List.of(), List.of());

        /** Whether nothing changes. */
        public boolean isEmpty() {
            return shown.isEmpty() && gone.isEmpty();
        }
    }

    /**
     * How much later than the outcome a press may be received and still be the one that it speaks
     * of: the clocks of gateways and of Kafka may differ, and the jobs take a panel's signal of the
     * same key within two minutes for a resend.
     */
    static final Duration SAME_PRESS = Duration.ofMinutes(2);

    /**
     * How long an officer's dismissal holds for presses of that id. Devices whose Kafka is away
     * send again and again; after this time the press is rather shown once more than never.
     */
    static final Duration DISMISSAL_HOLDS = Duration.ofMinutes(30);

    private record Waiting(RawPress press, Instant dueAt, boolean shown) {}

    private final Limits limits;
    private final Instant startedAt;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** Of those that wait, the ones that Kafka may not have: device → ids. */
    private final Map<String, Set<String>> unrecorded = new HashMap<>();

    private final Map<String, Instant> outcomes = new LinkedHashMap<>();
    private final Map<String, Instant> dismissed = new LinkedHashMap<>();

    /** A tracker that knows of no press yet. */
    public RawPressTracker(Limits limits, Instant startedAt) {
        this.limits = limits;
        this.startedAt = startedAt;
    }

    /** A press was heard of, by whatever road, as often as it likes. */
    public Changes told(RawPress press, Instant now) {
        if (isSettled(press)) {
            return Changes.NONE;
        }
        Waiting known = waiting.get(press.id());
        if (known == null) {
            put(new Waiting(numbered(press), dueAt(press, now), false));
            return trimmed();
        }
        if (known.press().state().compareTo(press.state()) >= 0) {
            return Changes.NONE; // a slower road tells an older state
        }
        Waiting newer = new Waiting(numbered(press), known.dueAt(), known.shown());
        put(newer);
        return known.shown() ? new Changes(List.of(newer.press()), List.of()) : Changes.NONE;
    }

    private boolean isSettled(RawPress press) {
        boolean isUnrecorded = press.state() == RawPress.State.UNRECORDED;
        return isOf(press, outcomes, SAME_PRESS)
                || (isUnrecorded && isOf(press, dismissed, DISMISSAL_HOLDS));
    }

    private static boolean isOf(RawPress press, Map<String, Instant> told, Duration holds) {
        Instant at = told.get(press.id());
        return at != null && !press.receivedAt().isAfter(at.plus(holds));
    }

    /** It is known what became of a press. */
    public Changes outcome(SignalOutcome outcome) {
        outcomes.merge(outcome.rawPressId(), outcome.at(), RawPressTracker::later);
        trim(outcomes, limits.maxOutcomes());
        Waiting own = remove(outcome.rawPressId());
        List<RawPress> gone = new ArrayList<>();
        if (own != null && own.shown()) {
            gone.add(own.press());
        }
        Instant before = own == null ? outcome.at() : own.press().receivedAt();
        for (String id : Set.copyOf(unrecorded.getOrDefault(outcome.deviceId(), Set.of()))) {
            if (isResentAs(waiting.get(id).press(), outcome, before)) {
                Waiting other = remove(id);
                if (other.shown()) {
                    gone.add(other.press());
                }
            }
        }
        return gone.isEmpty() ? Changes.NONE : new Changes(List.of(), gone);
    }

    private void put(Waiting press) {
        remove(press.press().id());
        waiting.put(press.press().id(), press);
        if (press.press().state() == RawPress.State.UNRECORDED) {
            unrecorded
                    .computeIfAbsent(press.press().deviceId(), device -> new HashSet<>())
                    .add(press.press().id());
        }
    }

    private Waiting remove(String id) {
        Waiting press = waiting.remove(id);
        if (press != null) {
            unrecorded.computeIfPresent(
                    press.press().deviceId(),
                    (device, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
        }
        return press;
    }

    /** The press that still waits for its outcome. */
    public Optional<RawPress> waiting(String id) {
        return Optional.ofNullable(waiting.get(id)).map(Waiting::press);
    }

    /** Whether an officer dismissed it, as far as is remembered. */
    public boolean isDismissed(String id) {
        return dismissed.containsKey(id);
    }

    /**
     * An officer dismissed a press, as often as it is told. One that Kafka has stays: the jobs will
     * say what became of it.
     */
    public Changes dismissed(String id, Instant now) {
        dismissed.merge(id, now, RawPressTracker::later); // it may be told before its press
        trim(dismissed, limits.maxOutcomes());
        Waiting known = waiting.get(id);
        if (known == null || known.press().state() != RawPress.State.UNRECORDED) {
            return Changes.NONE;
        }
        remove(id);
        return known.shown() ? new Changes(List.of(), List.of(known.press())) : Changes.NONE;
    }

    /** Time goes on: shows what is due. */
    public Changes tick(Instant now) {
        List<RawPress> shown = new ArrayList<>();
        waiting.replaceAll(
                (id, each) -> {
                    if (each.shown() || each.dueAt().isAfter(now)) {
                        return each;
                    }
                    shown.add(each.press());
                    return new Waiting(each.press(), each.dueAt(), true);
                });
        return shown.isEmpty() ? Changes.NONE : new Changes(shown, List.of());
    }

    /** Number of cards in this state. */
    public int shown(RawPress.State state) {
        return (int)
                waiting.values().stream()
                        .filter(each -> each.shown() && each.press().state() == state)
                        .count();
    }

    private Instant dueAt(RawPress press, Instant now) {
        boolean old = press.receivedAt().isBefore(startedAt);
        return now.plus(old ? limits.startHold() : limits.grace());
    }

    private static boolean isResentAs(RawPress press, SignalOutcome outcome, Instant before) {
        return Objects.equals(press.point(), outcome.point())
                && press.receivedAt().isBefore(before);
    }

    /** The revision follows the state, so that every gateway gives a press the same one. */
    private static RawPress numbered(RawPress p) {
        return new RawPress(
                p.id(),
                RawPressRoad.revisionOf(p.state()),
                p.signalId(),
                p.deviceId(),
                p.point(),
                p.signal(),
                p.site(),
                p.place(),
                p.placeName(),
                p.receivedAt(),
                p.state());
    }

    private Changes trimmed() {
        List<RawPress> gone = new ArrayList<>();
        while (waiting.size() > limits.maxPresses()) {
            Waiting out = remove(waiting.keySet().iterator().next());
            if (out.shown()) {
                gone.add(out.press());
            }
        }
        return gone.isEmpty() ? Changes.NONE : new Changes(List.of(), gone);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static void trim(Map<String, Instant> map, int max) {
        Iterator<String> eldest = map.keySet().iterator();
        while (map.size() > max) {
            eldest.next();
            eldest.remove();
        }
    }
}
