package org.citywall.stream.alert.across.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.across.LoadChange;
import org.citywall.stream.alert.across.SeatChange;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.AlertRulesOperator;
import org.citywall.stream.alert.flink.AlertsHarness;

/**
 * The rule of groups and all stages across groups, wired as the job does, on one clock: what a
 * stage writes for the log of inputs is read a millisecond later.
 */
@SuppressWarnings("try") // As with every harness: its close may be interrupted.
final class AcrossHarness implements AutoCloseable {
    private final AlertsHarness alerts;
    private final KeyedTwoInputStreamOperatorTestHarness<String, SeatChange, AlertInput, SeatNews>
            parts;
    private final KeyedTwoInputStreamOperatorTestHarness<String, SeatNews, AlertInput, AlertInput>
            floods;
    private final KeyedTwoInputStreamOperatorTestHarness<String, SeatNews, AlertInput, LoadChange>
            loads;
    private final KeyedOneInputStreamOperatorTestHarness<String, InhibitVerdict, AlertInput> sums;
    private final KeyedTwoInputStreamOperatorTestHarness<
                    String, AlertChange, AlertInput, InhibitNews>
            causes;
    private final KeyedOneInputStreamOperatorTestHarness<String, InhibitNews, InhibitVerdict>
            meeting;
    private final KeyedOneInputStreamOperatorTestHarness<String, InhibitVerdict, AlertInput>
            inhibited;

    /** All that was decided, in its order. */
    final List<AlertChange> changes = new ArrayList<>();

    final List<AlertFact> facts = new ArrayList<>();
    final List<LoadChange> shown = new ArrayList<>();
    final List<CommandResult> results = new ArrayList<>();

    /** What a wall that saw every change shows, by alert. */
    final Map<String, Alert> view = new TreeMap<>();

    /** The newest counts of each flood, by parent and begin. */
    final Map<String, FloodSummary> counts = new TreeMap<>();

    /** Time goes on in such steps while there may be a flood, in milliseconds. */
    long step = 1_000;

    private long now;

    AcrossHarness(Instant begin) throws Exception {
        now = begin.toEpochMilli();
        alerts = AlertsHarness.start(AlertGroup.POLICY, 7, null);
        parts =
                two(
                        swept(new SeatPartFunction(), SeatPartFunction.STATE),
                        change -> change.alert().id());
        floods = two(operator(new FloodFunction()), SeatNews::seat);
        loads = two(operator(new LoadFunction()), SeatNews::seat);
        sums = one(new InhibitSumFunction(InhibitSum.About.FLOOD), InhibitVerdict::alertId);
        causes =
                two(
                        swept(new InhibitPartFunction(), InhibitPartFunction.STATE),
                        change -> change.alert().id());
        meeting = one(new InhibitFunction(), news -> news.link().key());
        inhibited =
                one(new InhibitSumFunction(InhibitSum.About.INHIBITION), InhibitVerdict::alertId);
    }

    private static <I, O> CoBroadcastWithKeyedOperator<String, I, AlertInput, O> operator(
            KeyedBroadcastProcessFunction<String, I, AlertInput, O> function) {
        return new CoBroadcastWithKeyedOperator<>(function, List.of(AlertFunction.RULES));
    }

    private static <I, O> CoBroadcastWithKeyedOperator<String, I, AlertInput, O> swept(
            KeyedBroadcastProcessFunction<String, I, AlertInput, O> function, String state) {
        return new AlertRulesOperator<>(function, state, AlertGroup.POLICY.rulesSlice());
    }

    private static <I, O> KeyedTwoInputStreamOperatorTestHarness<String, I, AlertInput, O> two(
            CoBroadcastWithKeyedOperator<String, I, AlertInput, O> operator,
            org.apache.flink.api.java.functions.KeySelector<I, String> key)
            throws Exception {
        var harness =
                new KeyedTwoInputStreamOperatorTestHarness<String, I, AlertInput, O>(
                        operator, key, input -> "", Types.STRING);
        harness.open();
        return harness;
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> one(
            KeyedProcessFunction<String, I, O> function,
            org.apache.flink.api.java.functions.KeySelector<I, String> key)
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, I, O>(
                        new KeyedProcessOperator<>(function), key, Types.STRING);
        harness.open();
        return harness;
    }

