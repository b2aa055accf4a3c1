package org.citywall.contracts.alertrule;

import org.citywall.contracts.Nullable;

/**
 * What must last before it is believed (ISA-18.2: on-delay, off-delay, deadband). The first rule
 * that matches counts. Detections of level 1 (red) are never delayed.
 *
 * @param id name of the rule
 * @param match which detections
 * @param onDelayS a raise counts when no clear came for so long, in seconds; 0: at once
 * @param offDelayS a clear counts when no raise came for so long, in seconds; 0: at once
 * @param deadbandOf name of a number in the evidence; null: no deadband
 * @param deadband a clear counts at once only if that number is by so much better than when it was
 *     raised, and else when its source was quiet for the {@code quietS} of chatter; a larger value
 *     is worse
 */
public record DelayRule(
        String id,
        AlertMatch match,
        long onDelayS,
        long offDelayS,
        @Nullable String deadbandOf,
        @Nullable Double deadband) {}
