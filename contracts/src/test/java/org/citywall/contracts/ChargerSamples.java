package org.citywall.contracts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.ChargingPhase;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortCurve;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.RuleLimit;
import org.citywall.contracts.ebike.StationView;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.contracts.place.SiteRef;

/** One hot port, and how it was cut off, told through its records. */
final class ChargerSamples {
    private static final SiteRef SITE = new SiteRef("C-012", "榕树新村车棚", 114.032234, 22.522234);
    private static final String PLACE = "yunwan/shapu/c01/g0103/C-012";
    private static final String PLACE_NAME = "云湾区/沙浦街道/榕树社区/第三网格/榕树新村车棚";
    private static final String STATION = "CH-861197060000012";
    private static final String COMMAND = "7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d01";
    private static final Instant AT = Samples.RECEIVED;

    private ChargerSamples() {}

    static Map<String, Object> all() {
        return Map.of(
                "charger-reading", reading(),
                "charger-profile", profile(),
                "charger-site", site(),
                "charger-page", page(),
                "charging-session", session(),
                "camera-event", camera(),
                "page-watch", new PageWatch(SITE.id(), false, AT),
                "port-order", order(),
                "port-answer", answer(),
                "port-order-view", orderView());
    }

    private static ChargerReading reading() {
        return new ChargerReading(
                "9f0c1d2e3a4b5c6e",
                "charger-tcp/" + STATION,
                STATION,
                3,
                PortState.CHARGING,
                402.5,
                221.3,
                1.82,
                91.0,
                41.0,
                false,
                "17",
                5_400,
                610.0,
                null,
                AT.minusSeconds(1),
                AT,
                SITE,
                PLACE,
                PLACE_NAME,
                true,
                false,
                List.of());
    }

    private static ChargerProfile profile() {
        return new ChargerProfile(
                SITE.id(), 2, 800.0, 7_800.0, null, 60, 5.0, false, "榕树新村物业", "lead", AT);
    }

    private static ChargerSite site() {
        return new ChargerSite(
                SITE.id(),
                7,
                SITE,
                PLACE,
                PLACE_NAME,
                AT,
                1,
                List.of("3 号端口 91 ℃，连续 2 次超过 90 ℃"),
                AT,
                10,
                6,
                1_830.5,
                7_800.0,
                91.0,
                "1 号桩 3 号端口",
                1,
                0,
                false,
                1,
                0,
                0,
                0,
                false);
    }

    private static ChargerPage page() {
        return new ChargerPage(
                SITE.id(),
                7,
                site(),
                List.of(new StationView(STATION, true, AT, false, 300, List.of("功率波动"))),
                List.of(port()),
                List.of(
                        new RuleLimit(
                                "port-hot",
                                "端口过热",
                                "连续 2 次高于 90 ℃",
                                1,
                                false,
                                90.0,
                                RuleLimit.CELSIUS),
                        new RuleLimit("site-offline", "断电或火灾", "全部充电桩失联", 2, false, null, null)),
                List.of(orderView()),
                2);
    }

    private static PortView port() {
        return new PortView(
                STATION,
                3,
                AT,
                PortState.CHARGING,
                ChargingPhase.PLATEAU,
                402.5,
                91.0,
                41.0,
                "17",
                AT.minusSeconds(5_400),
                5_400,
                610.0,
                405.0,
                1,
                List.of("91 ℃，连续 2 次超过 90 ℃"),
                false,
                null,
                orderView(),
                new PortCurve(
                        Instant.parse("2026-11-21T11:33:00Z"),
                        Arrays.asList(404.0, null, 402.5),
                        Arrays.asList(78.0, null, 91.0)));
    }

    private static ChargingSession session() {
        return new ChargingSession(
                Ids.of("session", STATION, "3", "2026-11-21T10:05:45Z"),
                SITE.id(),
                PLACE,
                STATION,
                3,
                "17",
                AT.minusSeconds(5_400),
                AT,
                5_400,
                610.0,
                405.0,
                91.0,
                StopReason.MANUAL,
                1,
                List.of("port-hot"),
                false);
    }

    private static CameraEvent camera() {
        return new CameraEvent(
                "cam-1",
                "urn:citywall:demo",
                "CAM-0042",
                CameraEvent.EBIKE_IN_LIFT,
                0.93,
                null,
                AT,
                AT,
                Samples.SITE,
                Samples.PLACE,
                Samples.PLACE_NAME,
                false);
    }

    private static PortOrder order() {
        return new PortOrder(
                COMMAND,
                SITE.id(),
                STATION,
                3,
                PortAction.CUT_OFF,
                "officer",
                "端口过热",
                Samples.ALERT_ID,
                AT);
    }

    private static PortAnswer answer() {
        return new PortAnswer(
                COMMAND,
                1,
                SITE.id(),
                STATION,
                3,
                PortAnswer.Step.DONE,
                "结果码 0",
                "gw-2",
                Samples.DECIDED);
    }

    private static PortOrderView orderView() {
        return new PortOrderView(
                COMMAND,
                3,
                SITE.id(),
                PLACE,
                STATION,
                3,
                PortAction.CUT_OFF,
                PortOrderState.ACKED,
                "设备称已停止，等待实测功率低于 5 W",
                "officer",
                "端口过热",
                Samples.ALERT_ID,
                1,
                AT,
                AT,
                Samples.DECIDED,
                null,
                null);
    }
}
