package org.citywall.stream.slope;

/**
 * What stands now, for those who were not told when it began; and what does not, for an alert that
 * was raised before all was forgotten would stay for ever. A clear that meets nothing is nothing.
 */
final class Standing {
    private Standing() {}

    static void tell(SlopeDraft draft) {
        draft.emit(SlopeDetections.level(draft));
        String first = draft.channels().keySet().iterator().next();
        draft.emit(SlopeDetections.silence(draft, draft.silent == null ? first : draft.silent));
        for (SlopeChannel channel : draft.channels().values()) {
            for (String fault : Faults.ALL) {
                boolean open = channel.faults().contains(fault);
                String reason = open ? "仍未恢复" : "已不存在";
                draft.emit(SlopeDetections.fault(draft, channel, fault, open, reason));
            }
        }
    }
}
