package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.AlertDecision;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * The rules of all groups and the stages behind them, in their loop: what the job does, without its
 * operators. What a group hands on and what a stage finds is told to its group before anything
 * else; in the job it comes back through the log a moment later. Not for several threads.
 */
public final class Chain {
    private final Judged judged;
    private final Judged.Watch watch;
    private final InhibitStage inhibition;
    private final FloodStage floods;
    private final List<Stage> stages;
    private final ArrayDeque<AlertInput> said = new ArrayDeque<>();

    private Instant reached = Instant.EPOCH;

    /** Nothing was told yet. */
    public Chain(AlertPolicy policy, RuleVersions rules, Judged.Watch watch) {
        this(policy, rules, watch, news -> {});
    }

    /**
     * Nothing was told yet.
     *
     * @param seats hears what seats hear, as the load of a seat does
     */
    public Chain(
            AlertPolicy policy, RuleVersions rules, Judged.Watch watch, Consumer<SeatNews> seats) {
        this.watch = watch;
        judged = new Judged(policy, rules, this::see);
        inhibition = new InhibitStage(rules);
        floods = new FloodStage(rules, seats);
        stages = List.of(inhibition, floods);
    }

    /** What is remembered of groups, by hash of the group's key. */
    public Map<String, AlertGroupState> groups() {
        return judged.groups();
    }

    /** Seats that have more than they can bear now. */
    public List<String> flooded() {
        return floods.flooded();
    }

    /** Whether the stages behind the groups remember nothing of any alert. */
    public boolean hasQuietStages() {
        return inhibition.isEmpty() && floods.isEmpty();
    }

    /** Lets time go on, then tells the group, and all that follows from it. */
    public void tell(AlertInput input, Instant now) {
        advanceTo(now);
        reached = now;
        judged.tell(input, now);
        drain(now);
    }

    /** Lets what is due up to then happen, in order. */
    public void advanceTo(Instant now) {
        for (Instant due = nextDue(); due != null && !due.isAfter(now); due = nextDue()) {
            Instant at = due.isBefore(reached) ? reached : due; // time never goes back
            reached = at;
            judged.advanceTo(at);
            stages.forEach(stage -> stage.advanceTo(at, said::add));
            drain(at);
        }
    }

    @Nullable
    private Instant nextDue() {
        Instant first = judged.nextDue();
        for (Stage stage : stages) {
            Instant due = stage.nextDue();
            first = first == null || (due != null && due.isBefore(first)) ? due : first;
        }
        return first;
    }

    private void drain(Instant now) {
        for (AlertInput next = said.poll(); next != null; next = said.poll()) {
            judged.tell(next, now);
        }
    }

    private void see(
            String group,
            AlertInput input,
            AlertGroupState before,
            AlertDecision decision,
            Instant now) {
        watch.judged(group, input, before, decision, now);
        for (AlertChange change : decision.changes()) {
            stages.forEach(stage -> stage.see(change, now, said::add));
        }
        said.addAll(decision.forwarded());
    }
}
