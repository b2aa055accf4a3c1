package org.citywall.stream.fire;

import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestWindow;

/**
 * The fire rules: what a signal of a site, or the passing of time, means. Pure: the same state,
 * signal and time always give the same decision, on any machine and in any replay.
 *
 * <pre>
 *   signal ──► timers due ──► {@link Presence}      ──► {@link Conditions} ──► decision
 *              before it      first heard, back online   begin, again, end
 * </pre>
 *
 * <p>A press is red at once: nothing that happened before, no unknown device and no missing site
 * can hold it back. Only a repeat of the same signal ({@link Repeats}) and what a registered test
 * expects ({@link Drills}) raise no red, and say so in an outcome.
 */
public final class FireRule {
    private FireRule() {}

    /**
     * Applies one signal, after the timers that were due before it.
     *
     * @param time event time of the signal's record
     */
    public static FireDecision apply(
            FireSiteState state, FireSignal signal, LogTime time, FirePolicy policy) {
        FireDraft draft = new FireDraft(state, policy);
        Silence.advance(draft, time);
        Presence.hear(draft, signal, time.now());
        Conditions.judge(draft, signal, time.now());
        return draft.decision();
    }

    /**
     * Registers a test, or takes it back, after the timers that were due before it.
     *
     * @param time event time of the record
     */
    public static FireDecision register(
            FireSiteState state, TestWindow window, LogTime time, FirePolicy policy) {
        FireDraft draft = new FireDraft(state, policy);
        Silence.advance(draft, time);
        Drills.register(draft, window, time.now());
        return draft.decision();
    }

    /** Lets time go on to {@code time}: devices fall silent, statuses are refreshed, tests end. */
    public static FireDecision advanceTo(FireSiteState state, LogTime time, FirePolicy policy) {
        FireDraft draft = new FireDraft(state, policy);
        Silence.advance(draft, time);
        return draft.decision();
    }
}
