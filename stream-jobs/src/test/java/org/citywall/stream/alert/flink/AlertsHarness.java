package org.citywall.stream.alert.flink;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertPolicy;

/** {@link AlertFunction} with its two inputs: what groups are told, and versions of the rules. */
@SuppressWarnings("try") // As with every harness: its close may be interrupted.
public final class AlertsHarness
        extends KeyedTwoInputStreamOperatorTestHarness<
                String, AlertInput, AlertInput, AlertChange> {
    private AlertsHarness(AlertPolicy policy, int slice, long incarnation) throws Exception {
        super(
                new AlertRulesOperator<>(
                        new AlertFunction(policy, subtask -> incarnation),
                        AlertFunction.STATE,
                        slice),
                AlertInput::groupHash,
                input -> "",
                Types.STRING);
    }

    /** A running one; from a checkpoint, if there is one. */
    public static AlertsHarness start(
            AlertPolicy policy, long incarnation, OperatorSubtaskState checkpoint)
            throws Exception {
        return start(policy, policy.rulesSlice(), incarnation, checkpoint);
    }

    /** The same that lets so many groups learn of new rules per step of time. */
    static AlertsHarness start(
            AlertPolicy policy, int slice, long incarnation, OperatorSubtaskState checkpoint)
            throws Exception {
        AlertsHarness harness = new AlertsHarness(policy, slice, incarnation);
        if (checkpoint != null) {
            harness.initializeState(checkpoint);
        }
        harness.open();
        return harness;
    }

    /** An input of a group. */
    public void processElement(AlertInput input, long timestamp) throws Exception {
        processElement1(new StreamRecord<>(input, timestamp));
    }

    /** A version of the rules arrives. */
    public void announce(AlertRules rules, long timestamp) throws Exception {
        processElement2(new StreamRecord<>(AlertInput.of(rules), timestamp));
    }

    /** Whether there are groups that have yet to learn of the newest rules. */
    boolean isSweeping() {
        return ((AlertRulesOperator<?, ?>) getOperator()).isSweeping();
    }

    /** Time goes on for both inputs. */
    public void processWatermark(long timestamp) throws Exception {
        processBothWatermarks(new Watermark(timestamp));
    }
}
