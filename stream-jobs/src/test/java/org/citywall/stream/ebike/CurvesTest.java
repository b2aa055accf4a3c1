package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortCurve;
import org.junit.jupiter.api.Test;

/** What concerns more than one port has the curves of those that it concerns. */
class CurvesTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void smokeHasTheCurvesOfTheHottestPortsOfItsCharger() {
        for (int at = 0; at < 300; at += 60) {
            for (int port = 1; port <= 4; port++) {
                site.says().port(port).watts(100).temp(30 + port).heard(at);
            }
            site.says().station("CH-2", 1).watts(300).temp(60).heard(at);
        }
        site.says().port(0).state(null).smoke(true).heard(300);

        Detection smoke = site.detections.get(0);
        assertThat(smoke.kind()).isEqualTo("smoke");
        assertThat(curves(smoke))
                .containsExactly("curve 1 号桩 4 号端口", "curve 1 号桩 3 号端口", "curve 1 号桩 2 号端口");
        assertThat(read(smoke, "curve 1 号桩 4 号端口").tempC()).contains(34.0).hasSize(30);
    }

    @Test
    void aWarmGroupHasTheCurvesOfAtMostSixOfItsPorts() {
        EbikePolicy policy = EbikeSite.POLICY;
        for (int port = 1; port <= 3; port++) {
            site.says().port(port).watts(200).temp(61 + port).heard(port * 60);
            site.says().port(port).watts(200).temp(61 + port).heard(port * 60 + 10);
        }
        site.says().port(9).watts(200).temp(30).heard(200);

        Detection group = site.detections.get(site.detections.size() - 1);
        assertThat(group.kind()).isEqualTo("warm-group");
        assertThat(policy.heat().warmPorts()).isEqualTo(3);
        assertThat(curves(group))
                .containsExactly("curve 1 号桩 3 号端口", "curve 1 号桩 2 号端口", "curve 1 号桩 1 号端口");
    }

    @Test
    void theLoadOfASiteHasTheCurveOfAllItsPortsTogether() {
        site.set(0, limited());
        for (int at = 0; at < 600; at += 60) {
            site.says().port(1).watts(400).heard(at);
            site.says().port(2).watts(at < 300 ? 200 : 550).heard(at + 1);
        }

        Detection load = site.detections.get(0);
        assertThat(load.kind()).isEqualTo("site-load");
        PortCurve curve = read(load, "curve");
        assertThat(curve.powerW()).hasSize(30).contains(600.0, 950.0).doesNotContain(400.0);
        assertThat(curve.from()).isEqualTo(EbikeSite.at(-23 * 60));
        assertThat(curve.tempC()).hasSize(30).containsOnlyNulls();
    }

    @Test
    void silenceHasTheLastCurvesBeforeIt() {
        for (int at = 0; at < 300; at += 60) {
            site.says().watts(300).temp(40).heard(at);
            site.says().station("CH-2", 1).watts(100).temp(30).heard(at);
        }
        site.waitUntil(1_200);

        assertThat(site.toldAll())
                .containsExactly("station-offline 3", "station-offline 3", "site-offline 2");
        assertThat(curves(site.detections.get(0))).containsExactly("curve 1 号桩 1 号端口");
        assertThat(curves(site.detections.get(1))).containsExactly("curve 2 号桩 1 号端口");
        assertThat(curves(site.detections.get(2))).containsExactly("curve", "curve 1 号桩 1 号端口");
        assertThat(read(site.detections.get(2), "curve").powerW()).endsWith(400.0);
    }

    @Test
    void aMinuteInWhichNothingWasHeardIsAGapOfTheSitesCurve() {
        SiteLoad load = new SiteLoad();
        assertThat(load.curve()).isNull();
        load.add(600_000, 100);
        load.add(720_000, 300);
        load.add(540_000, 900);
        assertThat(load.curve().powerW()).endsWith(100.0, null, 300.0).doesNotContain(900.0);
        load.add(720_000 + 3_600_000, 50);

        assertThat(load.curve().powerW()).endsWith(null, 50.0).containsOnlyOnce(50.0);
        assertThat(load.curve().powerW().subList(0, 29)).containsOnlyNulls();
    }

    private static List<String> curves(Detection detection) {
        return detection.evidence().keySet().stream()
                .filter(one -> one.startsWith("curve"))
                .toList();
    }

    private static PortCurve read(Detection detection, String name) {
        return Json.read(detection.evidence().get(name), PortCurve.class);
    }

    private static ChargerProfile limited() {
        return new ChargerProfile(
                EbikeSite.SITE.id(), 1, null, 900.0, null, null, null, false, null, "lead", null);
    }
}
