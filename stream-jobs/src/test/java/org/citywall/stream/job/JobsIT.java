package org.citywall.stream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.function.SerializableFunction;
import org.citywall.contracts.Ids;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.stream.alert.across.LoadChange;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs as they are submitted, on a real mini cluster, with lists instead of Kafka. */
@Timeout(120)
class JobsIT {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Canary CANARY = new Canary("g1", 1, 0, "00112233445566ff", START);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path checkpoints;

    @Test
    void aPressBecomesAnAlertThatAnOfficerAcknowledges() throws Exception {
        List<AlertInput> detections =
                runFire(
                        List.of(
                                FireInput.TICK,
                                signal("h1", FireSignalKind.HEARTBEAT, 0),
                                FireInput.of(CANARY),
                                signal("p1", FireSignalKind.PRESS, 1),
                                signal("p1", FireSignalKind.PRESS, 2)));
        AlertInput press =
                detections.stream()
                        .filter(input -> input.detection() != null)
                        .findFirst()
                        .orElseThrow();
        String alertId = Ids.alertId(press.groupHash(), press.detection().id());

        List<AlertInput> inputs = new ArrayList<>(detections);
        inputs.add(AlertInput.tick());
        inputs.add(AlertInput.of(acknowledge(alertId)));
        List<AlertChange> changes = runAlerts(inputs);

        assertThat(changes)
                .extracting(change -> change.entry().action())
                .containsExactly("raised", "escalated", "acknowledge");
        assertThat(changes.get(2).alert().response()).isEqualTo(Response.ACKNOWLEDGED);
        assertThat(changes.get(2).alert().id()).isEqualTo(alertId);
    }

    private List<AlertInput> runFire(List<FireInput> script) throws Exception {
        CollectingSink<AlertInput> alertInputs = new CollectingSink<>("alert-inputs");
        CollectingSink<SignalOutcome> outcomes = new CollectingSink<>("fire-outcomes");
        CollectingSink<DeviceStatus> statuses = new CollectingSink<>("statuses");
        StreamExecutionEnvironment env = environment(FireJob.NAME);
        new FireJob(
                        source(
                                script.stream().map(input -> new FromLog<>(0, input)).toList(),
                                PauseFunction.typeOf(TypeInformation.of(FireInput.class))),
                        time(read -> timeOf(read.input())),
                        new FireJob.Sinks(alertInputs, outcomes, statuses),
                        options().fire(),
                        options().area())
                .define(env);
        env.execute();

        assertThat(alertInputs.collected())
                .extracting(AlertInput::kind)
                .containsExactlyInAnyOrder(AlertInput.Kind.CANARY, AlertInput.Kind.DETECTION);
        assertThat(outcomes.collected())
                .extracting(SignalOutcome::outcome)
                .containsExactly(SignalOutcome.Outcome.DUPLICATE);
        assertThat(statuses.collected()).extracting(DeviceStatus::online).containsExactly(true);
        return alertInputs.collected();
    }

    private List<AlertChange> runAlerts(List<AlertInput> script) throws Exception {
        CollectingSink<AlertChange> view = new CollectingSink<>("view");
        CollectingSink<AlertChange> changes = new CollectingSink<>("changes");
        CollectingSink<AlertChange> alerts = new CollectingSink<>("alerts");
        CollectingSink<CommandResult> results = new CollectingSink<>("results");
        CollectingSink<SignalOutcome> outcomes = new CollectingSink<>("outcomes");
        CollectingSink<Canary> canaries = new CollectingSink<>("canaries");
        CollectingSink<TicketEvent> tickets = new CollectingSink<>("tickets");
        CollectingSink<AlertInput> inputs = new CollectingSink<>("alert inputs");
        CollectingSink<TicketOrder> orders = new CollectingSink<>("orders");
        CollectingSink<LoadChange> loads = new CollectingSink<>("loads");
        StreamExecutionEnvironment env = environment(AlertsJob.NAME);
        new AlertsJob(
                        source(script, TypeInformation.of(AlertInput.class)),
                        time(JobsIT::timeOf),
                        new AlertsJob.Sinks(
                                view, changes, alerts, results, outcomes, canaries, inputs, orders,
                                tickets, loads),
                        options().alert(),
                        options().insight(),
                        subtask -> 1)
                .define(env);
        env.execute();

        assertThat(view.collected()).isEqualTo(changes.collected());
        assertThat(alerts.collected()).isEqualTo(changes.collected());
        assertThat(results.collected()).extracting(CommandResult::code).containsExactly("ok");
        assertThat(outcomes.collected()).hasSize(1);
        assertThat(canaries.collected()).containsExactly(CANARY);
        assertThat(tickets.collected()).isEmpty();
        assertThat(inputs.collected()).isEmpty();
        return changes.collected();
    }

    private StreamExecutionEnvironment environment(String job) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(FlinkSettings.of(options(), job));
        return env;
    }

    private StreamOptions options() {
        return StreamOptions.fromEnv(
                Map.of("CITYWALL_CHECKPOINT_DIR", checkpoints.toUri().toString()));
    }

    private static <T> Source<T, ?, ?> source(List<T> script, TypeInformation<T> info) {
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(info, new ExecutionConfig(), script),
                script.size(),
                info);
    }

    private static <T> WatermarkStrategy<T> time(TimeOf<T> timeOf) {
        return LogTimeWatermarks.<T>strategy()
                .withTimestampAssigner((element, before) -> timeOf.apply(element).toEpochMilli());
    }

    /** Event time of an input, as Kafka would have stamped it. */
    private interface TimeOf<T> extends SerializableFunction<T, Instant>, Serializable {}

    private static Instant timeOf(FireInput input) {
        return input.signal() == null ? START : input.signal().receivedAt();
    }

    private static Instant timeOf(AlertInput input) {
        return switch (input.kind()) {
            case DETECTION -> input.detection().receivedAt();
            case COMMAND -> input.command().at();
            case CANARY, TICK, FACT, RULES -> START;
        };
    }

    private static FireInput signal(String id, FireSignalKind kind, long second) {
        SiteRef site = new SiteRef("B-1", "一号楼", 114, 22);
        return FireInput.of(
                new FireSignal(
                        id,
                        "urn:p",
                        "D1",
                        "P1",
                        kind,
                        null,
                        null,
                        null,
                        null,
                        null,
                        START.plusSeconds(second),
                        site,
                        "yunwan/B-1",
                        "一号楼",
                        true,
                        false),
                null);
    }

    private static AlertCommand acknowledge(String alertId) {
        return new AlertCommand(
                "c1",
                alertId,
                AlertAction.ACKNOWLEDGE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "liming",
                "李明",
                Role.OFFICER,
                START.plusSeconds(40));
    }
}
