package org.citywall.stream.alert.across.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.flink.AlertRulesOperator;

/** The three operators of inhibition behind each other, as the job has them. */
@SuppressWarnings("try") // As with every harness: its close may be interrupted.
public final class InhibitStages implements AutoCloseable {
    private static final int SLICE = 1_000;

    final KeyedTwoInputStreamOperatorTestHarness<String, AlertChange, AlertInput, InhibitNews>
            parts;
    final KeyedOneInputStreamOperatorTestHarness<String, InhibitNews, InhibitVerdict> meeting;
    final KeyedOneInputStreamOperatorTestHarness<String, InhibitVerdict, AlertInput> sums;
    private final CountedStates states = new CountedStates();
    private long verdicts;

    /**
     * Where the three were.
     *
     * @param parts by alert
     * @param meeting by rule and equal values
     * @param sums by target
     */
    public record Snapshot(
            OperatorSubtaskState parts, OperatorSubtaskState meeting, OperatorSubtaskState sums) {}

    private InhibitStages() throws Exception {
        parts =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new AlertRulesOperator<>(
                                new InhibitPartFunction(), InhibitPartFunction.STATE, SLICE),
                        change -> change.alert().id(),
                        input -> "",
                        Types.STRING);
        InhibitFunction inhibit = new InhibitFunction();
        meeting =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(inhibit),
                        news -> news.link().key(),
                        Types.STRING);
        meeting.setup();
        inhibit.setRuntimeContext(states.of(inhibit.getRuntimeContext()));
        sums =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new InhibitSumFunction(InhibitSum.About.INHIBITION)),
                        InhibitVerdict::alertId,
                        Types.STRING);
    }

    /** Running ones; from a snapshot, if there is one. */
    public static InhibitStages start(Snapshot from) throws Exception {
        InhibitStages stages = new InhibitStages();
        if (from != null) {
            stages.parts.initializeState(from.parts());
            stages.meeting.initializeState(from.meeting());
            stages.sums.initializeState(from.sums());
        }
        stages.parts.open();
        stages.meeting.open();
        stages.sums.open();
        return stages;
    }

    public Snapshot snapshot() throws Exception {
        return new Snapshot(parts.snapshot(1, 1), meeting.snapshot(1, 1), sums.snapshot(1, 1));
    }

    /** An alert changes. */
    public void see(AlertChange change, long at) throws Exception {
        parts.processElement1(new StreamRecord<>(change, at));
    }

    /** A version of the rules arrives. */
    public void announce(AlertRules rules, long at) throws Exception {
        parts.processElement2(new StreamRecord<>(AlertInput.of(rules), at));
    }

    /** Time goes on: the facts that follow, in the order in which they were made. */
    public List<AlertFact> passTo(long at) throws Exception {
        parts.processBothWatermarks(new Watermark(at));
        for (InhibitNews news : take(parts.extractOutputValues())) {
            meeting.processElement(new StreamRecord<>(news, at));
        }
        parts.getOutput().clear();
        meeting.processWatermark(at);
        for (InhibitVerdict verdict : take(meeting.extractOutputValues())) {
            verdicts++;
            sums.processElement(new StreamRecord<>(verdict, at));
        }
        meeting.getOutput().clear();
        sums.processWatermark(at);
        List<AlertFact> facts = sums.extractOutputValues().stream().map(AlertInput::fact).toList();
        sums.getOutput().clear();
        return facts;
    }

    /** A revision of an alert of site B-1. */
    public static AlertChange change(
            String id, String kind, int level, boolean active, String response) {
        Map<String, Object> alert = new HashMap<>();
        alert.put("id", id);
        alert.put("class", "maintenance");
        alert.put("domain", "fire");
        alert.put("kind", kind);
        alert.put("level", level);
        alert.put("condition", active ? "active" : "cleared");
        alert.put("response", response);
        alert.put("sources", List.of());
        alert.put("evidence", Map.of());
        alert.put("site", Map.of("id", "B-1", "name", "一号楼"));
        return new AlertChange(Json.mapper().convertValue(alert, Alert.class), null, false);
    }

    /** How often a target was told something so far. */
    long verdicts() {
        return verdicts;
    }

    /** How often the state was touched in which causes and targets meet. */
    long touched() {
        return states.touched();
    }

    /** Keyed states of all three. */
    public int states() {
        return parts.numKeyedStateEntries()
                + meeting.numKeyedStateEntries()
                + sums.numKeyedStateEntries();
    }

    /** Timers of all three. */
    public int timers() {
        return parts.numEventTimeTimers()
                + meeting.numEventTimeTimers()
                + sums.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        parts.close();
        meeting.close();
        sums.close();
    }

    private static <T> List<T> take(List<? extends T> values) {
        return new ArrayList<>(values);
    }
}