    @Override
    public void close() {
        for (AutoCloseable each :
                List.of(alerts, parts, floods, loads, sums, causes, meeting, inhibited)) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    long now() {
        return now;
    }

    void announce(AlertRules rules) throws Exception {
        alerts.announce(rules, now);
        StreamRecord<AlertInput> record = new StreamRecord<>(AlertInput.of(rules), now);
        parts.processElement2(record);
        floods.processElement2(record);
        loads.processElement2(record);
        causes.processElement2(record);
    }

    /** Inputs of one moment, and all that follows from them. */
    void tell(long at, AlertInput... inputs) throws Exception {
        passTo(at);
        now++;
        feed(List.of(inputs));
        settle();
    }

    /** Time goes on, in steps of a second while a flood may count, else at once. */
    void passTo(long at) throws Exception {
        while (now < at) {
            now = Math.min(at, counts.isEmpty() ? at : now + step);
            settle();
            if (floods.numKeyedStateEntries() == 0 && now < at) {
                now = at;
                settle();
            }
        }
    }

    private void feed(List<AlertInput> inputs) throws Exception {
        for (AlertInput input : inputs) {
            if (input.fact() != null) {
                facts.add(input.fact());
            }
            alerts.processElement(input, now);
        }
    }

    /** Until nothing more follows. */
    private void settle() throws Exception {
        for (List<AlertInput> more = cycle(); !more.isEmpty(); more = cycle()) {
            now++;
            feed(more);
        }
    }

    private List<AlertInput> cycle() throws Exception {
        List<AlertInput> back = new ArrayList<>();
        alerts.processWatermark(now);
        for (StreamRecord<? extends AlertChange> change : alerts.extractOutputStreamRecords()) {
            see(change.getValue(), change.getTimestamp());
        }
        alerts.getOutput().clear();
        drain(alerts.getSideOutput(AlertFunction.FORWARDED), back);
        drain(alerts.getSideOutput(AlertFunction.RESULTS), results);
        seats(back);
        inhibition(back);
        return back;
    }

    private void see(AlertChange change, long at) throws Exception {
        changes.add(change);
        if (change.forgotten()) {
            view.remove(change.alert().id());
        } else {
            view.put(change.alert().id(), change.alert());
        }
        if (change.alert().flood() != null) {
            FloodSummary flood = change.alert().flood();
            counts.put(change.alert().id() + flood.since(), flood);
        }
        parts.processElement1(new StreamRecord<>(SeatChange.of(change), at));
        causes.processElement1(new StreamRecord<>(change, at));
    }

    private void seats(List<AlertInput> back) throws Exception {
        parts.processBothWatermarks(new Watermark(now));
        for (SeatNews news : taken(parts.extractOutputValues())) {
            floods.processElement1(new StreamRecord<>(news, now));
            loads.processElement1(new StreamRecord<>(news, now));
        }
        parts.getOutput().clear();
        floods.processBothWatermarks(new Watermark(now));
        loads.processBothWatermarks(new Watermark(now));
        back.addAll(floods.extractOutputValues());
        floods.getOutput().clear();
        shown.addAll(loads.extractOutputValues());
        loads.getOutput().clear();
        List<InhibitVerdict> verdicts = new ArrayList<>();
        drain(floods.getSideOutput(FloodFunction.VERDICTS), verdicts);
        for (InhibitVerdict verdict : verdicts) {
            sums.processElement(new StreamRecord<>(verdict, now));
        }
        sums.processWatermark(now);
        back.addAll(sums.extractOutputValues());
        sums.getOutput().clear();
    }

    private void inhibition(List<AlertInput> back) throws Exception {
        causes.processBothWatermarks(new Watermark(now));
        for (InhibitNews news : taken(causes.extractOutputValues())) {
            meeting.processElement(new StreamRecord<>(news, now));
        }
        causes.getOutput().clear();
        meeting.processWatermark(now);
        for (InhibitVerdict verdict : taken(meeting.extractOutputValues())) {
            inhibited.processElement(new StreamRecord<>(verdict, now));
        }
        meeting.getOutput().clear();
        inhibited.processWatermark(now);
        back.addAll(inhibited.extractOutputValues());
        inhibited.getOutput().clear();
    }

    private static <T> List<T> taken(List<T> values) {
        return List.copyOf(values);
    }

    private static <T> void drain(
            java.util.concurrent.ConcurrentLinkedQueue<StreamRecord<T>> from, List<T> to) {
        if (from != null) {
            from.forEach(record -> to.add(record.getValue()));
            from.clear();
        }
    }

    /**
     * Entries of state and timers of the stages, but for the load, which stays while its seat does.
     */
    int left() {
        return parts.numKeyedStateEntries()
                + parts.numEventTimeTimers()
                + floods.numKeyedStateEntries()
                + floods.numEventTimeTimers()
                + sums.numKeyedStateEntries()
                + causes.numKeyedStateEntries()
                + causes.numEventTimeTimers()
                + meeting.numKeyedStateEntries()
                + inhibited.numKeyedStateEntries();
    }

    int leftOfLoads() {
        return loads.numKeyedStateEntries() + loads.numEventTimeTimers();
    }

    /** Alerts that stand for floods. */
    List<Alert> parents() {
        return view.values().stream().filter(alert -> alert.kind().equals("flood")).toList();
    }

    /** Facts of a kind. */
    List<AlertFact> facts(AlertFact.Kind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    /** The newest load of a seat. */
    LoadChange load() {
        return shown.get(shown.size() - 1);
    }
}
