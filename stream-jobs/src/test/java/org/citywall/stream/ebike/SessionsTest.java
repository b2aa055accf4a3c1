package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.ebike.ChargingPhase;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.stream.ebike.EbikeDecision.Verdict;
import org.junit.jupiter.api.Test;

/** Begin and end of sessions as chargers tell them, or do not. */
class SessionsTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void aWholeSession() {
        site.says().watts(290).session("17", 60).energy(5).heard(60);
        charge(70, 3_600, 300, "17", 0);
        site.says()
                .state(PortState.IDLE)
                .session("17", 3_600)
                .energy(295)
                .stop(StopReason.MANUAL)
                .heard(3_601);

        assertThat(site.sessions).hasSize(1);
        ChargingSession session = site.sessions.get(0);
        assertThat(session.startedAt()).isEqualTo(EbikeSite.at(0));
        assertThat(session.endedAt()).isEqualTo(EbikeSite.at(3_601));
        assertThat(session.seconds()).isEqualTo(3_600);
        assertThat(session.energyWh()).isEqualTo(295);
        assertThat(session.plateauW()).isEqualTo(300);
        assertThat(session.peakTempC()).isEqualTo(40);
        assertThat(session.stopReason()).isEqualTo(StopReason.MANUAL);
        assertThat(session.kinds()).isEmpty();
        assertThat(site.told()).isEmpty();
    }

    @Test
    void thePhasesOfACurve() {
        charge(0, 120, 300, "1", 0);
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.START);
        charge(120, 1_800, 300, "1", 0);
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.PLATEAU);
        charge(1_800, 2_400, 180, "1", 0);
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.TAPER);
        charge(2_400, 3_000, 12, "1", 0);
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.FLOAT);
        assertThat(site.port(1).session.plateauW).isEqualTo(300);
    }

    @Test
    void aMissingEndIsInferredFromTheNextNumber() {
        charge(0, 600, 300, "17", 0);
        site.says().watts(150).session("18", 10).heard(1_200);

        assertThat(site.sessions).hasSize(1);
        assertThat(site.sessions.get(0).stopReason()).isNull();
        assertThat(site.sessions.get(0).endedAt()).isEqualTo(EbikeSite.at(590));
        assertThat(site.port(1).session.startedAt).isEqualTo(EbikeSite.at(1_190).toEpochMilli());
    }

    @Test
    void aNumberThatIsUsedAgainIsSeenByItsSeconds() {
        charge(0, 1_200, 300, "17", 0);
        site.says().watts(150).session("17", 30).heard(1_300);
        assertThat(site.sessions).as("the seconds went back").hasSize(1);

        site.says().watts(150).session("17", 2_000).heard(20_000);
        assertThat(site.sessions).as("it began after the other was last heard").hasSize(2);
    }

    @Test
    void aGapInsideOneSessionDoesNotTearIt() {
        charge(0, 1_200, 300, "17", 0);
        charge(9_000, 9_600, 300, "17", 0);

        assertThat(site.sessions).isEmpty();
        assertThat(site.port(1).session.startedAt).isEqualTo(EbikeSite.at(0).toEpochMilli());
    }

    @Test
    void aSessionWhoseBeginWasMissedHasTheChargersBegin() {
        site.says().watts(300).session("17", 5_400).heard(6_000);

        assertThat(site.port(1).session.startedAt).isEqualTo(EbikeSite.at(600).toEpochMilli());
    }

    @Test
    void aStragglerDoesNotOpenItAgain() {
        charge(0, 600, 300, "17", 0);
        site.says().state(PortState.IDLE).session("17", 600).stop(StopReason.FULL).heard(600);
        site.says().watts(300).session("17", 598).heard(602);

        assertThat(site.sessions).hasSize(1);
        assertThat(site.port(1).session).isNull();
    }

    @Test
    void aRepeatIsNotJudgedAndALateOneOnlyShowsLife() {
        site.says().id("x").watts(300).heard(10);
        assertThat(site.says().id("x").watts(300).heard(11).verdict()).isEqualTo(Verdict.DUPLICATE);
        site.says().watts(300).measured(20).heard(20);
        EbikeDecision late = site.says().watts(5).measured(15).heard(21);
        assertThat(late.verdict()).isEqualTo(Verdict.LATE);
        assertThat(site.port(1).powerW).isEqualTo(300);
    }

    @Test
    void aSessionThatNobodyHearsOfAnyMoreEnds() {
        charge(0, 600, 300, "17", 0);
        for (int second = 600; second < 15_000; second += 60) {
            site.board(second);
        }

        assertThat(site.sessions).hasSize(1);
        assertThat(site.sessions.get(0).endedAt()).isEqualTo(EbikeSite.at(590));
        assertThat(site.page.summary().powerW()).isZero();
    }

    @Test
    void twoHoursAtOnceAreJudgedByTheirOwnTimes() {
        for (int second = 0; second <= 7_200; second += 30) {
            site.says().watts(300).temp(40).session("17", second).measured(second).heard(7_300);
        }

        assertThat(site.port(1).session.startedAt).isEqualTo(EbikeSite.at(0).toEpochMilli());
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.PLATEAU);
        assertThat(site.page.ports().get(0).curve()).isNotNull();
        assertThat(site.told()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackIsFollowedAfterAMinute() {
        chargeMeasured(0, 1_800, 0);
        chargeMeasured(1_800, 2_400, -3_600);

        assertThat(site.sessions).isEmpty();
        assertThat(site.port(1).at).isEqualTo(EbikeSite.at(2_390 - 3_600).toEpochMilli());
        assertThat(site.port(1).session.plateauW).isEqualTo(300);
    }

    @Test
    void aClockThatIsSetForwardTearsNothing() {
        chargeMeasured(0, 1_800, -7_200);
        chargeMeasured(1_800, 2_400, 0);

        assertThat(site.sessions).isEmpty();
        assertThat(site.told()).isEmpty();
        assertThat(Sessions.length(site.port(1))).isEqualTo(2_390_000);
    }

    @Test
    void aTimeFarAheadIsNotBelieved() {
        site.says().watts(300).temp(80).measured(90_000).heard(10);
        site.says().watts(300).temp(80).measured(90_010).heard(20);

        assertThat(site.port(1).at).isEqualTo(EbikeSite.at(20).toEpochMilli());
        assertThat(site.detections.get(0).tags()).containsExactly("设备时钟超前");
    }

    @Test
    void aNewBatteryInTheSameSessionHasAShapeOfItsOwn() {
        charge(0, 3_600, 300, "17", 0);
        charge(3_600, 3_660, 0, "17", 0);
        charge(3_660, 5_400, 150, "17", 0);

        assertThat(site.sessions).isEmpty();
        assertThat(site.port(1).session.plateauW).isEqualTo(150);
        assertThat(site.port(1).session.greatestW).isEqualTo(300);
        assertThat(site.port(1).session.phase).isEqualTo(ChargingPhase.PLATEAU);
    }

    @Test
    void oneZeroOfTheMeterIsNoNewBattery() {
        charge(0, 3_600, 300, "17", 0);
        site.says().watts(0).session("17", 3_600).heard(3_600);
        charge(3_610, 5_400, 300, "17", 0);

        assertThat(site.port(1).session.batteryAt).isEqualTo(EbikeSite.at(0).toEpochMilli());
    }

    @Test
    void recordedReadingsOfANewRunBeginWithEmptyMemories() {
        site.says().replay("one").watts(300).temp(80).heard(10);
        site.says().replay("one").watts(300).temp(80).heard(20);
        site.says().replay("two").watts(300).temp(30).heard(30);

        assertThat(site.told()).containsExactly("port-hot 2", "port-hot -");
        assertThat(site.detections).allMatch(one -> one.replay());
        assertThat(site.detections.get(0).groupKey()).isEqualTo("ebike/alarm/C-012/replay");
        assertThat(site.page.id()).isEqualTo("C-012~replay");
    }

    @Test
    void twoRunsThatAlternateDoNotBeginAnewWithEachReading() {
        site.says().replay("one").watts(300).temp(80).heard(10);
        for (int at = 20; at < 600; at += 20) {
            site.says().replay("two").watts(300).temp(80).heard(at);
            EbikeDecision other = site.says().replay("one").watts(300).temp(30).heard(at + 10);
            assertThat(other.verdict()).isEqualTo(Verdict.REFUSED);
        }

        assertThat(site.told()).containsExactly("port-hot 2");
        assertThat(site.page.summary().reasons()).contains("回放“one”已被“two”取代，其后续数据不再采用");
        assertThat(site.page.summary().level()).isEqualTo(2);
    }

    @Test
    void aRunOfWhichNothingWasRefusedIsNotNamed() {
        site.says().replay("one").watts(300).heard(10);
        site.says().replay("two").watts(300).temp(80).heard(20);
        site.says().replay("two").watts(300).temp(80).heard(30);
        assertThat(site.page.summary().reasons()).noneMatch(one -> one.contains("取代"));

        site.says().replay("one").watts(300).heard(40);
        site.says().replay("two").watts(300).temp(30).heard(100);
        assertThat(site.page.summary().reasons()).anyMatch(one -> one.contains("取代"));
        site.says().replay("one").watts(300).heard(700);
        assertThat(site.site.refusedRuns).as("its own turn again").isEmpty();
    }

    @Test
    void aRunThatWasQuietForTenMinutesMayBeginAgain() {
        site.says().replay("one").watts(300).temp(80).heard(10);
        site.says().replay("two").watts(300).temp(80).heard(20);
        site.says().replay("one").watts(300).temp(80).heard(700);
        site.says().replay("one").watts(300).temp(80).heard(710);

        assertThat(site.told()).containsExactly("port-hot 2");
        assertThat(site.says().replay("two").watts(300).heard(720).verdict())
                .isEqualTo(Verdict.REFUSED);
    }

    private void charge(int from, int to, double watts, String session, int begun) {
        for (int second = from; second < to; second += 10) {
            site.says().watts(watts).temp(40).session(session, second - begun).heard(second);
        }
    }

    private void chargeMeasured(int from, int to, int wrong) {
        for (int second = from; second < to; second += 10) {
            site.says().watts(300).session("17", second).measured(second + wrong).heard(second);
        }
    }
}
