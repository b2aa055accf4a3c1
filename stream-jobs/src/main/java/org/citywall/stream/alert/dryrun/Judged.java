package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * The rules over all groups, with the one timer of each: what the operator does, without it. Not
 * for several threads.
 */
public final class Judged {
    private static final long INCARNATION = 7;

    private final AlertPolicy policy;
    private final RuleVersions rules;
    private final Watch watch;
    private final Map<String, AlertGroupState> groups = new HashMap<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::group));

    /** Looks at each step. */
    @FunctionalInterface
    public interface Watch {
        /**
         * A group was judged.
         *
         * @param group hash of its key
         * @param input what was told to it; null: a timer was due
         * @param before what was remembered before
         * @param now event time
         */
        void judged(
                String group,
                @Nullable AlertInput input,
                AlertGroupState before,
                AlertDecision decision,
                Instant now);
    }

    private record Due(Instant at, String group) {}

    /** Nothing was told yet. */
    public Judged(AlertPolicy policy, RuleVersions rules, Watch watch) {
        this.policy = policy;
        this.rules = rules;
        this.watch = watch;
    }

    /** What is remembered, by hash of the group's key. */
    public Map<String, AlertGroupState> groups() {
        return groups;
    }

    /** When the next timer is due; null: none is. */
    @Nullable
    public Instant nextDue() {
        while (!timers.isEmpty()) {
            Due due = timers.peek();
            AlertGroupState state = groups.get(due.group());
            if (state != null && due.at().equals(state.nextTimer())) {
                return due.at();
            }
            timers.poll(); // another has taken its place
        }
        return null;
    }

    /** Lets time go on, then tells the group. */
    public void tell(AlertInput input, Instant now) {
        advanceTo(now);
        String group = input.groupHash();
        AlertGroupState before = groups.getOrDefault(group, AlertGroupState.EMPTY);
        AlertDecision decision = AlertRule.apply(before, input, now, policy, rules, INCARNATION);
        keep(group, before, decision);
        watch.judged(group, input, before, decision, now);
    }

    /** Fires every timer up to now, in the order in which they are due. */
    public void advanceTo(Instant now) {
        for (Instant at = nextDue(); at != null && !at.isAfter(now); at = nextDue()) {
            String group = timers.poll().group();
            AlertGroupState before = groups.get(group);
            AlertDecision decision = AlertRule.advanceTo(before, at, policy, rules, INCARNATION);
            keep(group, before, decision);
            watch.judged(group, null, before, decision, at);
        }
    }

    private void keep(String group, AlertGroupState before, AlertDecision decision) {
        if (decision.state().isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, decision.state());
        }
        Instant next = decision.nextTimer();
        boolean waits = before.nextTimer() != null && before.nextTimer().equals(next);
        if (next != null && !waits) {
            timers.add(new Due(next, group));
        }
    }
}
