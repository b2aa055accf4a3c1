package org.citywall.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.stream.alert.AlertGroup.at;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.across.LoadChange;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.log.FromLog;
import org.citywall.stream.log.flink.PauseFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole job of today starts from the savepoint that a job of an earlier version left when it was
 * stopped for its upgrade: with all its operators, under the same uids, and nothing left over. A
 * folder {@code savepoints/<version>/<job>} holds one, and is never written again. A release adds a
 * folder: name it in {@link #CURRENT} and run this class once with {@code -Dcitywall.update=true}.
 * What single functions remember is in RestoredStateHarnessTest.
 */
@Timeout(120)
class SavepointIT {
    /** The newest folder. */
    private static final String CURRENT = "0.1.0-1";

    private static final Path FOLDER = Path.of("src", "test", "resources", "savepoints");
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir static Path work;

    private static CollectingSink<AlertChange> changes;
    private static CollectingSink<CommandResult> results;
    private static CollectingSink<AlertInput> detections;
    private static CollectingSink<SignalOutcome> outcomes;

    @BeforeAll
    static void writeCurrent() throws Exception {
        Path folder = FOLDER.resolve(CURRENT);
        if (Boolean.getBoolean("citywall.update") && !Files.exists(folder)) {
            Script<AlertInput> alerts = script(AlertsJob.NAME, AlertInput.tick());
            JobClient job = alertsJob(null);
            alerts.write(at(1), AlertInput.of(AlertGroup.press("d1", "P1")));
            alerts.write(at(2), AlertInput.of(AlertGroup.fault("f1")));
            await().atMost(SOON).until(() -> changes.collected().size() == 2);
            keep(job, folder.resolve(AlertsJob.NAME));

            Script<FromLog<FireInput>> fires = fireScript();
            job = fireJob(null);
            fires.write(at(1), signal("p1", FireSignalKind.PRESS, 1));
            await().atMost(SOON).until(() -> detections.collected().size() == 1);
            keep(job, folder.resolve(FireJob.NAME));
        }
    }

    private static void keep(JobClient job, Path folder) throws Exception {
        String target = Files.createTempDirectory(work, "savepoint").toUri().toString();
        String path =
                job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL)
                        .get(SOON.toSeconds(), TimeUnit.SECONDS);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(Path.of(URI.create(path)))) {
            assertThat(files.toList())
                    .as("all of it in one file")
                    .singleElement()
                    .satisfies(file -> Files.copy(file, folder.resolve(file.getFileName())));
        }
    }

    static List<String> versions() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anAlertThatWasOpenIsAcknowledgedClearedAndClosed(String version) throws Exception {
        Script<AlertInput> script = script(AlertsJob.NAME, AlertInput.tick());
        JobClient job = alertsJob(version);
        script.write(at(20), AlertInput.of(AlertGroup.press("d1", "P1")));
        script.write(at(21), AlertInput.of(AlertGroup.press("d2", "P1")));
        await().atMost(SOON).until(() -> changes.collected().size() == 1);
        Alert joined = changes.collected().get(0).alert();
        assertThat(joined.occurrences()).as("d1 was counted before").isEqualTo(2);
        assertThat(joined.raisedAt()).isEqualTo(at(1));
        String id = joined.id();

        command(script, 22, "c1", id, AlertAction.ACKNOWLEDGE);
        script.write(at(23), AlertInput.of(AlertGroup.pressEnd("e1", "P1")));
        command(script, 24, "c2", id, AlertAction.CLOSE);
        await().atMost(SOON).until(() -> changes.collected().size() == 4);
        job.cancel().get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(changes.collected())
                .extracting(change -> change.entry().action())
                .containsExactly("joined", "acknowledge", "cleared", "close");
        assertThat(changes.collected())
                .extracting(change -> change.alert().rev())
                .as("newer than whatever the job before wrote")
                .isSorted()
                .allMatch(rev -> rev > 2_000_000);
        Alert end = changes.collected().get(3).alert();
        assertThat(end.id()).isEqualTo(id);
        assertThat(end.condition()).isEqualTo(Condition.CLEARED);
        assertThat(end.response()).isEqualTo(Response.CLOSED);
        assertThat(results.collected()).extracting(CommandResult::code).containsExactly("ok", "ok");
    }

    private static void command(
            Script<AlertInput> script, int second, String id, String alert, AlertAction action) {
        script.write(at(second), AlertInput.of(AlertGroup.command(id, alert, action)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aButtonThatWasPressedIsStillPressedAndIsReset(String version) throws Exception {
        Script<FromLog<FireInput>> script = fireScript();
        JobClient job = fireJob(version);
        script.write(at(20), signal("p1", FireSignalKind.PRESS, 1));
        script.write(at(21), signal("r1", FireSignalKind.RESTORE, 21));
        await().atMost(SOON).until(() -> !detections.collected().isEmpty());
        job.cancel().get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(outcomes.collected())
                .extracting(SignalOutcome::outcome)
                .startsWith(SignalOutcome.Outcome.DUPLICATE);
        assertThat(detections.collected())
                .extracting(AlertInput::detection)
                .allMatch(detection -> !detection.raised() && detection.kind().equals("press"))
                .hasSize(1);
    }

    private static <T> Script<T> script(String job, T tick) {
        return Script.begin(job, AlertGroup.START, tick);
    }

    private static Script<FromLog<FireInput>> fireScript() {
        return script(FireJob.NAME, new FromLog<>(0, FireInput.TICK));
    }

    private static JobClient alertsJob(String version) throws Exception {
        changes = new CollectingSink<>("savepoint changes");
        results = new CollectingSink<>("savepoint results");
        StreamExecutionEnvironment env = environment(AlertsJob.NAME, version);
        new AlertsJob(
                        Script.source(AlertsJob.NAME, TypeInformation.of(AlertInput.class)),
                        Script.time(AlertsJob.NAME),
                        new AlertsJob.Sinks(
                                new CollectingSink<>("savepoint view"),
                                changes,
                                new CollectingSink<>("savepoint alerts"),
                                results,
                                new CollectingSink<SignalOutcome>("savepoint answers"),
                                new CollectingSink<Canary>("savepoint canaries"),
                                new CollectingSink<AlertInput>("savepoint inputs"),
                                new CollectingSink<TicketOrder>("savepoint orders"),
                                new CollectingSink<TicketEvent>("savepoint tickets"),
                                new CollectingSink<LoadChange>("savepoint loads")),
                        options().alert(),
                        options().insight(),
                        subtask -> version == null ? 1 : 2)
                .define(env);
        return env.executeAsync();
    }

    private static JobClient fireJob(String version) throws Exception {
        detections = new CollectingSink<>("savepoint detections");
        outcomes = new CollectingSink<>("savepoint outcomes");
        StreamExecutionEnvironment env = environment(FireJob.NAME, version);
        new FireJob(
                        Script.source(
                                FireJob.NAME,
                                PauseFunction.typeOf(TypeInformation.of(FireInput.class))),
                        Script.time(FireJob.NAME),
                        new FireJob.Sinks(
                                detections,
                                outcomes,
                                new CollectingSink<DeviceStatus>("savepoint statuses")),
                        options().fire(),
                        options().area())
                .define(env);
        return env.executeAsync();
    }

    /** As the job is submitted; from the savepoint, of which it may leave out nothing. */
    private static StreamExecutionEnvironment environment(String job, String version) {
        Configuration settings = FlinkSettings.of(options(), job);
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        if (version != null) {
            String path = FOLDER.resolve(version).resolve(job).toUri().toString();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(settings);
        return env;
    }

    private static StreamOptions options() {
        return StreamOptions.fromEnv(
                Map.of("CITYWALL_CHECKPOINT_DIR", work.resolve("checkpoints").toUri().toString()));
    }

    private static FromLog<FireInput> signal(String id, FireSignalKind kind, int second) {
        Instant received = at(second);
        return new FromLog<>(
                0,
                FireInput.of(
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
                                received,
                                new SiteRef("B-1", "一号楼", 114, 22),
                                "yunwan/B-1",
                                "一号楼",
                                true,
                                false),
                        null));
    }
}
