package org.citywall.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.state.OpenAlarms.B1;
import static org.citywall.stream.state.OpenAlarms.B2;
import static org.citywall.stream.state.OpenAlarms.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.across.flink.InhibitStages;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.ebike.flink.EbikeFunction;
import org.citywall.stream.fire.flink.FireFunction;
import org.citywall.stream.slope.flink.SlopeFunction;
import org.citywall.stream.ticket.TicketCase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State that an earlier version wrote is read by this one, which goes on as if nothing had been. A
 * folder {@code state/<version>} holds one snapshot of each function ({@link OpenAlarms}, {@link
 * MovingSlope}, {@link OrderedSite}, {@link PromisedCase}, {@link OpenInhibition}), and is never
 * written again. A release, and a change of what the rules remember, adds a folder: name it in
 * {@link #CURRENT} and run this class once with {@code -Dcitywall.update=true}.
 */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class RestoredStateHarnessTest {
    /** The newest folder: what this code writes. */
    private static final String CURRENT = "12-causes-in-a-queue";

    /** Before there were test windows and area incidents; by the classes of commit f952385. */
    private static final String PRESS = "1-press";

    /** Before there were slopes, whose alarms call people. */
    private static final String FIRE = "2-fire";

    /** Inhibition before its causes stood in a queue; by the classes of commit d32593b. */
    private static final String INHIBITION = "11-inhibition";

    /** Not a folder: the snapshot that this code would write. */
    private static final String NOW = "now";

    private static final Path FOLDER = Path.of("src", "test", "resources", "state");

    @BeforeAll
    static void writeCurrent() throws Exception {
        Path folder = FOLDER.resolve(CURRENT);
        if (Boolean.getBoolean("citywall.update") && !Files.exists(folder)) {
            Files.createDirectories(folder);
            write(OpenAlarms.alerts(), folder.resolve("alerts"));
            write(OpenAlarms.fires(), folder.resolve("fires"));
            write(OpenAlarms.areas(), folder.resolve("areas"));
            write(MovingSlope.snapshot(), folder.resolve("slopes"));
            write(OrderedSite.snapshot(), folder.resolve("chargers"));
            write(PromisedCase.snapshot(), folder.resolve("tickets"));
            InhibitStages.Snapshot inhibition = OpenInhibition.snapshot();
            write(inhibition.parts(), folder.resolve(OpenInhibition.FILES[0]));
            write(inhibition.meeting(), folder.resolve(OpenInhibition.FILES[1]));
            write(inhibition.sums(), folder.resolve(OpenInhibition.FILES[2]));
        }
    }

    static List<String> versions() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(version -> !version.equals(INHIBITION))
                    .sorted()
                    .toList();
        }
    }

    static List<String> versionsWithTestsAndAreas() throws IOException {
        return versions().stream().filter(version -> !version.equals(PRESS)).toList();
    }

    static List<String> versionsWithSlopes() throws IOException {
        return versionsWithTestsAndAreas().stream()
                .filter(version -> !version.equals(FIRE))
                .toList();
    }

    /** What this code writes now, and each folder that has it. */
    static List<String> versionsWithChargers() throws IOException {
        return versionsWith("chargers");
    }

    static List<String> versionsWithTickets() throws IOException {
        return versionsWith("tickets");
    }

    static List<String> versionsWithInhibition() throws IOException {
        return versionsWith(OpenInhibition.FILES[0]);
    }

    private static List<String> versionsWith(String name) throws IOException {
        List<String> versions = new ArrayList<>(versions());
        versions.add(INHIBITION);
        versions.removeIf(version -> !Files.exists(FOLDER.resolve(version).resolve(name)));
        versions.add(NOW);
        return versions;
    }

    private static OperatorSubtaskState chargers(String version) throws Exception {
        return version.equals(NOW) ? OrderedSite.snapshot() : read(version, "chargers");
    }

    @ParameterizedTest
    @MethodSource("versionsWithChargers")
    void anAnsweredCutOffIsProvenByTheNextTwoMeasurements(String version) throws Exception {
        try (var harness = OrderedSite.function(chargers(version))) {
            OrderedSite.measure(harness, 640, 1, 0, 96);
            OrderedSite.measure(harness, 643, 1, 0, 96);

            assertThat(harness.getSideOutput(EbikeFunction.ORDERS))
                    .extracting(order -> order.getValue().id() + " " + order.getValue().state())
                    .containsExactly("o1 VERIFIED");
            assertThat(harness.extractOutputValues())
                    .as("red is known already")
                    .noneMatch(out -> out.detection().raised());
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithChargers")
    void anAnsweredCutOffIsTriedAgainAndALockIsStillOne(String version) throws Exception {
        try (var harness = OrderedSite.function(chargers(version))) {
            for (int second = 636; second <= 651; second++) {
                harness.processWatermark(OrderedSite.at(second));
            }
            OrderedSite.order(harness, 652, "e2", 2, PortAction.ENABLE);

            assertThat(harness.getSideOutput(EbikeFunction.ORDERS))
                    .extracting(order -> order.getValue().id() + " " + order.getValue().state())
                    .containsExactly("o1 REQUESTED", "e2 ENABLED");
            assertThat(harness.getSideOutput(EbikeFunction.PAGES))
                    .extracting(page -> page.getValue().profileVersion())
                    .containsOnly(3);
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithSlopes")
    void aSlopeGoesOnFromOrangeToRed(String version) throws Exception {
        try (var harness = MovingSlope.function(read(version, "slopes"))) {
            int next = MovingSlope.SNAPSHOT_HOUR + 1;
            MovingSlope.move(harness, next, 6);
            assertThat(harness.extractOutputValues()).as("nothing is new").isEmpty();
            for (int hour = next + 1; hour < next + 24; hour++) {
                MovingSlope.move(harness, hour, 20);
            }

            assertThat(harness.extractOutputValues())
                    .extracting(out -> out.detection().kind() + " " + out.detection().level())
                    .as("red, and red by two instruments")
                    .containsExactly("slope-level 1", "slope-level 1");
            assertThat(harness.getSideOutput(SlopeFunction.VIEWS))
                    .extracting(view -> view.getValue().profileVersion())
                    .containsOnly(2);
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithSlopes")
    void aSlopeThatIsSilentSinceIsFound(String version) throws Exception {
        try (var harness = MovingSlope.function(read(version, "slopes"))) {
            long from = MovingSlope.at(MovingSlope.SNAPSHOT_HOUR);
            for (long at = from; at < MovingSlope.at(MovingSlope.SNAPSHOT_HOUR + 8); at += 20_000) {
                harness.processWatermark(at);
            }

            assertThat(harness.extractOutputValues())
                    .extracting(out -> out.detection().deviceId() + " " + out.detection().kind())
                    .contains("C1 offline", "G1 offline");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anAlertGoesOnEscalatingAndIsHandledToItsEnd(String version) throws Exception {
        try (var harness = OpenAlarms.alertFunction(2, read(version, "alerts"))) {
            harness.processWatermark(at(31).toEpochMilli());
            OpenAlarms.send(harness, 32, AlertInput.of(press("d1", "P1")));
            OpenAlarms.send(harness, 33, command("c1", AlertAction.COMMENT));
            OpenAlarms.send(harness, 40, command("c2", AlertAction.ACKNOWLEDGE));
            OpenAlarms.send(harness, 50, AlertInput.of(pressEnd("e1", "P1")));
            OpenAlarms.send(harness, 51, AlertInput.of(pressEnd("e2", "P2")));
            harness.processWatermark(at(400).toEpochMilli());
            OpenAlarms.send(harness, 401, command("c3", AlertAction.CLOSE));

            List<AlertChange> changes = harness.extractOutputValues();
            assertThat(changes)
                    .extracting(change -> change.entry().action())
                    .as("the repeats of d1 and c1 change nothing")
                    .containsExactly(
                            "escalated",
                            "acknowledge",
                            "cleared",
                            "cleared",
                            "overdue",
                            "presumed",
                            "close");
            assertThat(changes)
                    .extracting(change -> change.alert().id())
                    .containsOnly(OpenAlarms.ALERT);
            AlertChange end = changes.get(changes.size() - 1);
            assertThat(end.alert().sources()).hasSize(2);
            assertThat(end.alert().condition()).isEqualTo(Condition.CLEARED);
            assertThat(end.alert().response()).isEqualTo(Response.CLOSED);
            assertThat(harness.getSideOutput(AlertFunction.RESULTS))
                    .extracting(StreamRecord::getValue)
                    .allMatch(CommandResult::accepted)
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void maintenanceClosesItself(String version) throws Exception {
        try (var harness = OpenAlarms.alertFunction(2, read(version, "alerts"))) {
            OpenAlarms.send(harness, 25, AlertInput.of(faultEnd("f2")));
            harness.processWatermark(at(1_000).toEpochMilli());

            assertThat(harness.extractOutputValues())
                    .filteredOn(change -> change.alert().groupKey().startsWith("fire/maintenance"))
                    .extracting(change -> change.entry().action())
                    .containsExactly("cleared", "close");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aRestoreEndsTheConditionsOfItsDeviceAndARepeatIsStillOne(String version) throws Exception {
        try (var harness = OpenAlarms.fireFunction(read(version, "fires"))) {
            OpenAlarms.send(harness, 4_000, signal(B1, "D1", "1", FireSignalKind.PRESS));
            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(FireFunction.OUTCOMES))
                    .extracting(record -> record.getValue().outcome())
                    .containsExactly(SignalOutcome.Outcome.DUPLICATE);

            OpenAlarms.send(harness, 5_000, signal(B1, "D1", "4", FireSignalKind.RESTORE));

            assertThat(harness.extractOutputValues())
                    .extracting(AlertInput::detection)
                    .allMatch(detection -> !detection.raised())
                    .extracting(Detection::kind)
                    .containsExactly("press", "fault", "low-battery");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aDeviceThatWasSilentSinceIsFound(String version) throws Exception {
        try (var harness = OpenAlarms.fireFunction(read(version, "fires"))) {
            for (long ms = 3_250; ms <= 180_250; ms += 250) {
                harness.processWatermark(ms);
            }

            assertThat(harness.extractOutputValues())
                    .extracting(out -> out.detection().deviceId() + " " + out.detection().kind())
                    .contains("D2 offline");
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithTestsAndAreas")
    void aRegisteredTestIsStillBrokenAndAPanelsResendIsStillOne(String version) throws Exception {
        try (var harness = OpenAlarms.fireFunction(read(version, "fires"))) {
            OpenAlarms.send(harness, 4_000, OpenAlarms.panelAlarm());
            assertThat(harness.extractOutputValues()).isEmpty();

            OpenAlarms.send(harness, 5_000, signal(B2, "D4", "1", FireSignalKind.ALARM));

            assertThat(harness.extractOutputValues())
                    .extracting(AlertInput::detection)
                    .extracting(d -> d.deviceId() + " " + d.kind() + " " + d.raised())
                    .containsExactlyInAnyOrder(
                            "D3 press true", "D3 drill false", "D4 detector true");
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithTestsAndAreas")
    void theThirdBuildingMakesTheAreaIncident(String version) throws Exception {
        try (var harness = OpenAlarms.areaFunction(read(version, "areas"))) {
            OpenAlarms.fire(harness, OpenAlarms.NEIGHBOURS[2], 3_000);
            harness.processWatermark(3_000);

            assertThat(harness.extractOutputValues())
                    .extracting(out -> out.detection().deviceId())
                    .containsExactly("A", "B", "C");
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithSlopes")
    void whoWasCalledIsCalledAgainAndAnswers(String version) throws Exception {
        try (var harness = OpenAlarms.alertFunction(2, read(version, "alerts"))) {
            harness.processWatermark(at(3_616).toEpochMilli());
            AlertCommand answer = AlertGroup.command("s4", OpenAlarms.SLOPE, AlertAction.ANSWER);
            OpenAlarms.send(harness, 3_700, AlertInput.of(answer));

            List<AlertChange> changes =
                    harness.extractOutputValues().stream()
                            .filter(change -> change.alert().id().equals(OpenAlarms.SLOPE))
                            .toList();
            assertThat(changes)
                    .extracting(change -> change.entry().action())
                    .containsExactly("called", "answer");
            Alert end = changes.get(1).alert();
            assertThat(end.answering())
                    .isEqualTo(
                            new Answering(
                                    "zhou", at(3_616), 2, "liming", at(3_700), AnswerHow.SPOKEN));
            assertThat(end.evacuation().people().moved()).isEqualTo(31);
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithTickets")
    void aCaseIsWarnedAndItsPromiseBreaksInTime(String version) throws Exception {
        OperatorSubtaskState from =
                version.equals(NOW) ? PromisedCase.snapshot() : read(version, "tickets");
        try (var harness = PromisedCase.function(2, from)) {
            for (int minute = PromisedCase.SNAPSHOT_MINUTE; minute <= 32; minute++) {
                PromisedCase.pass(harness, minute);
            }

            List<TicketChange> changes = harness.extractOutputValues();
            assertThat(changes)
                    .flatExtracting(TicketChange::steps)
                    .extracting(TicketStep::action)
                    .as("half of its time was told before")
                    .startsWith("clock-warned", "clock-missed");
            assertThat(changes.get(0).ticket().departments())
                    .extracting(TicketDepartment::name)
                    .containsExactly(TicketCase.OFFICE);
        }
    }

    @ParameterizedTest
    @MethodSource("versionsWithInhibition")
    void theYoungerCauseTakesOverAndItsEndReleasesWhatWasInhibited(String version)
            throws Exception {
        try (InhibitStages stages = InhibitStages.start(inhibition(version))) {
            OpenInhibition.see(stages, OpenInhibition.ELDER, "power-cut", false, 60);
            assertThat(stages.passTo(OpenInhibition.at(61)))
                    .extracting(fact -> fact.kind() + " " + fact.alertId() + " " + fact.by())
                    .containsExactlyInAnyOrder(
                            "INHIBITED " + OpenInhibition.ONE + " " + OpenInhibition.YOUNGER,
                            "INHIBITED " + OpenInhibition.TWO + " " + OpenInhibition.YOUNGER);

            OpenInhibition.see(stages, OpenInhibition.YOUNGER, "site-offline", false, 70);
            assertThat(stages.passTo(OpenInhibition.at(71)))
                    .extracting(fact -> fact.kind() + " " + fact.alertId())
                    .containsExactlyInAnyOrder(
                            "RELEASED " + OpenInhibition.ONE, "RELEASED " + OpenInhibition.TWO);
        }
    }

    private static InhibitStages.Snapshot inhibition(String version) throws Exception {
        return version.equals(NOW)
                ? OpenInhibition.snapshot()
                : new InhibitStages.Snapshot(
                        read(version, OpenInhibition.FILES[0]),
                        read(version, OpenInhibition.FILES[1]),
                        read(version, OpenInhibition.FILES[2]));
    }

    private static AlertInput command(String id, AlertAction action) {
        return AlertInput.of(AlertGroup.command(id, OpenAlarms.ALERT, action));
    }

    private static OperatorSubtaskState read(String version, String name) throws Exception {
        return OperatorSnapshotUtil.readStateHandle(
                FOLDER.resolve(version).resolve(name).toString());
    }

    private static void write(OperatorSubtaskState state, Path file) throws IOException {
        OperatorSnapshotUtil.writeStateHandle(state, file.toString());
    }
}
