package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortCurve;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.junit.jupiter.api.Test;

class HeatRulesTest {
    private final EbikeSite site = new EbikeSite();
    private double second;

    @Test
    void twoSamplesAboveALimitReachItsLevel() {
        temps(30, 66, 66, 76, 76, 91);
        assertThat(site.told()).containsExactly("port-hot 3", "port-hot 2");
        temps(91);
        assertThat(site.told()).containsExactly("port-hot 3", "port-hot 2", "port-hot 1");
        Detection red = site.detections.get(2);
        assertThat(red.reason()).isEqualTo("1 号桩 1 号端口：91 ℃，连续 2 次高于 90 ℃");
        assertThat(red.groupKey()).isEqualTo("ebike/alarm/C-012");
        assertThat(red.deviceId()).isEqualTo("CH-1");
        assertThat(red.point()).isEqualTo("1");
        PortCurve curve = Json.read(red.evidence().get("curve"), PortCurve.class);
        assertThat(curve.tempC()).hasSize(30).endsWith(91.0);
        assertThat(curve.powerW()).hasSize(30).endsWith(300.0);
    }

    @Test
    void oneWrongValueOfASensorIsNothing() {
        temps(40, 85, 40, 41, 127, 40, 40, -127, 40, 900, 900, 40);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void aPortOnTheLimitDoesNotFlapAndItsEndIsToldOnce() {
        temps(66, 66, 64, 66, 64, 66, 66, 61, 62, 66);
        assertThat(site.told()).containsExactly("port-hot 3");
        temps(59, 59, 59, 59);
        assertThat(site.told()).containsExactly("port-hot 3", "port-hot -");
    }

    @Test
    void aLevelThatFallsIsOnlyShown() {
        temps(92, 92, 80, 80);
        assertThat(site.told()).containsExactly("port-hot 1");
        assertThat(site.page.summary().level()).isEqualTo(2);
        temps(92, 92);
        assertThat(site.told()).containsExactly("port-hot 1", "port-hot 1");
    }

    @Test
    void aRunawayIsSeenBeforeItIsHot() {
        second = 0;
        for (int minute = 0; minute < 10; minute++) {
            temps(25, 25, 25, 25, 25, 25);
        }
        for (int i = 0; i < 60; i++) {
            temps(25 + i * 0.5);
        }
        assertThat(site.told()).first().isEqualTo("temp-rise 2");
        assertThat(site.detections.get(0).reason()).contains("每分钟 3 ℃");
    }

    /** 15 K above the ambient with a time constant of four minutes: 3.7 K in the first minute. */
    @Test
    void aPortThatWarmsUnderLoadIsNormal() {
        for (int i = 0; i < 360; i++) {
            temps(36 + 15 * (1 - Math.exp(-i * 10 / 240.0)));
        }

        assertThat(site.told()).isEmpty();
    }

    @Test
    void aSensorThatJumpsIsNoRise() {
        for (int i = 0; i < 60; i++) {
            temps(30);
        }
        for (int i = 0; i < 60; i++) {
            temps(62);
        }

        assertThat(site.told()).isEmpty();
    }

    @Test
    void aPortFarAboveItsBoardUnderLoad() {
        site.says().watts(300).temp(60).board(32).heard(0);
        site.says().watts(300).temp(60).board(32).heard(10);
        assertThat(site.told()).containsExactly("port-above-board 2");
        site.says().watts(300).temp(55).board(32).heard(20);
        site.says().watts(300).temp(50).board(32).heard(30);
        site.says().watts(300).temp(50).board(32).heard(40);
        assertThat(site.told()).containsExactly("port-above-board 2", "port-above-board -");
    }

    @Test
    void withoutLoadOrWithAnOldBoardNothingIsCompared() {
        site.says().watts(3).temp(60).board(32).heard(0);
        site.says().watts(3).temp(60).board(32).heard(10);
        site.says().watts(300).temp(60).heard(700);
        site.says().watts(300).temp(60).heard(710);

        assertThat(site.told()).isEmpty();
    }

    @Test
    void threeWarmPortsWithinTenMinutes() {
        for (int port = 1; port <= 2; port++) {
            warm(port, port * 100);
        }
        warm(1, 320);
        assertThat(site.told()).isEmpty();
        warm(3, 500);
        assertThat(site.told()).containsExactly("warm-group 2");
        assertThat(site.detections.get(0).deviceId()).isEqualTo("C-012");
        for (int second = 600; second < 3_600; second += 60) {
            for (int port = 1; port <= 3; port++) {
                site.says().port(port).watts(200).temp(45).heard(second + port);
            }
        }
        assertThat(site.told()).containsExactly("warm-group 2", "warm-group -");
    }

    @Test
    void threeWarmPortsFarApartAreNoGroup() {
        for (int port = 1; port <= 3; port++) {
            warm(port, port * 1_000);
        }

        assertThat(site.told()).isEmpty();
    }

    @Test
    void smokeIsRedAtOnceAndOverAfterTwoMinutes() {
        site.says().port(0).state(null).smoke(false).heard(0);
        site.says().port(0).state(null).smoke(true).heard(10);
        assertThat(site.told()).containsExactly("smoke 1");
        assertThat(site.detections.get(0).point()).isNull();
        assertThat(site.detections.get(0).reason()).contains("建议切断整桩");
        site.says().port(0).state(null).smoke(false).heard(20);
        site.says().port(0).state(null).smoke(true).heard(60);
        site.says().port(0).state(null).smoke(false).heard(70);
        site.says().port(0).state(null).smoke(false).heard(150);
        assertThat(site.told()).containsExactly("smoke 1");
        site.says().port(0).state(null).smoke(false).heard(190);
        assertThat(site.told()).containsExactly("smoke 1", "smoke -");
    }

    @Test
    void whatTheChargerStoppedForIsADanger() {
        site.says().watts(300).temp(40).heard(0);
        site.says().state(PortState.IDLE).stop(StopReason.SMOKE).heard(10);
        site.says().port(2).watts(300).heard(11);
        site.says().port(2).state(PortState.IDLE).stop(StopReason.OVER_TEMPERATURE).heard(12);
        assertThat(site.told()).containsExactly("smoke 1", "port-hot 2");
        assertThat(site.sessions.get(0).kinds()).containsExactly("smoke");

        site.says().state(PortState.IDLE).watts(0).heard(2_000);
        assertThat(site.told()).containsExactly("smoke 1", "port-hot 2", "smoke -");
    }

    @Test
    void aSensorThatHasLeftItsRangeIsRedAndOneThatStandsStillIsBroken() {
        temps(40, 280, 290);
        assertThat(site.told()).containsExactly("port-hot 1");
        assertThat(site.detections.get(0).reason()).contains("超量程");
        temps(40, 40);
        assertThat(site.told()).containsExactly("port-hot 1", "port-hot -");
        temps(900, 900, 900, 900, 900, 900, 900);
        assertThat(site.told()).containsExactly("port-hot 1", "port-hot -", "port-hot 3");
        assertThat(site.detections.get(2).reason()).contains("传感器可能故障");
    }

    @Test
    void aPortThatIsOffHasNotCooledForWantOfASample() {
        for (int at = 0; at < 600; at += 10) {
            site.says().watts(1_500).temp(Math.min(64, 25 + at / 20.0)).board(20).heard(at);
        }
        for (int at = 600; at < 1_200; at += 30) {
            site.says().state(PortState.IDLE).heard(at);
        }

        assertThat(site.told())
                .contains("over-power -")
                .doesNotContain("temp-rise -", "port-above-board -");
        for (int at = 1_200; at < 2_400; at += 30) {
            site.says().state(PortState.IDLE).heard(at);
        }
        assertThat(site.port(1).findings)
                .extracting(Finding::rule)
                .contains(EbikeKind.TEMP_RISE, EbikeKind.PORT_ABOVE_BOARD);
        assertThat(site.port(1).findings).allMatch(one -> one.reason().contains("是否降温未知"));
    }

    @Test
    void aPortThatIsOffAndMeasuredIsNotComparedWithABoardThatSaysNothing() {
        for (int at = 0; at < 120; at += 10) {
            site.says().watts(300).temp(60).board(20).heard(at);
        }
        for (int at = 120; at < 900; at += 30) {
            site.says().state(PortState.IDLE).temp(58).heard(at);
        }

        assertThat(site.told()).containsExactly("port-above-board 2", "port-above-board -");
    }

    @Test
    void whoHasBeenThereEndsWhatNobodyMeasuresOfAPortThatIsNotLocked() {
        temps(80, 81);
        site.order(30, "early", PortAction.ENABLE, "officer");
        assertThat(site.order().state()).isEqualTo(PortOrderState.REFUSED);
        for (int at = 100; at < 1_200; at += 10) {
            site.says().state(PortState.IDLE).watts(0).heard(at);
        }
        assertThat(site.portView(1).heatUnknown()).isTrue();
        site.order(1_200, "e1", PortAction.ENABLE, "officer");

        assertThat(site.order().state()).isEqualTo(PortOrderState.ENABLED);
        assertThat(site.order().detail()).isEqualTo("端口没有锁定；officer 核实后解除温度告警");
        assertThat(site.told()).endsWith("port-hot -");
        assertThat(site.commands).as("nothing was switched").isEmpty();
        assertThat(site.portView(1).heatUnknown()).isFalse();
        site.order(1_210, "e2", PortAction.ENABLE, "officer");
        assertThat(site.order().state()).isEqualTo(PortOrderState.REFUSED);
    }

    @Test
    void aHotPortOfWhichNoTemperatureComesAnyMoreSaysSoOnceAndIsNotOver() {
        temps(92, 93);
        for (int at = 20; at < 2_400; at += 10) {
            site.says().watts(300).heard(at);
        }

        assertThat(site.told()).containsExactly("port-hot 1", "port-hot 1");
        Detection lost = site.detections.get(1);
        assertThat(lost.reason()).contains("已 15 分钟没有温度实测，最后为 93 ℃，是否降温未知");
        assertThat(lost.receivedAt()).isEqualTo(EbikeSite.at(910));
        assertThat(lost.evidence())
                .containsEntry("最后实测温度", "93 ℃")
                .containsKey("温度实测时间")
                .doesNotContainKey("端口温度");
        assertThat(site.portView(1).tempC()).isNull();
        assertThat(site.page.summary().hottestC()).isNull();
        assertThat(site.page.summary().level()).isEqualTo(1);

        site.says().watts(300).temp(40).heard(2_400);
        assertThat(site.port(1).findings.get(0).reason()).contains("恢复温度实测");
        site.says().watts(300).temp(40).heard(2_410);
        assertThat(site.told()).containsExactly("port-hot 1", "port-hot 1", "port-hot -");
        assertThat(site.portView(1).tempC()).isEqualTo(40);
    }

    @Test
    void aHotPortThatIsStillHotWhenItIsMeasuredAgainStaysSo() {
        temps(92, 93);
        site.says().watts(300).heard(1_000);
        site.says().watts(300).temp(94).heard(1_010);
        site.says().watts(300).temp(94).heard(1_020);

        assertThat(site.told()).containsExactly("port-hot 1", "port-hot 1");
        assertThat(site.page.summary().hottestC()).isEqualTo(94);
    }

    @Test
    void aHotPortThatIsNotHeardWhileItsChargerIsSaysSoToo() {
        temps(92, 93);
        for (int at = 30; at < 3_000; at += 60) {
            site.board(at);
        }

        assertThat(site.told()).containsExactly("port-hot 1", "port-hot 1");
        assertThat(site.detections.get(1).reason()).contains("没有温度实测");
    }

    @Test
    void aRedThatNobodyMeasuresDoesNotLockThePortForEver() {
        temps(92, 93);
        site.order(30, "o1", PortAction.CUT_OFF, "officer");
        for (int at = 40; at < 500; at += 60) {
            site.board(at);
        }
        site.order(500, "o2", PortAction.ENABLE, "lead");
        assertThat(site.order().state()).isEqualTo(PortOrderState.REFUSED);
        for (int at = 520; at < 2_000; at += 60) {
            site.board(at);
        }
        site.order(2_000, "o3", PortAction.ENABLE, "lead");

        assertThat(site.order().state()).isEqualTo(PortOrderState.ENABLED);
        assertThat(site.told()).contains("port-hot -");
    }

    @Test
    void aPersonWhoGivesThePortFreeEndsWhatNobodyMeasures() {
        temps(80, 81);
        site.order(30, "o1", PortAction.CUT_OFF, "officer");
        site.waitUntil(100);
        for (int at = 100; at < 1_200; at += 10) {
            site.says().state(PortState.IDLE).watts(0).heard(at);
        }
        assertThat(site.told()).contains("port-hot 2").doesNotContain("port-hot -");
        site.order(1_200, "e1", PortAction.ENABLE, "lead");

        assertThat(site.told()).endsWith("port-hot -");
        assertThat(site.page.summary().level()).isEqualTo(5);
    }

    private void temps(double... celsius) {
        for (double one : celsius) {
            site.says().watts(300).temp(one).heard(second);
            second += 10;
        }
    }

    private void warm(int port, int from) {
        site.says().port(port).watts(200).temp(62).heard(from);
        site.says().port(port).watts(200).temp(62).heard(from + 10);
    }
}
