package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.stream.ebike.EbikeDecision.Verdict;
import org.junit.jupiter.api.Test;

/** Chargers that fall silent, and cameras, which never say that something is over. */
class SilenceTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void aChargerOfSeveralThatIsSilentIsAMatterOfMaintenance() {
        site.says().station("CH-1", 1).watts(300).heard(0);
        for (int second = 0; second <= 600; second += 30) {
            site.says().station("CH-2", 1).watts(100).heard(second);
        }

        assertThat(site.toldAll()).containsExactly("station-offline 3");
        assertThat(site.detections.get(0).alertClass()).isEqualTo(AlertClass.MAINTENANCE);
        assertThat(site.detections.get(0).groupKey()).isEqualTo("ebike/maintenance/C-012");
        assertThat(site.detections.get(0).receivedAt()).isEqualTo(EbikeSite.at(180));
        assertThat(site.page.summary().stationsOffline()).isOne();
        assertThat(site.page.summary().powerW()).as("of whom is heard").isEqualTo(100);
        site.says().station("CH-1", 1).watts(300).heard(601);
        assertThat(site.toldAll()).containsExactly("station-offline 3", "station-offline -");
    }

    @Test
    void allOfThemAreOneAlarm() {
        two(0);
        site.waitUntil(600);

        assertThat(site.toldAll())
                .containsExactly("station-offline 3", "station-offline 3", "site-offline 2");
        assertThat(site.detections.get(2).reason()).contains("全部 2 台充电桩失联，失联前 2 个端口在充电");
        assertThat(site.detections.get(2).title()).isEqualTo("断电或火灾");
        assertThat(site.page.summary().offline()).isTrue();
        two(700);
        assertThat(site.toldAll()).contains("site-offline -");
    }

    @Test
    void itIsRedWhereAPortWasHotBefore() {
        site.says().station("CH-1", 1).watts(300).temp(80).heard(0);
        site.says().station("CH-1", 1).watts(300).temp(80).heard(10);
        two(20);
        site.waitUntil(600);

        assertThat(site.toldAll()).endsWith("site-offline 1");
        assertThat(site.detections.get(site.detections.size() - 1).reason()).contains("橙色告警");
    }

    @Test
    void theOnlyChargerOfASiteMayJustHaveLostItsNetwork() {
        site.says().watts(300).heard(0);
        site.waitUntil(500);
        assertThat(site.toldAll()).containsExactly("station-offline 3");
        site.waitUntil(600);
        assertThat(site.toldAll()).containsExactly("station-offline 3", "site-offline 2");
    }

    @Test
    void theHeartbeatOfTheProfileCounts() {
        site.set(
                0,
                new ChargerProfile(
                        "C-012",
                        1,
                        null,
                        null,
                        null,
                        250,
                        null,
                        false,
                        null,
                        null,
                        EbikeSite.START));
        two(1);
        site.waitUntil(750);
        assertThat(site.toldAll()).isEmpty();
        site.waitUntil(752);
        assertThat(site.toldAll()).hasSize(3);
    }

    @Test
    void silenceCountsOnlyWhileSomebodyCouldBeHeard() {
        two(0);
        EbikeRule.sleepUntil(site.site, EbikeSite.at(3_600), EbikeSite.POLICY);
        site.waitUntil(3_779);
        assertThat(site.toldAll()).isEmpty();
        site.waitUntil(3_780);
        assertThat(site.toldAll()).hasSize(3);
    }

    @Test
    void unregisteredAndRecordedChargersAreNotMissed() {
        site.says().unregistered().watts(300).heard(0);
        site.waitUntil(10_000);
        assertThat(site.toldAll()).isEmpty();

        EbikeSite recorded = new EbikeSite();
        recorded.says().replay("run").watts(300).heard(0);
        recorded.waitUntil(10_000);
        assertThat(recorded.toldAll()).isEmpty();
    }

    @Test
    void aChargerThatIsGoneForGoodIsForgottenAndSaysSo() {
        site.says().station("CH-1", 1).watts(300).temp(70).heard(0);
        site.says().station("CH-1", 1).watts(300).temp(70).heard(1);
        for (int hour = 0; hour < 31 * 24; hour++) {
            site.says().station("CH-2", 1).watts(100).heard(hour * 3_600 + 2);
        }

        assertThat(site.site.stations.keySet()).containsExactly("CH-2");
        assertThat(site.ports.get("CH-1#1")).isNull();
        assertThat(site.site.ports).isOne();
        assertThat(site.page.summary().stations()).isOne();
        assertThat(site.page.summary().stationsOffline()).isZero();
        assertThat(site.toldAll()).contains("port-hot -", "station-offline -");
        assertThat(
                        site.detections.stream()
                                .filter(one -> !one.raised() && one.kind().equals("port-hot")))
                .allMatch(one -> one.reason().contains("已 30 天没有任何消息，不再计入本场所"));
        site.says().station("CH-1", 1).watts(300).heard(31 * 86_400);
        assertThat(site.site.stations).hasSize(2);
    }

    @Test
    void aSiteThatIsGoneLeavesNothingButItsLastPage() {
        two(0);
        site.waitUntil(31 * 86_400);

        assertThat(site.site.isEmpty()).isTrue();
        assertThat(EbikeRule.nextTimer(site.site, EbikeSite.POLICY)).isNull();
        assertThat(site.toldAll()).endsWith("site-offline -");
        assertThat(site.page.summary().stations()).isZero();
        assertThat(site.page.summary().level()).isEqualTo(5);
    }

    @Test
    void aLockedPortIsNeverForgotten() {
        two(0);
        site.cutOff(1);
        site.waitUntil(31 * 86_400);
        assertThat(site.site.stations.keySet()).containsExactly("CH-1");
        assertThat(site.port(1).lockedBy).isEqualTo("officer");

        site.order(31 * 86_400 + 1, "e", PortAction.ENABLE, "lead");
        site.waitUntil(32 * 86_400);
        assertThat(site.site.stations).isEmpty();
    }

    @Test
    void theIdsOfOrdersDoNotKeepASiteForEver() {
        two(0);
        site.cutOff(1);
        site.waitUntil(100);
        site.order(31 * 86_400, "e", PortAction.ENABLE, "lead");
        site.waitUntil(33 * 86_400);
        assertThat(site.site.isEmpty()).as("the id is remembered").isFalse();
        site.waitUntil(39 * 86_400);

        assertThat(site.site.isEmpty()).isTrue();
        assertThat(EbikeRule.nextTimer(site.site, EbikeSite.POLICY)).isNull();
    }

    @Test
    void anOrderOfAPortThatWasNeverHeardLeavesNothing() {
        site.cutOff(1);
        site.waitUntil(100);
        site.order(101, "e", PortAction.ENABLE, "lead");
        site.waitUntil(8 * 86_400);

        assertThat(site.site.isEmpty()).isTrue();
    }

    @Test
    void outagesOnlyDelayTheForgettingByTheirLength() {
        two(0);
        for (int day = 10; day <= 30; day += 10) {
            site.waitUntil((day - 1) * 86_400);
            EbikeRule.sleepUntil(site.site, EbikeSite.at(day * 86_400), EbikeSite.POLICY);
        }
        site.waitUntil(33 * 86_400 - 3_600);
        assertThat(site.site.stations).as("nobody could be heard on three days").hasSize(2);
        site.waitUntil(33 * 86_400 + 3_600);

        assertThat(site.site.stations).isEmpty();
    }

    @Test
    void timeInWhichNobodyCouldBeHeardForgetsNobody() {
        two(0);
        EbikeRule.sleepUntil(site.site, EbikeSite.at(40 * 86_400), EbikeSite.POLICY);
        site.waitUntil(41 * 86_400);

        assertThat(site.site.stations).hasSize(2);
    }

    @Test
    void wallAndPageAreShownInTheirTurnAndWhatMattersAtOnce() {
        for (int second = 0; second < 100; second++) {
            site.says().watts(300).heard(second);
        }
        assertThat(List.of(site.summaries, site.pages)).containsExactly(2, 1);
        site.waitUntil(110);
        assertThat(List.of(site.summaries, site.pages)).containsExactly(2, 1);
        site.waitUntil(120);
        assertThat(List.of(site.summaries, site.pages)).containsExactly(3, 1);
        assertThat(site.last.summary().at()).isEqualTo(EbikeSite.at(99));
        site.waitUntil(170);
        assertThat(List.of(site.summaries, site.pages)).containsExactly(3, 1);

        site.says().watts(300).temp(95).heard(171);
        int before = site.pages;
        site.says().watts(300).temp(95).heard(172);
        assertThat(site.pages).isEqualTo(before + 1);
        assertThat(site.page.summary().level()).isEqualTo(1);
        assertThat(site.page.summary().since()).isEqualTo(EbikeSite.at(172));
    }

    @Test
    void aPageThatNobodyLooksAtIsWrittenEachTenMinutes() {
        for (int second = 0; second <= 1_300; second += 10) {
            site.says().watts(300).heard(second);
        }
        assertThat(site.pages).as("at 0, 600 and 1,200 s").isEqualTo(3);
        assertThat(site.summaries).isEqualTo(22);
    }

    @Test
    void aBikeInALiftIsOrangeOfTheBuildingAndOverWhenItIsNotSeenAgain() {
        site.seen(0, "a", CameraEvent.EBIKE_IN_LIFT, 0.9);
        assertThat(site.seen(1, "a", CameraEvent.EBIKE_IN_LIFT, 0.9).verdict())
                .isEqualTo(Verdict.DUPLICATE);
        site.seen(300, "b", CameraEvent.EBIKE_IN_LIFT, 0.9);
        site.waitUntil(800);
        assertThat(site.toldAll()).containsExactly("ebike-in-lift 2");
        assertThat(site.detections.get(0).groupKey()).isEqualTo("ebike/alarm/C-012");
        assertThat(site.detections.get(0).deviceId()).isEqualTo("CAM-1");
        site.waitUntil(900);
        assertThat(site.toldAll()).containsExactly("ebike-in-lift 2", "ebike-in-lift -");
        assertThat(EbikeRule.nextTimer(site.site, EbikeSite.POLICY)).isNull();
        assertThat(site.pages).as("a building is no charging site").isZero();
    }

    @Test
    void whatACameraIsNotSureOfOrNobodyKnowsIsNotBelieved() {
        assertThat(site.seen(0, "a", CameraEvent.EBIKE_IN_LIFT, 0.4).verdict())
                .isEqualTo(Verdict.REFUSED);
        assertThat(site.seen(1, "b", "cat", 1).verdict()).isEqualTo(Verdict.REFUSED);
        site.seen(2, "c", CameraEvent.SMOKE, 0.8);

        assertThat(site.toldAll()).containsExactly("smoke 2");
    }

    private void two(int second) {
        site.says().station("CH-1", 1).watts(300).heard(second);
        site.says().station("CH-2", 1).watts(100).heard(second);
    }
}
