package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.at;
import static org.citywall.stream.fire.FireSite.signal;

import java.time.Instant;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.stream.log.LogPause;
import org.junit.jupiter.api.Test;

class FireSilenceTest {
    private final FireSite site = new FireSite();

    @Test
    void aDeviceIsOnlineWhenFirstHeard() {
        site.beat(0, "D1");

        assertThat(site.statuses).hasSize(1);
        DeviceStatus status = site.statuses.get(0);
        assertThat(status.online()).isTrue();
        assertThat(status.rev()).isEqualTo(at(0).toEpochMilli());
        assertThat(status.siteId()).isEqualTo("B-0042");
        assertThat(status.lastSeenAt()).isEqualTo(at(0));
    }

    @Test
    void heartbeatsNeitherMoveTheTimerNorWriteStatusesEachTime() {
        site.beat(0, "D1");
        Instant timer = site.state.timer();
        for (int i = 1; i < 60; i++) {
            site.beat(i, "D1");
        }

        assertThat(site.state.timer()).isEqualTo(timer).isEqualTo(at(180));
        assertThat(site.statuses).hasSize(1);

        site.beat(60, "D1");
        assertThat(site.statuses).hasSize(2);
    }

    @Test
    void aTimerThatFindsItsDeviceAliveOnlyMoves() {
        site.beat(0, "D1");
        site.beat(100, "D1");

        FireDecision decision = site.waitUntil(180);

        assertThat(decision.detections()).isEmpty();
        assertThat(decision.nextTimer()).isEqualTo(at(280));
    }

    @Test
    void aSilentDeviceGoesOfflineWithTheNumbers() {
        site.beat(0, "D1");
        site.beat(10, "D2");

        assertThat(site.waitUntil(179.9).detections()).isEmpty();
        FireDecision decision = site.waitUntil(180.2);

        assertThat(decision.detections()).hasSize(1);
        Detection offline = decision.detections().get(0);
        assertThat(offline.deviceId()).isEqualTo("D1");
        assertThat(offline.kind()).isEqualTo("offline");
        assertThat(offline.level()).isEqualTo(Level.YELLOW);
        assertThat(offline.reason()).contains("已 180 秒", "限值 180 秒");
        assertThat(offline.receivedAt()).isEqualTo(at(180));
        assertThat(decision.statuses()).extracting(DeviceStatus::online).containsExactly(false);
    }

    @Test
    void anySignalBringsItBack() {
        site.beat(0, "D1");
        site.waitUntil(200);

        FireDecision back = site.hear(300, signal("t", FireSignalKind.TEST, "D1", null));

        assertThat(back.detections()).hasSize(1);
        Detection clear = back.detections().get(0);
        assertThat(clear.raised()).isFalse();
        assertThat(clear.kind()).isEqualTo("offline");
        assertThat(clear.groupKey()).isEqualTo(site.detections.get(0).groupKey());
        assertThat(site.statuses.get(site.statuses.size() - 1).online()).isTrue();
        assertThat(site.state.devices().get("D1").conditions()).isEmpty();
    }

    @Test
    void revisionsOfStatusesAlwaysGrow() {
        site.beat(0, "D1");
        site.beat(180, "D1");

        assertThat(site.statuses)
                .extracting(DeviceStatus::online)
                .containsExactly(true, false, true);
        assertThat(site.statuses).extracting(DeviceStatus::rev).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anOfflineDeviceIsWrittenAgainEachMinute() {
        site.beat(0, "D1");
        site.waitUntil(180);
        site.waitUntil(400);

        assertThat(site.statuses)
                .extracting(status -> status.rev() - at(0).toEpochMilli())
                .containsExactly(0L, 180_000L, 240_000L, 300_000L, 360_000L);
        assertThat(site.detections).hasSize(1);
    }

    @Test
    void timeThatStoodStillGivesEveryDeviceAFreshGrace() {
        site.beat(0, "D1");
        LogTime late = LogTime.atTimer(at(180), at(1_000), null, FireSite.POLICY);

        FireDecision decision = site.waitUntil(late);

        assertThat(decision.detections()).isEmpty();
        assertThat(decision.nextTimer()).isEqualTo(at(1_180));
        assertThat(site.waitUntil(1_180).detections()).hasSize(1);
        assertThat(site.detections.get(0).reason()).contains("已 180 秒");
    }

    @Test
    void aTimerThatIsALittleLateStillCounts() {
        site.beat(0, "D1");
        LogTime late = LogTime.atTimer(at(180), at(205), null, FireSite.POLICY);

        assertThat(site.waitUntil(late).detections()).hasSize(1);
    }

    @Test
    void aPauseThatASignalTellsOfGivesGraceToItsNeighbours() {
        site.beat(0, "D1");
        site.beat(0, "D2");
        LogPause pause = new LogPause(at(50), at(170));

        site.hear(new LogTime(at(171), pause), signal("h", FireSignalKind.HEARTBEAT, "D1", null));
        FireDecision decision = site.waitUntil(349);

        assertThat(decision.detections()).isEmpty();
        assertThat(site.waitUntil(350).detections()).hasSize(1);
    }

    @Test
    void whatWasDueBeforeThePauseHappenedBeforeIt() {
        site.beat(0, "D1");
        LogPause pause = new LogPause(at(200), at(900));

        FireDecision decision =
                site.hear(
                        new LogTime(at(901), pause),
                        signal("h", FireSignalKind.HEARTBEAT, "D1", null));

        assertThat(decision.detections())
                .extracting(Detection::raised)
                .containsExactly(true, false);
    }

    @Test
    void oneSilenceIsOneDetectionHoweverOftenItIsJudged() {
        site.beat(0, "D1");
        FireSiteState before = site.state;
        String once = site.waitUntil(200).detections().get(0).id();
        site.state = before;
        String again =
                site.waitUntil(new LogTime(at(500), new LogPause(at(150), at(260))))
                        .detections()
                        .get(0)
                        .id();

        assertThat(again).isEqualTo(once);
    }
}
