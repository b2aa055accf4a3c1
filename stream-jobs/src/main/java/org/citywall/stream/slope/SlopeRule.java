package org.citywall.stream.slope;

import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;

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

    /** Applies one reading. */
    public static SlopeDecision apply(SlopeState state, SlopeReading reading, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, policy);
        if (reading.replay()) {
            Replays.begin(draft, reading);
        }
        Instant before = draft.clock;
        Intake.take(draft, reading);
        if (reading.replay()) {
            Replays.showEachHour(draft, before);
        }
        SlopeHours.record(draft, before);
        Weighing.weigh(draft);
        return draft.decision();
    }

    /** Applies new settings; a version that is not newer has no effect. */
    public static SlopeDecision apply(SlopeState state, SlopeProfile profile, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, policy);
        if (profile.version() > state.profile().version()) {
            draft.profile = profile;
            draft.touched = true;
            Steps.judge(draft);
        }
        SlopeHours.record(draft, draft.clock);
        Weighing.weigh(draft);
        return draft.decision();
    }

    /**
     * Lets time go on: instruments fall silent, rain runs off. Not for slopes that are fed by
     * recorded events; their time is that of the recording.
     *
     * <p>While nothing is heard, the slope's own clock goes on from where it was, by as much as the
     * time of the log. It does not jump to the time of the log: a backlog is not silence, and a
     * station whose clock is wrong by hours still can fall silent.
     *
     * @param now time of the log
     */
    public static SlopeDecision advanceTo(SlopeState state, Instant now, SlopePolicy policy) {
        SlopeDraft draft = new SlopeDraft(state, policy);
        beatUntil(draft, now);
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
    public static Instant nextBeat(SlopeState state) {
        return state.replay() || state.heardAt() == null ? null : state.heardAt().plus(BEAT);
    }

    /** In whole beats, so that it does not matter how often it is called. */
    private static void beatUntil(SlopeDraft draft, Instant now) {
        if (draft.isReplay() || draft.heardAt == null) {
            return;
        }
        while (!draft.heardAt.plus(BEAT).isAfter(now)) {
            draft.heardAt = draft.heardAt.plus(BEAT);
            Instant before = draft.clock;
            draft.clock = draft.clock.plus(BEAT);
            SlopeHours.beat(draft, before);
            Weighing.weigh(draft);
        }
    }
}
