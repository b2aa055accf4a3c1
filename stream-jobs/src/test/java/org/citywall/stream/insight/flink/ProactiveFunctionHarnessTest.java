package org.citywall.stream.insight.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.stream.insight.InsightPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProactiveFunctionHarnessTest {
    private static final Path SAMPLE =
            Path.of("..", "contracts", "src", "test", "resources", "golden", "alert.json");
    private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toMillis();

    private KeyedOneInputStreamOperatorTestHarness<String, AlertChange, TicketEvent> harness;
    private Alert alert;

    @BeforeEach
    void open() throws Exception {
        alert = alert("active", "unacknowledged");
        harness = create();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AlertChange, TicketEvent> create()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ProactiveFunction(InsightPolicy.defaults())),
                change -> change.alert().id(),
                Types.STRING);
    }

    private static Alert alert(String condition, String response) throws Exception {
        ObjectNode tree = (ObjectNode) Json.mapper().readTree(SAMPLE.toFile());
        tree.put("condition", condition).put("response", response).put("level", 1);
        tree.remove("disposition");
        tree.putArray("tags");
        return Json.mapper().treeToValue(tree, Alert.class);
    }

    private void hear(Alert revision, long at) throws Exception {
        harness.processElement(new AlertChange(revision, null, false), at);
    }

    private long raised() {
        return alert.raisedAt().toEpochMilli();
    }

    @Test
    void anAlarmGetsItsTicketOnceWhenItsTimeHasCome() throws Exception {
        hear(alert, raised());
        harness.processWatermark(raised() + HALF_AN_HOUR - 1);
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.processWatermark(raised() + HALF_AN_HOUR);
        hear(alert("active", "acknowledged"), raised() + HALF_AN_HOUR + 1);
        harness.processWatermark(raised() + 3 * HALF_AN_HOUR);

        assertThat(harness.extractOutputValues()).hasSize(2); // created, flagged
    }

    @Test
    void whatClearsInTimeGetsNoneAndLeavesNothing() throws Exception {
        hear(alert, raised());
        hear(alert("cleared", "acknowledged"), raised() + 1_000);
        harness.processWatermark(raised() + 2 * HALF_AN_HOUR);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void aRestartMakesNeitherNoneNorTwo() throws Exception {
        hear(alert, raised());
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = create();
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark(raised() + 2 * HALF_AN_HOUR);

        assertThat(harness.extractOutputValues()).hasSize(2);
    }

    @Test
    void aClosedAlarmIsForgotten() throws Exception {
        hear(alert, raised());
        harness.processWatermark(raised() + HALF_AN_HOUR);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        hear(alert("cleared", "closed"), raised() + 2 * HALF_AN_HOUR);

        assertThat(harness.numKeyedStateEntries()).isZero();
    }
}
