package org.citywall.stream.slope;

import java.util.ArrayList;
import java.util.List;

/** What can be wrong with an instrument; each is a maintenance alert of its own. */
final class Faults {
    /** Its device times were refused. */
    static final String CLOCK = "clock";

    /** Its readings do not change. */
    static final String FROZEN = "frozen";

    /** It is not heard any more. */
    static final String OFFLINE = "offline";

    /** Its readings are a power of ten beside what they were. */
    static final String UNIT = "unit";

    /** Its readings scatter so much that nothing can be said. */
    static final String SCATTER = "scatter";

    /** Its series jumped; a person must say why. */
    static final String STEP = "step";

    /** Every kind. */
    static final List<String> ALL = List.of(CLOCK, FROZEN, OFFLINE, UNIT, SCATTER, STEP);

    private Faults() {}

    /** Opens or ends a fault of the channel if that is news, and tells the maintenance group. */
    static void set(SlopeDraft draft, String key, String fault, boolean open, String reason) {
        SlopeChannel channel = draft.channel(key);
        if (channel.faults().contains(fault) == open) {
            return;
        }
        List<String> faults = new ArrayList<>(channel.faults());
        if (open) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
        draft.put(channel.withFaults(List.copyOf(faults)));
        draft.emit(SlopeDetections.fault(draft, channel, fault, open, reason));
        draft.showNow();
    }

    static String title(String fault) {
        return switch (fault) {
            case CLOCK -> "设备时钟错误";
            case FROZEN -> "读数长时间不变";
            case OFFLINE -> "仪器无数据";
            case SCATTER -> "读数离散过大，停止评估";
            case UNIT -> "读数量纲疑似错误";
            default -> "读数整体跳变，待人工确认";
        };
    }
}
