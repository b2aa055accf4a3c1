package org.citywall.stream.alert.flink;

import java.util.Map;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.flink.SweepOperator;

/**
 * Runs a function that versions of the rules of alerts judge, and lets it look at each of its
 * alerts once when it has heard of a version, so that nothing need ask again and again.
 *
 * <p>The look does not decide. It only lets the alert expect the moment at which the version begins
 * to judge, as an alert does by itself that changes after the version became known. What is decided
 * then follows from event time alone, in whatever order things arrive:
 *
 * <ul>
 *   <li>A version is on each partition before anything of the time at which it begins, and an input
 *       or a watermark of that time finds it here ({@link AlertFunction}). So it is known before
 *       the alert's time reaches its begin, and every decision of that time and later sees it.
 *   <li>If the alert was looked at in time, its timer is due exactly at the begin.
 *   <li>If the sweep comes later than the begin, or an input overtakes it, the rule finds that
 *       another version than the last has begun meanwhile and takes the decision of that moment
 *       first, dated as it is: the same decision, at most found later.
 *   <li>A version that begins before its own announcement (the log of an earlier time was cut off)
 *       is looked at as of the newest revision, never before it; this can differ in a replay, and
 *       only this.
 *   <li>After a restart the timers are those of the checkpoint; a sweep that had not ended, or
 *       state of a release that did not sweep, begins anew, and to expect a moment twice is to
 *       expect it once.
 * </ul>
 */
public final class AlertRulesOperator<IN, OUT> extends SweepOperator<IN, AlertInput, OUT> {
    private static final long serialVersionUID = 1L;

    /**
     * @param function judges by {@link AlertFunction#RULES}
     * @param state name of the keyed state whose keys are looked at
     * @param slice alerts per step of time
     */
    public AlertRulesOperator(
            KeyedBroadcastProcessFunction<String, IN, AlertInput, OUT> function,
            String state,
            int slice) {
        super(function, AlertFunction.RULES, state, slice);
    }

    /** Numbers do not rise with the time of effect, so all that are known count. */
    @Override
    protected long version() throws Exception {
        long sum = 1;
        for (Map.Entry<Long, byte[]> each :
                getOperatorStateBackend().getBroadcastState(AlertFunction.RULES).entries()) {
            long mixed = each.getKey() * 0x9E3779B97F4A7C15L; // Unlike sets have unlike sums.
            sum += mixed ^ (mixed >>> 32);
        }
        return sum;
    }
}
