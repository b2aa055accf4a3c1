package org.citywall.stream.alert.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.POLICY;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.slope;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.Judging;
import org.junit.jupiter.api.Test;

/** A version of the rules reaches open alerts by one sweep, and begins when it says. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class AnnouncedHarnessTest {
    /** Judges from 300 s; announces a silence from 0 to 3,000 s. */
    private static final AlertRules SILENT =
            Judging.version(
                    2,
                    at(300),
                    ("{'standing':[{'id':'s1','kind':'silence','match':{},'from':'%s','until':'%s',"
                                    + "'reason':'检修','by':'liming'}]}")
                            .formatted(at(0), at(3_000)));

    @Test
    void itBeginsAndEndsToTheMillisecondAndNothingAsksBetween() throws Exception {
        try (var harness = AlertsHarness.start(POLICY, 1, null)) {
            send(harness, 0, fault("f1"));
            announce(harness, SILENT, 100);
            pass(harness, 101);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            pass(harness, 299.999);
            assertThat(harness.extractOutputValues()).hasSize(1);
            pass(harness, 300);
            pass(harness, 2_999.999);
            assertThat(harness.extractOutputValues()).hasSize(2);
            pass(harness, 3_000);

            assertThat(told(harness)).containsExactly("raised 0", "standing 300", "standing 3000");
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void whenTheVersionArrivesAndWhereTheJobRestartsChangesNothing() throws Exception {
        List<String> expected = run(-1, -1);
        assertThat(expected)
                .contains("standing 300", "joined 301", "standing 3000")
                .isEqualTo(run(100, -1))
                .isEqualTo(run(299, -1));
        for (int restart : new int[] {1, 100, 101, 298, 300, 302}) {
            assertThat(run(-1, restart)).as("restart at %d", restart).isEqualTo(expected);
            assertThat(run(100, restart)).as("restart at %d", restart).isEqualTo(expected);
        }
    }

    /**
     * Two alerts open at 0 s; one changes a second after the version began.
     *
     * @param arrival when the version arrives; -1: before the alerts
     * @param restart second behind which the job restarts; -1: never
     */
    private static List<String> run(int arrival, int restart) throws Exception {
        List<String> told = new ArrayList<>();
        AlertsHarness harness = AlertsHarness.start(POLICY, 1, 1, null);
        try {
            if (arrival < 0) {
                announce(harness, SILENT, 0);
            }
            for (int second = 0; second <= 3_001; second++) {
                if (second == 0) {
                    send(harness, 0, fault("f1"));
                    send(harness, 0, slope("s1", Level.YELLOW, null));
                }
                if (second == arrival) {
                    announce(harness, SILENT, second);
                }
                if (second == 301) {
                    send(harness, second, slope("s2", Level.ORANGE, null));
                }
                pass(harness, second);
                if (second == restart) {
                    told.addAll(told(harness));
                    OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
                    harness.close();
                    harness = AlertsHarness.start(POLICY, 1, 1, checkpoint);
                }
            }
            told.addAll(told(harness));
        } finally {
            harness.close();
        }
        return told.stream().sorted().toList();
    }

    @Test
    void groupsLearnOfItInSlicesAndWhatComesLateIsDatedAsItWasDue() throws Exception {
        try (var harness = AlertsHarness.start(POLICY, 1, 1, null)) {
            send(harness, 0, fault("f1"));
            send(harness, 0, slope("s1", Level.YELLOW, null));
            announce(harness, SILENT, 299);
            assertThat(harness.isSweeping()).isTrue();
            pass(harness, 400);
            assertThat(harness.isSweeping()).as("one of two").isTrue();
            pass(harness, 401);

            assertThat(harness.isSweeping()).isFalse();
            assertThat(told(harness))
                    .containsExactly("raised 0", "raised 0", "standing 300", "standing 300");
        }
    }

    @Test
    void aSweepThatWasUnderWayBeginsAnewAndOneThatHadEndedDoesNot() throws Exception {
        OperatorSubtaskState under;
        OperatorSubtaskState after;
        try (var harness = AlertsHarness.start(POLICY, 1, 1, null)) {
            send(harness, 0, fault("f1"));
            send(harness, 0, slope("s1", Level.YELLOW, null));
            announce(harness, SILENT, 10);
            pass(harness, 11);
            under = harness.snapshot(1, 1);
            pass(harness, 12);
            after = harness.snapshot(2, 2);
        }
        try (var harness = AlertsHarness.start(POLICY, 1, 2, under)) {
            assertThat(harness.isSweeping()).isTrue();
            pass(harness, 13);
            pass(harness, 14);
            pass(harness, 300);
            assertThat(told(harness)).containsExactly("standing 300", "standing 300");
        }
        try (var harness = AlertsHarness.start(POLICY, 1, 2, after)) {
            assertThat(harness.isSweeping()).isFalse();
            announce(harness, SILENT, 15);
            assertThat(harness.isSweeping()).as("known already").isFalse();
            announce(harness, Judging.version(3, at(200), "{}"), 16);
            assertThat(harness.isSweeping()).as("it begins before the other").isTrue();
        }
    }

    @Test
    void anAlertThatClosesBeforeTheVersionBeginsLeavesNoTimerForIt() throws Exception {
        try (var harness = AlertsHarness.start(POLICY, 1, null)) {
            send(harness, 0, fault("f1"));
            AlertChange raised = harness.extractOutputValues().get(0);
            announce(harness, SILENT, 1);
            pass(harness, 2);
            harness.processElement(
                    AlertInput.of(command("c1", raised.alert().id(), AlertAction.ACKNOWLEDGE)),
                    at(3).toEpochMilli());
            harness.processElement(
                    AlertInput.of(command("c2", raised.alert().id(), AlertAction.CLOSE)),
                    at(4).toEpochMilli());

            assertThat(harness.numEventTimeTimers()).as("to forget it").isEqualTo(1);
            pass(harness, 4 + 86_399);
            assertThat(told(harness)).containsExactly("raised 0", "acknowledge 3", "close 4");
            pass(harness, 4 + 86_400);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    private static void send(AlertsHarness harness, double second, Detection detection)
            throws Exception {
        harness.processElement(AlertInput.of(detection), at(second).toEpochMilli());
    }

    private static void announce(AlertsHarness harness, AlertRules rules, double second)
            throws Exception {
        harness.announce(rules, at(second).toEpochMilli());
    }

    private static void pass(AlertsHarness harness, double second) throws Exception {
        harness.processWatermark(at(second).toEpochMilli());
    }

    private static List<String> told(AlertsHarness harness) {
        return harness.extractOutputValues().stream()
                .map(
                        change ->
                                change.entry().action()
                                        + " "
                                        + (change.alert().updatedAt().toEpochMilli()
                                                        - at(0).toEpochMilli())
                                                / 1000)
                .toList();
    }
}
