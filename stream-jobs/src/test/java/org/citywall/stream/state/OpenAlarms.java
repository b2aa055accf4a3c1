package org.citywall.stream.state;

import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.slope;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.flink.AlertsHarness;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaFires;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.area.AreaRule;
import org.citywall.stream.area.flink.AreaFunction;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.fire.flink.FireFunction;
import org.citywall.stream.log.flink.PauseOperator;

/**
 * The three functions in the middle of alarms: what a stored snapshot holds, and how to go on from
 * it. What a snapshot holds may grow with what the rules remember; it must never shrink.
 */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
final class OpenAlarms {
    static final String ALERT = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1");
    static final String SLOPE = Ids.alertId(Ids.groupHash("slope/alarm/S-1"), "s1");
    static final SiteRef B1 = new SiteRef("B-1", "一号楼", 114.0, 22.7);
    static final SiteRef B2 = new SiteRef("B-2", "二号楼", 114.1, 22.7);
    static final SiteRef[] NEIGHBOURS = {
        AreaFires.building("A", 300, 300),
        AreaFires.building("B", 340, 300),
        AreaFires.building("C", 300, 380)
    };

    private OpenAlarms() {}

    /**
     * At 20 s: an alarm of two points that nobody has acknowledged, a comment, a fault, and an
     * acknowledged slope that has called zhou once and has counts of those moved.
     */
    static OperatorSubtaskState alerts() throws Exception {
        try (var harness = alertFunction(1, null)) {
            send(harness, 0, AlertInput.of(press("d1", "P1")));
            send(harness, 1, AlertInput.of(fault("f1")));
            send(harness, 12, AlertInput.of(press("d2", "P2")));
            send(harness, 15, AlertInput.of(command("c1", ALERT, AlertAction.COMMENT)));
            send(harness, 16, AlertInput.of(slope("s1", Level.ORANGE, "zhou")));
            send(harness, 17, AlertInput.of(command("s2", SLOPE, AlertAction.ACKNOWLEDGE)));
            send(harness, 18, AlertInput.of(command("s3", SLOPE, AlertAction.EVACUATION)));
            harness.processWatermark(at(20).toEpochMilli());
            return harness.snapshot(1, 1);
        }
    }

    /**
     * At 3 s: a device with three conditions, one that says nothing more, one of a panel, and a
     * registered test with a press.
     */
    static OperatorSubtaskState fires() throws Exception {
        try (var harness = fireFunction(null)) {
            send(harness, 0, signal(B1, "D2", "h", FireSignalKind.HEARTBEAT));
            send(harness, 1_000, signal(B1, "D1", "1", FireSignalKind.PRESS));
            send(harness, 1_500, signal(B1, "D1", "2", FireSignalKind.FAULT));
            send(harness, 2_000, signal(B1, "D1", "3", FireSignalKind.LOW_BATTERY));
            panelAndTest(harness);
            harness.processWatermark(3_000);
            return harness.snapshot(1, 1);
        }
    }

    private static void panelAndTest(
            KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> harness)
            throws Exception {
        send(harness, 100, panelAlarm());
        TestWindow window =
                new TestWindow(
                        "w",
                        "B-2",
                        List.of(new TestPoint("D3", null, FireSignalKind.PRESS)),
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(600),
                        "lead",
                        "王工",
                        "季度测试",
                        false);
        harness.processElement(FireInput.of(window, null), 200);
        send(harness, 300, signal(B2, "D3", "1", FireSignalKind.PRESS));
    }

    /** At 2 s: two of three neighbours alarm. */
    static OperatorSubtaskState areas() throws Exception {
        try (var harness = areaFunction(null)) {
            fire(harness, NEIGHBOURS[0], 1_000);
            fire(harness, NEIGHBOURS[1], 2_000);
            harness.processWatermark(2_000);
            return harness.snapshot(1, 1);
        }
    }

    static AlertsHarness alertFunction(long incarnation, OperatorSubtaskState from)
            throws Exception {
        return AlertsHarness.start(AlertGroup.POLICY, incarnation, from);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> fireFunction(
            OperatorSubtaskState from) throws Exception {
        return open(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new PauseOperator<>(
                                new FireFunction(FirePolicy.defaults()),
                                FirePolicy.defaults().standstill()),
                        FireInput::key,
                        Types.STRING),
                from);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, AreaFire, AlertInput> areaFunction(
            OperatorSubtaskState from) throws Exception {
        return open(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AreaFunction(AreaPolicy.defaults())),
                        AreaFire::cell,
                        Types.STRING),
                from);
    }

    static void send(AlertsHarness harness, double second, AlertInput input) throws Exception {
        harness.processElement(input, at(second).toEpochMilli());
    }

    static void send(
            KeyedOneInputStreamOperatorTestHarness<String, FireInput, AlertInput> harness,
            long atMs,
            FireSignal signal)
            throws Exception {
        harness.processElement(FireInput.of(signal, null), atMs);
    }

    static void fire(
            KeyedOneInputStreamOperatorTestHarness<String, AreaFire, AlertInput> harness,
            SiteRef site,
            long atMs)
            throws Exception {
        Instant at = Instant.ofEpochMilli(atMs);
        AreaPolicy policy = AreaPolicy.defaults();
        for (AreaFire fire : AreaRule.inputs(AreaFires.fire(site, true, at), at, policy).toList()) {
            harness.processElement(fire, atMs);
        }
    }

    /** An alarm at one point of a panel of the second building. */
    static FireSignal panelAlarm() {
        String panel = "GB-000000000001";
        return signal(B2, panel, FireSignal.PANEL_SOURCE + panel, "1-2", "9", FireSignalKind.ALARM);
    }

    /** A signal of the device itself, received when time begins. */
    static FireSignal signal(SiteRef site, String device, String id, FireSignalKind kind) {
        return signal(site, device, "urn:panel", null, id, kind);
    }

    private static FireSignal signal(
            SiteRef site,
            String device,
            String source,
            String point,
            String id,
            FireSignalKind kind) {
        return new FireSignal(
                id,
                source,
                device,
                point,
                kind,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                site,
                "yunwan/" + site.id(),
                site.name(),
                true,
                false);
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
            KeyedOneInputStreamOperatorTestHarness<String, I, O> harness, OperatorSubtaskState from)
            throws Exception {
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }
}
