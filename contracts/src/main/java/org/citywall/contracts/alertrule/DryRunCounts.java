package org.citywall.contracts.alertrule;

import java.util.Map;

/**
 * What rules made of a history. An alert counts once in each of the numbers of alerts, however
 * often it was so.
 *
 * @param alerts alerts that were made
 * @param byLevel the same by the gravest level that they had: {@code 1} (red) to {@code 4} (blue)
 * @param byKind the same by kind; of more than 50 kinds the rarest are together under {@code other}
 * @param loud pages that do not wait
 * @param quiet pages that may wait for a digest
 * @param loudTo loud pages by account, post, department or seat; {@code other} as above
 * @param quietTo quiet pages in the same way
 * @param escalations steps of escalations that were told
 * @param inhibited alerts that a cause explained
 * @param flooded alerts that were part of a flood
 * @param chattering alerts whose source came and went too often
 * @param stale alerts that were active for too long
 * @param standing alerts under something announced
 * @param commandsDone commands of people that had their effect
 * @param commandsRefused commands that found their alert in a state in which they mean nothing
 * @param commandsLost commands whose alert there is not
 */
public record DryRunCounts(
        long alerts,
        Map<String, Long> byLevel,
        Map<String, Long> byKind,
        long loud,
        long quiet,
        Map<String, Long> loudTo,
        Map<String, Long> quietTo,
        long escalations,
        long inhibited,
        long flooded,
        long chattering,
        long stale,
        long standing,
        long commandsDone,
        long commandsRefused,
        long commandsLost) {}
