package org.citywall.stream.slope;

import java.util.List;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeView;

/**
 * Recorded events are judged apart from what is going on: in a state of their own, under the key of
 * the slope with {@link SlopeState#REPLAY} behind it. Each run, known by its source, begins with an
 * empty memory; only the settings of the slope are the same.
 */
final class Replays {
    private static final String REASON = "新的一次回放开始";

    private Replays() {}

    /** The first reading of a run ends what the run before had raised. */
    static void begin(SlopeDraft draft, SlopeReading reading) {
        draft.replay = true;
        if (reading.source().equals(draft.run)) {
            return;
        }
        if (draft.clock != null) {
            end(draft);
        }
        draft.run = reading.source();
    }

    private static void end(SlopeDraft draft) {
        for (SlopeChannel channel : List.copyOf(draft.channels().values())) {
            for (String fault : channel.faults()) {
                Faults.set(draft, channel.key(), fault, false, REASON);
            }
        }
        String silent = draft.silent;
        if (silent != null) {
            draft.silent = null;
            draft.emit(SlopeDetections.silence(draft, silent));
        }
        if (draft.level < SlopeView.NO_LEVEL) {
            draft.level = SlopeView.NO_LEVEL;
            draft.emit(SlopeDetections.over(draft, REASON));
        }
        draft.forget();
    }
}
