package org.citywall.stream.sim;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * The real rules over all groups, with the one timer of each: what the operator does, without it.
 */
final class Judged {
    private static final long INCARNATION = 7;

    private final AlertPolicy policy;
    private final Watch watch;
    private final Map<String, AlertGroupState> groups = new HashMap<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::group));
    private RuleVersions rules = RuleVersions.SHIPPED;

    /** Looks at each step. */
    interface Watch {
        /**
         * A group was judged.
         *
         * @param input what was told to it; null: a timer was due
         */
        void judged(String group, AlertInput input, AlertDecision decision, Instant now);
    }

    private record Due(Instant at, String group) {}

    Judged(AlertPolicy policy, Watch watch) {
        this.policy = policy;
        this.watch = watch;
    }

    void rules(RuleVersions versions) {
        rules = versions;
    }

    Map<String, AlertGroupState> groups() {
        return groups;
    }

    /** Lets time go on, then tells the group. */
    void tell(AlertInput input, Instant now) {
        advanceTo(now);
        String group = input.groupHash();
        AlertGroupState before = groups.getOrDefault(group, AlertGroupState.EMPTY);
        keep(group, input, AlertRule.apply(before, input, now, policy, rules, INCARNATION), now);
    }

    /** Fires every timer up to now, in the order in which they are due. */
    void advanceTo(Instant now) {
        while (!timers.isEmpty() && !timers.peek().at().isAfter(now)) {
            Due due = timers.poll();
            AlertGroupState state = groups.get(due.group());
            if (state != null && due.at().equals(state.nextTimer())) {
                AlertDecision decision =
                        AlertRule.advanceTo(state, due.at(), policy, rules, INCARNATION);
                keep(due.group(), null, decision, due.at());
            }
        }
    }

    private void keep(String group, AlertInput input, AlertDecision decision, Instant now) {
        if (decision.state().isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, decision.state());
        }
        if (decision.nextTimer() != null) {
            timers.add(new Due(decision.nextTimer(), group));
        }
        watch.judged(group, input, decision, now);
    }
}
