package org.citywall.stream.fire.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.log.flink.PauseOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FireFunctionHarnessTest {
    private static final long DAY_MS = 24 * 3600 * 1000L;

    private KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = create();
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> create()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new PauseOperator<>(
                        new FireFunction(FirePolicy.defaults()),
                        FirePolicy.defaults().standstill()),
                FireInput::key,
                Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aPressComesOutAsADetectionOfItsGroup() throws Exception {
        harness.processElement(input("1", FireSignalKind.PRESS, true), 1_000);

        List<AlertInput> out = harness.extractOutputValues();
        assertThat(out).hasSize(1);
        assertThat(out.get(0).kind()).isEqualTo(AlertInput.Kind.DETECTION);
        assertThat(out.get(0).detection().kind()).isEqualTo("press");
    }

    @Test
    void aCanaryPassesAndLeavesNothing() throws Exception {
        Canary canary = new Canary("g1", 1, 0, "00112233445566ff", Instant.EPOCH);
        harness.processElement(FireInput.of(canary), 1_000);

        assertThat(harness.extractOutputValues()).containsExactly(AlertInput.of(canary));
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aRepeatedPressGoesToTheOutcomes() throws Exception {
        harness.processElement(input("1", FireSignalKind.PRESS, true), 1_000);
        harness.processElement(input("1", FireSignalKind.PRESS, true), 2_000);

        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(harness.getSideOutput(FireFunction.OUTCOMES)).hasSize(1);
    }

    @Test
    void aTestThatIsRegisteredBeforeAPressMakesItADrillAndLeavesNothingBehind() throws Exception {
        TestWindow window =
                new TestWindow(
                        "w",
                        "B-1",
                        List.of(),
                        Instant.EPOCH,
                        Instant.ofEpochSecond(60),
                        "lead",
                        "王工",
                        "季度测试",
                        false);
        harness.processElement(FireInput.of(window, null), 500);
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        harness.processElement(input("1", FireSignalKind.PRESS, true), 1_000);

        assertThat(harness.extractOutputValues())
                .extracting(out -> out.detection().kind())
                .containsExactly("drill");
        assertThat(harness.getSideOutput(FireFunction.OUTCOMES)).hasSize(1);

        harness.processWatermark(120_001);
        assertThat(harness.extractOutputValues())
                .extracting(out -> out.detection().kind() + " " + out.detection().raised())
                .containsExactly("drill true", "drill-unrestored true", "drill false");
    }

    @Test
    void aRegisteredTestSurvivesARestore() throws Exception {
        TestWindow window =
                new TestWindow(
                        "w",
                        "B-1",
                        List.of(),
                        Instant.EPOCH,
                        Instant.ofEpochSecond(60),
                        "lead",
                        "王工",
                        "季度测试",
                        false);
        harness.processElement(FireInput.of(window, null), 500);
        harness.processElement(input("1", FireSignalKind.PRESS, true), 1_000);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        close();
        harness = create();
        harness.initializeState(snapshot);
        harness.open();

        harness.processElement(input("2", FireSignalKind.ALARM, true), 2_000);

        assertThat(harness.extractOutputValues())
                .extracting(out -> out.detection().kind())
                .containsExactlyInAnyOrder("press", "drill", "detector");
    }

    @Test
    void aThousandHeartbeatsKeepOneTimer() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            harness.processElement(input("h" + i, FireSignalKind.HEARTBEAT, true), 1_000 + i);
        }

        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        assertThat(harness.getSideOutput(FireFunction.STATUSES)).hasSize(1);
    }

    @Test
    void theTimerFindsTheSilentDevice() throws Exception {
        harness.processElement(input("h", FireSignalKind.HEARTBEAT, true), 0);
        harness.processWatermark(179_999);
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.processWatermark(180_200);

        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(statuses()).extracting(DeviceStatus::online).containsExactly(true, false);
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void aWatermarkThatJumpsIsATimeThatStoodStill() throws Exception {
        harness.processElement(input("h", FireSignalKind.HEARTBEAT, true), 0);
        harness.processWatermark(170_000);
        harness.processWatermark(900_000);
        assertThat(harness.extractOutputValues()).isEmpty();

        for (long ms = 900_250; ms <= 1_080_000; ms += 250) {
            harness.processWatermark(ms);
        }
        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void stateAndTimersOfAnUnregisteredDeviceAreGoneAfterADay() throws Exception {
        harness.processElement(input("1", FireSignalKind.PRESS, false), 0);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

        harness.processWatermark(DAY_MS);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void theEndOfABoundedInputIsNotTheEndOfTime() throws Exception {
        harness.processElement(input("h", FireSignalKind.HEARTBEAT, true), 0);
        harness.processWatermark(Long.MAX_VALUE);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(statuses()).hasSize(1);
    }

    private List<DeviceStatus> statuses() {
        return harness.getSideOutput(FireFunction.STATUSES).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private static FireInput input(String id, FireSignalKind kind, boolean registered) {
        SiteRef site = registered ? new SiteRef("B-1", "一号楼", 114, 22.7) : null;
        return FireInput.of(
                new FireSignal(
                        id,
                        "urn:panel",
                        "D1",
                        null,
                        kind,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        site,
                        null,
                        null,
                        registered,
                        false),
                null);
    }
}
