package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.flink.AlertFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three operators of inhibition behind each other, under the rules of the release. */
class InhibitHarnessTest {
    private static final String CAUSE = Ids.alertId(Ids.groupHash("cause"), "1");
    private static final String OTHER = Ids.alertId(Ids.groupHash("other"), "1");
    private static final String TARGET = Ids.alertId(Ids.groupHash("target"), "1");
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private KeyedTwoInputStreamOperatorTestHarness<String, AlertChange, AlertInput, InhibitNews>
            parts;
    private KeyedOneInputStreamOperatorTestHarness<String, InhibitNews, InhibitVerdict> meeting;
    private KeyedOneInputStreamOperatorTestHarness<String, InhibitVerdict, AlertInput> sums;
    private long now = START;

    @BeforeEach
    void open() throws Exception {
        parts =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new InhibitPartFunction(), List.of(AlertFunction.RULES)),
                        change -> change.alert().id(),
                        input -> "",
                        Types.STRING);
        meeting =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new InhibitFunction()),
                        news -> news.link().key(),
                        Types.STRING);
        sums =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new InhibitSumFunction(InhibitSum.About.INHIBITION)),
                        InhibitVerdict::alertId,
                        Types.STRING);
        parts.open();
        meeting.open();
        sums.open();
    }

    @AfterEach
    void close() throws Exception {
        parts.close();
        meeting.close();
        sums.close();
    }

    @Test
    void aTargetIsInhibitedWhicheverCameFirstAndReleasedWhenTheCauseClears() throws Exception {
        see(TARGET, "offline", 3, true, "unacknowledged");
        assertThat(facts()).isEmpty();
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(OTHER, "offline", 3, true, "unacknowledged");
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "inhibited " + TARGET + " " + CAUSE, "inhibited " + OTHER + " " + CAUSE);

        see(CAUSE, "power-cut", 2, false, "unacknowledged");
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "released " + TARGET + " " + CAUSE, "released " + OTHER + " " + CAUSE);
    }

    @Test
    void theNextCauseTakesOverBeforeTheTargetIsReleased() throws Exception {
        see(TARGET, "offline", 3, true, "unacknowledged");
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(OTHER, "power-cut", 2, true, "unacknowledged");
        facts();

        see(CAUSE, "power-cut", 2, false, "unacknowledged");
        assertThat(facts()).containsExactly("inhibited " + TARGET + " " + OTHER);
        see(OTHER, "power-cut", 2, true, "closed");
        assertThat(facts()).containsExactly("released " + TARGET + " " + OTHER);
    }

    @Test
    void whatBecomesRedIsReleasedAtOnceAndRedIsNeverInhibited() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 2, true, "unacknowledged");
        facts();

        see(TARGET, "offline", 1, true, "unacknowledged");
        assertThat(facts()).containsExactly("released " + TARGET + " " + CAUSE);
        see(OTHER, "offline", 1, true, "unacknowledged");
        assertThat(facts()).isEmpty();
    }

    @Test
    void rulesDecideAnewWhenTheyBeginToJudge() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        facts();

        announce(without(START + 60_000));
        pass(START + 59_999);
        assertThat(facts()).isEmpty();
        pass(START + 60_000);
        assertThat(facts()).containsExactly("released " + TARGET + " " + CAUSE);
    }

    @Test
    void closedAlertsLeaveNoStateAndNoTimer() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        see(TARGET, "offline", 3, true, "unacknowledged");
        pass(START + 60_000);
        see(TARGET, "offline", 3, true, "closed");
        see(CAUSE, "power-cut", 2, true, "closed");
        facts();

        assertThat(parts.numKeyedStateEntries()).isZero();
        assertThat(parts.numEventTimeTimers()).isZero();
        assertThat(meeting.numKeyedStateEntries()).isZero();
        assertThat(sums.numKeyedStateEntries()).isZero();
    }

    @Test
    void twentyThousandTargetsOfOneCauseCostOneFactEach() throws Exception {
        see(CAUSE, "power-cut", 2, true, "unacknowledged");
        for (int i = 0; i < 20_000; i++) {
            add(Ids.alertId(Ids.groupHash("g" + i), "1"), "offline", 3, true, "unacknowledged");
        }
        pass(now + 1);
        assertThat(facts()).hasSize(20_000).doesNotHaveDuplicates();
    }

    private void see(String id, String kind, int level, boolean active, String response)
            throws Exception {
        add(id, kind, level, active, response);
        pass(now);
    }

    private void add(String id, String kind, int level, boolean active, String response)
            throws Exception {
        now++;
        Alert alert =
                Json.mapper()
                        .convertValue(
                                Map.of(
                                        "id",
                                        id,
                                        "class",
                                        "maintenance",
                                        "domain",
                                        "fire",
                                        "kind",
                                        kind,
                                        "level",
                                        level,
                                        "condition",
                                        active ? "active" : "cleared",
                                        "response",
                                        response,
                                        "sources",
                                        List.of(),
                                        "evidence",
                                        Map.of(),
                                        "site",
                                        Map.of("id", "B-1", "name", "一号楼")),
                                Alert.class);
        parts.processElement1(new StreamRecord<>(new AlertChange(alert, null, false), now));
    }

    private void announce(AlertRules rules) throws Exception {
        parts.processElement2(new StreamRecord<>(AlertInput.of(rules), now));
    }

    private void pass(long at) throws Exception {
        now = at;
        parts.processBothWatermarks(new Watermark(at));
    }

    /** What came out since it was last asked for. */
    private List<String> facts() throws Exception {
        for (InhibitNews news : parts.extractOutputValues()) {
            meeting.processElement(new StreamRecord<>(news, now));
        }
        parts.getOutput().clear();
        for (InhibitVerdict verdict : meeting.extractOutputValues()) {
            sums.processElement(new StreamRecord<>(verdict, now));
        }
        meeting.getOutput().clear();
        List<String> facts = new ArrayList<>();
        for (AlertInput input : sums.extractOutputValues()) {
            AlertFact fact = input.fact();
            String kind = fact.kind() == AlertFact.Kind.INHIBITED ? "inhibited " : "released ";
            facts.add(kind + fact.alertId() + " " + fact.by());
        }
        sums.getOutput().clear();
        return facts;
    }

    private static AlertRules without(long from) {
        AlertRules r = AlertRulesReader.shipped();
        return new AlertRules(
                2,
                r.by(),
                null,
                Instant.ofEpochMilli(START),
                Instant.ofEpochMilli(from),
                r.groups(),
                List.of(),
                r.delays(),
                r.chatter(),
                r.staleAfterS(),
                r.flood(),
                r.escalations(),
                r.standing());
    }
}
