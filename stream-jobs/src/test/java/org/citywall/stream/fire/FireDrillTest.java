package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.fire.FireSite.at;
import static org.citywall.stream.fire.FireSite.replayed;
import static org.citywall.stream.fire.FireSite.signal;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.junit.jupiter.api.Test;

class FireDrillTest {
    private static final TestPoint P1 = new TestPoint("D1", "P1", null);
    private static final TestPoint P2 = new TestPoint("D1", "P2", null);

    private final FireSite site = new FireSite();

    private static TestWindow window(String id, TestPoint... points) {
        return new TestWindow(
                id, "B-0042", List.of(points), at(0), at(600), "lead", "王工", "季度测试", false);
    }

    private static TestWindow cancelled(TestWindow w) {
        return new TestWindow(
                w.id(),
                w.siteId(),
                w.points(),
                w.from(),
                w.to(),
                w.by(),
                w.byName(),
                w.reason(),
                true);
    }

    private static FireSignal press(String id, String point) {
        return signal(id, FireSignalKind.PRESS, "D1", point);
    }

    private static FireSignal alarm(String id, String point) {
        return signal(id, FireSignalKind.ALARM, "D1", point);
    }

    @Test
    void aDrillOnlyInsideARegisteredWindow() {
        site.register(-10, window("w", P1));

        FireDecision before = site.hear(-1, press("1", "P1"));
        site.hear(-0.5, signal("r", FireSignalKind.RESTORE, "D1", "P1"));
        FireDecision inside = site.hear(1, press("2", "P1"));
        site.hear(599, signal("b", FireSignalKind.RESTORE, "D1", "P1"));
        FireDecision after = site.hear(600, press("3", "P1"));

        assertThat(before.detections()).extracting(Detection::level).containsExactly(Level.RED);
        assertThat(inside.detections()).extracting(Detection::level).containsExactly(Level.BLUE);
        assertThat(after.detections()).extracting(Detection::level).containsExactly(Level.RED);
    }

    @Test
    void aDrillIsABlueRecordOfItsOwnAndEndsTheRawCard() {
        site.register(0, window("w", P1));

        FireDecision taken = site.hear(1, press("1", "P1"));

        Detection drill = taken.detections().get(0);
        assertThat(drill.groupKey()).isEqualTo("fire/drill/B-0042");
        assertThat(drill.kind()).isEqualTo("drill");
        assertThat(drill.tags()).containsExactly("drill");
        assertThat(drill.rawPressId()).isNull();
        assertThat(drill.reason()).contains("王工", "季度测试", "D1 点位 P1");
        assertThat(taken.outcomes()).hasSize(1);
        assertThat(taken.outcomes().get(0).outcome()).isEqualTo(SignalOutcome.Outcome.DRILL);
        assertThat(taken.outcomes().get(0).rawPressId())
                .isEqualTo(RawPress.idOf("urn:panel", "D1", "1"));
    }

    @Test
    void anAlarmAtAPointOutsideTheListBreaksTheDrillAndAlarmsForReal() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        FireDecision broken = site.hear(2, press("2", "P9"));

