package org.citywall.stream.alert.across.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.AlertsHarness;

/**
 * The rule of a group and the stages of inhibition in their loop: what is handed on and what the
 * stages find comes back a millisecond later, as it does over the log.
 */
@SuppressWarnings("try") // As with every harness: its close may be interrupted.
public final class AlertLoop implements AutoCloseable {
    private final AlertPolicy policy;
    private AlertsHarness alerts;
    private InhibitStages stages;
    private long now;
    private final List<AlertChange> changes = new ArrayList<>();
    private final List<AlertFact> facts = new ArrayList<>();
    private final List<AlertInput> pending = new ArrayList<>();
    private final List<Logged> log = new ArrayList<>();

    /**
     * What lies on the log.
     *
     * @param at its time, in milliseconds
     * @param input what it says
     */
    public record Logged(long at, AlertInput input) {}

    private AlertLoop(AlertPolicy policy) {
        this.policy = policy;
    }

    /** A running one under these rules. */
    public static AlertLoop start(AlertPolicy policy, AlertRules rules, long now) throws Exception {
        AlertLoop loop = new AlertLoop(policy);
        loop.alerts = AlertsHarness.start(policy, 7, null);
        loop.stages = InhibitStages.start(null);
        loop.now = now;
        loop.announce(rules);
        return loop;
    }

    /** A version of the rules arrives. */
    public void announce(AlertRules rules) throws Exception {
        alerts.announce(rules, now);
        stages.announce(rules, now);
    }

    /** An input arrives, at its own time; time goes on with {@link #passTo}. */
    public void tell(AlertInput input, long at) throws Exception {
        now = Math.max(now, at);
        log.add(new Logged(at, input));
        alerts.processElement(input, at);
        drain();
    }

    /** Time goes on until the loop is at rest, a millisecond for each round. */
    public void passTo(long at) throws Exception {
        now = Math.max(now, at);
        for (int idle = 0; idle < 2; now++) {
            List<AlertInput> back = pass();
            idle = back.isEmpty() ? idle + 1 : 0;
            for (AlertInput each : back) {
                log.add(new Logged(now + 1, each));
                alerts.processElement(each, now + 1);
            }
        }
    }

    /** Ends, and goes on from its checkpoint. */
    public void restart() throws Exception {
        OperatorSubtaskState checkpoint = alerts.snapshot(1, 1);
        InhibitStages.Snapshot snapshot = stages.snapshot();
        close();
        alerts = AlertsHarness.start(policy, 7, checkpoint);
        stages = InhibitStages.start(snapshot);
    }

    public long now() {
        return now;
    }

    /** Every change so far. */
    public List<AlertChange> changes() {
        return changes;
    }

    /** What the stages found so far. */
    public List<AlertFact> facts() {
        return facts;
    }

    /** What came in so far, what came back included. */
    public List<Logged> log() {
        return log;
    }

    /** Keyed states of all operators. */
    public int states() {
        return alerts.numKeyedStateEntries() + stages.states();
    }

    /** Timers of all operators. */
    public int timers() {
        return alerts.numEventTimeTimers() + stages.timers();
    }

    private List<AlertInput> pass() throws Exception {
        alerts.processWatermark(now);
        drain();
        List<AlertInput> back = new ArrayList<>(pending);
        pending.clear();
        for (AlertFact fact : stages.passTo(now)) {
            facts.add(fact);
            back.add(AlertInput.of(fact));
        }
        return back;
    }

    private void drain() throws Exception {
        for (StreamRecord<? extends AlertChange> each : alerts.extractOutputStreamRecords()) {
            changes.add(each.getValue());
            stages.see(each.getValue(), each.getTimestamp());
        }
        alerts.getOutput().clear();
        Queue<StreamRecord<AlertInput>> forwarded = alerts.getSideOutput(AlertFunction.FORWARDED);
        if (forwarded != null) {
            forwarded.forEach(each -> pending.add(each.getValue()));
            forwarded.clear();
        }
    }

    @Override
    public void close() throws Exception {
        alerts.close();
        stages.close();
    }
}
