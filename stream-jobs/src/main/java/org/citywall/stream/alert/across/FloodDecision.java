package org.citywall.stream.alert.across;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.AlertInput;

/**
 * What follows for a seat, in this order: what all members are told, whom it remembers, what single
 * alerts are told, what is written for the parent.
 *
 * @param head what is remembered of the seat
 * @param all what every member that is a part is told; null: nothing. If its parent is empty, all
 *     members are forgotten then
 * @param members members that changed; without a value: forgotten
 * @param verdicts for single alerts
 * @param inputs detections and counts of the parent
 */
public record FloodDecision(
        FloodHead head,
        InhibitVerdict all,
        Map<String, FloodMember> members,
        List<InhibitVerdict> verdicts,
        List<AlertInput> inputs) {}
