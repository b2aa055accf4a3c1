package org.citywall.stream.area.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.area.AreaFires.building;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.area.AreaCells;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaFires;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.area.AreaRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreaFunctionHarnessTest {
    private static final AreaPolicy POLICY = AreaPolicy.defaults();
    private static final SiteRef A = building("A", 300, 300);
    private static final SiteRef B = building("B", 340, 300);
    private static final SiteRef C = building("C", 300, 380);

    private KeyedOneInputStreamOperatorTestHarness<String, AreaFire, AlertInput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = create();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AreaFire, AlertInput> create()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AreaFunction(POLICY)), AreaFire::cell, Types.STRING);
    }

    private void fire(SiteRef site, long atMs) throws Exception {
        Instant at = Instant.ofEpochMilli(atMs);
        Detection detection = AreaFires.fire(site, true, at);
        for (AreaFire fire : AreaRule.inputs(detection, at, POLICY).toList()) {
            harness.processElement(fire, atMs);
        }
    }

    @Test
    void threeBuildingsBecomeAnAlertOfTheTargetGroupOnceTimeHasPassedThem() throws Exception {
        fire(C, 3_000);
        fire(A, 1_000);
        fire(B, 2_000);
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.processWatermark(3_000);

        List<AlertInput> out = harness.extractOutputValues();
        assertThat(out)
                .extracting(input -> input.detection().deviceId())
                .containsExactly("A", "B", "C");
        assertThat(out)
                .extracting(AlertInput::groupHash)
                .containsOnly(AlertInput.of(out.get(0).detection()).groupHash());
    }

    @Test
    void aRestoredStageGoesOnWithWhatItKnew() throws Exception {
        fire(A, 1_000);
        fire(B, 2_000);
        harness.processWatermark(2_000);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = create();
        harness.initializeState(snapshot);
        harness.open();
        fire(C, 3_000);
        harness.processWatermark(3_000);

        assertThat(harness.extractOutputValues()).hasSize(3);
    }

    @Test
    void stateAndTimersAreGoneWhenAllIsOver() throws Exception {
        fire(A, 1_000);
        harness.processWatermark(1_000);
        assertThat(harness.numKeyedStateEntries())
                .isEqualTo(AreaCells.near(A, 2.0 * POLICY.radiusM()).size());

        harness.processWatermark(1_201_000);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
