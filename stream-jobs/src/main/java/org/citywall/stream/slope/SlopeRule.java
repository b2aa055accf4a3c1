package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;

/**
 * The slope rules: what a reading, a change of settings, or the passing of time means for the level
 * of a slope. Pure: the same state, input and policy always give the same decision.
 *
 * <pre>
 *   reading ──► {@link Intake} ──► {@link Evaluation}     ──► {@link Weighing} ──► decision
 *               quality, bins      hourly per instrument,      level of the slope,
 *                                  at once if it is fast       silence, faults
 * </pre>
 *
 * <p>Device time counts. Each instrument is evaluated at its first reading of an hour; the level of
 * the slope is weighed anew with every reading.
 */
public final class SlopeRule {
    /** How often a slope looks who has fallen silent, when nothing is heard. */
    static final Duration BEAT = Duration.ofMinutes(10);

    private SlopeRule() {}

    /**
     * Applies one reading.
     *
     * @param now time of the log
     */
    public static SlopeDecision apply(
            SlopeState state, SlopeReading reading, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, now, policy);
        if (reading.replay()) {
            Replays.begin(draft, reading);
        }
        Instant before = draft.clock;
        Intake.take(draft, reading);
        SlopeHours.record(draft, before);
        Weighing.weigh(draft);
        return draft.decision();
    }

    /**
     * Applies new settings; a version that is not newer has no effect.
     *
     * @param now time of the log
     */
    public static SlopeDecision apply(
            SlopeState state, SlopeProfile profile, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, now, policy);
        if (profile.version() > state.profile().version()) {
            draft.profile = profile;
            draft.showNow();
            Aliases.apply(draft);
            int stepLevel = Steps.level(draft);
            Set<String> moved = Steps.judge(draft);
            for (String key : List.copyOf(draft.channels().keySet())) {
                Evaluation.again(draft, key);
            }
            Steps.seed(draft, moved, stepLevel);
        }
        SlopeHours.record(draft, draft.clock);
        Weighing.weigh(draft);
        return draft.decision();
    }

    /**
     * A person takes back what is only held.
     *
     * @param now time of the log
     */
    public static SlopeDecision apply(
            SlopeState state, SlopeRelease release, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, now, policy);
        Weighing.weigh(draft);
        Releases.apply(draft, release);
        Weighing.weigh(draft);
        return draft.decision();
    }

    /**
     * Lets time go on: instruments fall silent, rain runs off, and a page that was held back is
     * shown. Slopes that are fed by recorded events only have the last; their time is that of the
     * recording.
     *
     * <p>While nothing is heard, the slope's own clock goes on from where it was, by as much as the
     * time of the log. It does not jump to the time of the log: a backlog is not silence, and a
     * station whose clock is wrong by hours still can fall silent.
     *
     * @param now time of the log
     */
    public static SlopeDecision advanceTo(SlopeState state, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, now, policy);
        Instant due = earlier(draft.showingDue(), nextBeat(draft));
        while (due != null && !due.isAfter(now)) {
            draft.now = due;
            if (due.equals(draft.showingDue())) {
                Weighing.weigh(draft); // rain and what is held are not remembered, but weighed
                draft.showNow();
            } else {
                beat(draft);
            }
            due = earlier(draft.showingDue(), nextBeat(draft));
        }
        return draft.decision();
    }

    /**
     * Tells how a slope stands of which nothing was told for a while: its level, silence in rain,
     * and faults. Of a recording nothing is told late.
     *
     * @param now time of the log
     */
    public static SlopeDecision standing(SlopeState state, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, now, policy);
        Weighing.weigh(draft);
        if (draft.clock != null && !draft.isReplay() && !draft.channels().isEmpty()) {
            Standing.tell(draft);
        }
        draft.showNow();
        return draft.decision();
    }

    /**
     * Nobody could be heard until then, so that silence does not count (ADR 6): the slope's clock
     * stands still, and its beats begin anew.
     */
    public static SlopeState sleepUntil(SlopeState state, Instant awakeSince) {
        boolean slept = state.heardAt() != null && state.heardAt().isBefore(awakeSince);
        return slept ? state.awakeSince(awakeSince) : state;
    }

    /** When {@link #advanceTo} must be called at the latest; null: never. */
    public static Instant nextTimer(SlopeState state, SlopePolicy policy) {
        Instant showing =
                state.held() ? Showing.due(state.shownAt(), state.replay(), policy) : null;
        return earlier(showing, nextBeat(state));
    }

    /** When the slope looks who has fallen silent; null: never. */
    public static Instant nextBeat(SlopeState state) {
        return nextBeat(state.replay(), state.heardAt());
    }

    private static Instant nextBeat(SlopeDraft draft) {
        return nextBeat(draft.isReplay(), draft.heardAt);
    }

    private static Instant nextBeat(boolean replay, Instant heardAt) {
        return replay || heardAt == null ? null : heardAt.plus(BEAT);
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? other : one;
    }

    /** One whole beat, so that it does not matter how often {@link #advanceTo} is called. */
    private static void beat(SlopeDraft draft) {
        List<Boolean> before = Weighing.current(draft);
        draft.heardAt = draft.heardAt.plus(BEAT);
        Instant hour = draft.clock;
        draft.clock = draft.clock.plus(BEAT);
        SlopeHours.beat(draft, hour);
        Weighing.weigh(draft);
        if (!Weighing.current(draft).equals(before)) {
            draft.showInTurn();
        }
    }
}