        assertThat(broken.detections())
                .filteredOn(d -> d.level() == Level.RED)
                .extracting(Detection::point)
                .containsExactly("P1", "P9");
        assertThat(broken.detections())
                .filteredOn(d -> d.level() == Level.RED)
                .allSatisfy(
                        d -> {
                            assertThat(d.tags()).contains("drill-broken");
                            assertThat(d.reason()).contains("登记测试被打断", "P9");
                        });
    }

    @Test
    void whatHadBeenTakenAsDrillIsRaisedRedWithItsRawPressWhenTheDrillBreaks() {
        site.register(0, window("w", P1, P2));
        site.hear(1, press("1", "P1"));
        site.hear(2, press("2", "P2"));
        site.hear(3, signal("r", FireSignalKind.RESTORE, "D1", "P2"));

        FireDecision broken = site.hear(4, signal("4", FireSignalKind.ALARM, "D7", null));

        assertThat(broken.detections())
                .filteredOn(Detection::raised)
                .extracting(Detection::rawPressId)
                .containsExactly(
                        RawPress.idOf("urn:panel", "D1", "1"),
                        RawPress.idOf("urn:panel", "D1", "2"),
                        RawPress.idOf("urn:panel", "D7", "4"));
        assertThat(site.state.devices().get("D1").conditions())
                .extracting(OpenCondition::point)
                .containsExactly("P1");
        assertThat(broken.detections())
                .filteredOn(d -> !d.raised() && d.kind().equals("drill"))
                .extracting(Detection::point)
                .containsExactly("P1");
        assertThat(broken.detections().get(4).tags()).contains("incident");
    }

    @Test
    void aBrokenDrillExcusesNothingForTheRestOfItsTime() {
        site.register(0, window("w", P1));
        site.hear(2, press("2", "P9"));

        assertThat(site.hear(3, press("3", "P1")).detections())
                .extracting(Detection::level)
                .containsExactly(Level.RED);
    }

    @Test
    void aSecondPointOfAnotherTypeBreaksTheDrillUnlessBothTypesAreDeclared() {
        site.register(0, window("w", P1, P2));
        site.hear(1, press("1", "P1"));

        FireDecision broken = site.hear(2, alarm("2", "P2"));

        assertThat(broken.detections())
                .filteredOn(d -> d.level() == Level.RED)
                .extracting(Detection::kind)
                .containsExactly("press", "detector");
    }

    @Test
    void pointsOfTwoDeclaredTypesAreOneDrill() {
        site.register(
                0,
                window(
                        "w",
                        new TestPoint("D1", "P1", FireSignalKind.PRESS),
                        new TestPoint("D1", "P2", FireSignalKind.ALARM)));
        site.hear(1, press("1", "P1"));

        assertThat(site.hear(2, alarm("2", "P2")).detections())
                .extracting(Detection::level)
                .containsExactly(Level.BLUE);
    }

    @Test
    void anotherTypeThanTheDeclaredOneBreaksTheDrill() {
        site.register(0, window("w", new TestPoint("D1", "P1", FireSignalKind.PRESS)));

        assertThat(site.hear(1, alarm("1", "P1")).detections())
                .extracting(Detection::level)
                .containsExactly(Level.RED);
    }

    @Test
    void anEmptyListIsAllPointsOfTheSiteButNotOfBothTypes() {
        site.register(0, window("w"));

        assertThat(site.hear(1, press("1", "P1")).detections().get(0).level())
                .isEqualTo(Level.BLUE);
        assertThat(site.hear(2, press("2", "P5")).detections().get(0).level())
                .isEqualTo(Level.BLUE);
        assertThat(site.hear(3, alarm("3", "P6")).detections())
                .filteredOn(d -> d.level() == Level.RED)
                .hasSize(3);
    }

    @Test
    void aPanelThatReportsItselfBesideATestedPointDoesNotBreakTheDrill() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        assertThat(site.hear(2, alarm("2", null)).detections())
                .extracting(Detection::level)
                .containsExactly(Level.BLUE);
    }

    @Test
    void aPanelThatReportsOnlyItselfBreaksTheDrillOfItsPoints() {
        site.register(0, window("w", P1));

        assertThat(site.hear(2, alarm("2", null)).detections())
                .extracting(Detection::level)
                .containsExactly(Level.RED);
    }

    @Test
    void aPointThatBurntBeforeTheWindowStaysReal() {
        site.hear(-5, press("1", "P1"));
        site.register(0, window("w", P1));

        assertThat(site.hear(1, press("2", "P1")).detections())
                .extracting(Detection::level)
                .containsExactly(Level.RED);
        assertThat(site.state.tests().get(0).broken()).isFalse();
    }

    @Test
    void aPointThatIsListedInASecondWindowDoesNotBreakTheFirst() {
        site.register(0, window("w1", P1));
        site.register(0, window("w2", new TestPoint("D2", null, null)));

        assertThat(site.hear(1, signal("1", FireSignalKind.PRESS, "D2", "P7")).detections())
                .extracting(Detection::level)
                .containsExactly(Level.BLUE);
        assertThat(site.state.tests()).noneMatch(DrillWindow::broken);
    }

    @Test
    void aRestoreClearsTheRecordOfTheDrill() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        FireDecision restore = site.hear(2, signal("2", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(restore.detections()).hasSize(1);
        assertThat(restore.detections().get(0).kind()).isEqualTo("drill");
        assertThat(restore.detections().get(0).raised()).isFalse();
    }

    @Test
    void aWindowIsForgottenAfterItsEnd() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));
        site.hear(2, signal("2", FireSignalKind.RESTORE, "D1", "P1"));

        site.beat(599, "D1");
        FireDecision end = site.waitUntil(660);

        assertThat(end.state().tests()).isEmpty();
        assertThat(end.detections()).isEmpty();
    }

    @Test
    void whatNobodyRestoredDuringATestIsOrangeAtItsEndUntilItIsRestored() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        site.beat(599, "D1");
        FireDecision end = site.waitUntil(660);

        assertThat(end.state().tests()).isEmpty();
        assertThat(end.detections())
                .extracting(Detection::kind, Detection::raised, Detection::level)
                .containsExactly(
                        tuple("drill-unrestored", true, Level.ORANGE),
                        tuple("drill", false, Level.BLUE));
        assertThat(end.detections().get(0).alertClass()).isEqualTo(AlertClass.ALARM);
        assertThat(end.detections().get(0).reason()).contains("测试结束仍未恢复");

        FireDecision restore = site.hear(700, signal("3", FireSignalKind.RESTORE, "D1", "P1"));

        assertThat(restore.detections())
                .extracting(Detection::kind, Detection::raised)
                .containsExactly(tuple("drill-unrestored", false));
    }

    @Test
    void aDeviceThatWasForgottenDuringALongTestIsRaisedAllTheSame() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));
        site.state =
                new FireSiteState(
                        Map.of(),
                        site.state.seen(),
                        null,
                        site.state.timer(),
                        site.state.panels(),
                        site.state.tests(),
                        site.state.fires());

        FireDecision cancel = site.register(2, cancelled(window("w", P1)));

        assertThat(cancel.detections().get(0).level()).isEqualTo(Level.RED);
    }

    @Test
    void aWindowOfASiteThatWasNeverHeardLeavesNothingBehind() {
        site.register(0, window("w", P1));
        assertThat(site.state.timer()).isEqualTo(at(660));

        assertThat(site.waitUntil(660).state()).isEqualTo(FireSiteState.EMPTY);
    }

    @Test
    void aSignalThatWasReceivedInsideTheWindowAndComesLaterIsStillADrill() {
        site.register(0, window("w", P1));
        LogTime late = LogTime.steady(at(650));

        FireDecision taken =
                FireRule.apply(
                        site.state,
                        FireSite.received(press("1", "P1"), at(599)),
                        late,
                        FireSite.POLICY);

        assertThat(taken.detections()).extracting(Detection::kind).containsExactly("drill");
    }

    @Test
    void aCancelledWindowExcusesNothingNeitherBeforeNorAfter() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        FireDecision cancel = site.register(2, cancelled(window("w", P1)));
        FireDecision next = site.hear(3, press("2", "P1"));

        assertThat(cancel.detections())
                .extracting(Detection::kind, Detection::raised, Detection::level)
                .containsExactly(
                        tuple("press", true, Level.RED), tuple("drill", false, Level.BLUE));
        assertThat(cancel.detections().get(0).reason()).contains("登记测试已撤销");
        assertThat(next.detections()).extracting(Detection::level).containsExactly(Level.RED);
        assertThat(next.state().tests()).isEmpty();
    }

    @Test
    void aWindowTooManyIsNotTakenSoItsPointsAlarm() {
        for (int i = 0; i < FireSite.POLICY.maxWindows(); i++) {
            site.register(0, window("w" + i, new TestPoint("X", "P" + i, null)));
        }
        site.register(0, window("one-more", P1));

        assertThat(site.state.tests()).hasSize(32);
        assertThat(site.hear(1, press("1", "P1")).detections().get(0).level()).isEqualTo(Level.RED);
    }

    @Test
    void aRepeatDuringADrillIsARepeat() {
        site.register(0, window("w", P1));
        site.hear(1, press("1", "P1"));

        FireDecision again = site.hear(2, press("1", "P1"));

        assertThat(again.detections()).isEmpty();
        assertThat(again.outcomes())
                .extracting(SignalOutcome::outcome)
                .containsExactly(SignalOutcome.Outcome.DUPLICATE);
    }

    @Test
    void drilledPointsAreNoIncident() {
        site.register(0, window("w", P1, P2));
        site.hear(1, press("1", "P1"));
        site.hear(2, press("2", "P2"));

        assertThat(site.detections).allMatch(d -> !d.tags().contains("incident"));
        assertThat(site.state.fires()).isEmpty();
    }

    @Test
    void aRecordedEventNeitherIsADrillNorBreaksOne() {
        site.register(0, window("w", P1));

        FireDecision recorded = site.hear(1, replayed(press("1", "P9")));

        assertThat(recorded.detections()).extracting(Detection::replay).containsExactly(true);
        assertThat(site.state.tests().get(0).broken()).isFalse();
    }
}
