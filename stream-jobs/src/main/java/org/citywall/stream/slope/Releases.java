package org.citywall.stream.slope;

import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.level.Grade;
import org.citywall.stream.slope.level.LevelLimits;

/**
 * A person takes back orange or red that only its time of waiting holds. Every instrument goes down
 * to what its last evaluations say, one without current data to none (a person has looked); rain,
 * jumps and what the instruments show now stay, and a new exceedance raises again by the usual
 * three of five.
 */
final class Releases {
    private Releases() {}

    /** At another level than the person saw, or with nothing to take back, it has no effect. */
    static void apply(SlopeDraft draft, SlopeRelease release) {
        if (draft.level != release.level() || possible(draft) == null) {
            return;
        }
        LevelLimits limits = draft.policy.level();
        for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
            Motion motion = channel.motion();
            if (motion != null) {
                int slot = motion.evaluatedSlot();
                boolean current = Weighing.isCurrent(draft, channel);
                draft.put(
                        channel.with(
                                motion.graded(
                                        grade ->
                                                current
                                                        ? grade.released(slot, limits)
                                                        : Grade.NONE)));
            }
        }
        draft.releasing = release;
        draft.heldAt = null;
        draft.showNow();
    }

    /** The level to which a person may take the slope down now; null: there is nothing to do. */
    static Integer possible(SlopeDraft draft) {
        if (draft.level > Level.ORANGE) {
            return null;
        }
        LevelLimits limits = draft.policy.level();
        int shown =
                Weighing.agreement(
                                draft,
                                (channel, grade) ->
                                        Weighing.isCurrent(draft, channel)
                                                ? grade.shown(limits)
                                                : SlopeView.NO_LEVEL)
                        .level();
        return shown > draft.level ? shown : null;
    }
}
