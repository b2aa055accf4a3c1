package org.citywall.stream.slope;

import org.citywall.contracts.slope.SlopeView;

/** What stands now, for those who were not told when it began. */
final class Standing {
    private Standing() {}

    static void tell(SlopeDraft draft) {
        if (draft.level < SlopeView.NO_LEVEL) {
            draft.emit(SlopeDetections.level(draft));
        }
        if (draft.silent != null) {
            draft.emit(SlopeDetections.silence(draft, draft.silent));
        }
        for (SlopeChannel channel : draft.channels().values()) {
            for (String fault : channel.faults()) {
                draft.emit(SlopeDetections.fault(draft, channel, fault, true, "仍未恢复"));
            }
        }
    }
}
