package org.citywall.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.AnswerHow;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.Epoch;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Evacuation;
import org.citywall.contracts.alert.EvacuationCounts;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.alert.Report119;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.alert.Verification;
import org.citywall.contracts.alert.VerifyResult;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.live.HealthItem;
import org.citywall.contracts.live.WallMessage;
import org.citywall.contracts.place.SiteRef;

/** One press told through every record: the golden files are these values. */
final class Samples {
    static final Instant PRESSED = Instant.parse("2026-11-21T11:35:44.900Z");
    static final Instant RECEIVED = Instant.parse("2026-11-21T11:35:45.012Z");
    static final Instant DECIDED = Instant.parse("2026-11-21T11:35:45.020Z");
    static final SiteRef SITE = new SiteRef("B-0042", "榕树新村三巷 7 号", 114.031234, 22.521234);
    static final String PLACE = "yunwan/shapu/c01/g0103/B-0042";
    static final String PLACE_NAME = "云湾区/沙浦街道/榕树社区/第三网格/榕树新村三巷 7 号";
    static final String GROUP_KEY = "fire/alarm/B-0042";
    static final String RAW_ID = RawPress.idOf("urn:citywall:demo", "FA-0042", "e-1");
    static final String DETECTION_ID = Ids.of("fire", "press", RAW_ID);
    static final String ALERT_ID = Ids.alertId(Ids.groupHash(GROUP_KEY), DETECTION_ID);
    static final long REV = Revisions.next(7, 0);

    private Samples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        Alert alert = alert();
        all.put("fire-signal", fireSignal());
        all.put(
                "test-window",
                new TestWindow(
                        "5a0c6a0e-0c53-4c0c-9d59-6f4f3a4f9a77",
                        "B-0042",
                        List.of(
                                new TestPoint("FA-0042", null, FireSignalKind.PRESS),
                                new TestPoint("GB-00000000A1B2", "S1.0/3-7", null)),
                        RECEIVED,
                        RECEIVED.plusSeconds(3600),
                        "lead",
                        "带班领导",
                        "季度测试",
                        false));
        all.put("slope-reading", SlopeSamples.reading());
        all.put("slope-profile", SlopeSamples.profile());
        all.put("slope-release", SlopeSamples.release());
        all.put("slope-view", SlopeSamples.view());
        all.put("slope-hour", SlopeSamples.hour());
        all.put("slope-history", SlopeSamples.history());
        all.putAll(ChargerSamples.all());
        all.putAll(TicketSamples.all());
        all.putAll(DryRunSamples.all());
        all.put("raw-press", rawPress());
        all.put(
                "signal-outcome",
                new SignalOutcome(
                        RAW_ID,
                        "e-1",
                        "FA-0042",
                        null,
                        SignalOutcome.Outcome.ALERT,
                        ALERT_ID,
                        DECIDED));
        all.put(
                "device-status",
                new DeviceStatus(
                        "FA-0042",
                        RECEIVED.toEpochMilli(),
                        AlertDomain.FIRE,
                        "B-0042",
                        PLACE,
                        true,
                        RECEIVED));
        all.put(
                "device-command",
                new DeviceCommand(
                        "0d6c1f0e-6d8e-4a58-9d6e-3b8f1f9a0001",
                        "GB-5B3800000379",
                        "duty-check",
                        Map.of("timeoutMinutes", "10"),
                        "officer",
                        RECEIVED,
                        RECEIVED.plusSeconds(60)));
        all.put(
                "device-result",
                new DeviceResult(
                        "0d6c1f0e-6d8e-4a58-9d6e-3b8f1f9a0001",
                        "GB-5B3800000379",
                        "duty-check",
                        "confirmed",
                        "装置已确认",
                        null,
                        "gw-1",
                        DECIDED));
        all.put("detection", detection());
        all.put("alert-input", AlertInput.of(detection()));
        all.put("alert-command", command());
        all.put("alert-command-evacuation", evacuation());
        all.put(
                "command-result",
                new CommandResult(
                        command().commandId(), ALERT_ID, true, "ok", "已确认", REV + 1, DECIDED));
        all.put("alert", alert);
        all.put("alert-false-alarm", falseAlarm());
        all.put("alert-slope", slope());
        all.put(
                "alert-change",
                new AlertChange(
                        alert,
                        new TimelineEntry(
                                DECIDED,
                                RECEIVED,
                                "FA-0042",
                                "raised",
                                Level.RED,
                                Condition.ACTIVE,
                                Response.UNACKNOWLEDGED,
                                "按下火灾一键报警按钮",
                                REV),
                        false));
        all.put("canary", new Canary("gw-1", 12, 3, Ids.groupHash("canary/5"), RECEIVED));
        all.put("epoch", new Epoch("alerts", 0, RECEIVED));
        all.put(
                "rejected-event",
                new RejectedEvent(
                        Ids.of("rejected", "x"),
                        RECEIVED,
                        "http",
                        "integration:demo",
                        "unknown-device",
                        "/data/deviceId",
                        "device FA-9999 is not registered",
                        "citywall.fire.signal.v1",
                        "FA-9999",
                        "e-2",
                        "urn:citywall:demo",
                        "{\"deviceId\":\"FA-9999\",\"signal\":\"press\"}"));
        all.put(
                "health-item",
                new HealthItem("feed:fire", RECEIVED.toEpochMilli(), true, RECEIVED, "火警设备数据正常"));
        JsonNode item = Json.read(Json.string(alert), JsonNode.class);
        all.put("wall-hello", new WallMessage.Hello("3f2a:1763724945012", RECEIVED, 2000));
        all.put(
                "wall-snapshot",
                new WallMessage.Snapshot("alerts", "1763724945012-0", List.of(item)));
        all.put(
                "wall-delta",
                new WallMessage.Delta(
                        "alerts", "1763724945012-0", "1763724945020-0", List.of(item), List.of()));
        all.put(
                "wall-beat",
                new WallMessage.Beat(RECEIVED, new WallMessage.CanaryReport(412L, 11L)));
        all.put("wall-resync", new WallMessage.Resync("slow-reader"));
        return all;
    }

    static FireSignal fireSignal() {
        return new FireSignal(
                "e-1",
                "urn:citywall:demo",
                "FA-0042",
                null,
                FireSignalKind.PRESS,
                23,
                null,
                null,
                null,
                PRESSED,
                RECEIVED,
                SITE,
                PLACE,
                PLACE_NAME,
                true,
                false,
                "B-0001",
                List.of(FireSignal.TEST_BIT));
    }

    static RawPress rawPress() {
        return new RawPress(
                RAW_ID,
                2,
                "e-1",
                "FA-0042",
                null,
                FireSignalKind.PRESS,
                SITE,
                PLACE,
                PLACE_NAME,
                RECEIVED,
                RawPress.State.UNAGGREGATED);
    }

    static Detection detection() {
        return new Detection(
                DETECTION_ID,
                GROUP_KEY,
                AlertDomain.FIRE,
                AlertClass.ALARM,
                "press",
                Level.RED,
                true,
                "FA-0042",
                null,
                "火灾一键报警",
                "按下火灾一键报警按钮",
                Map.of("设备", "FA-0042"),
                SITE,
                PLACE,
                PLACE_NAME,
                PRESSED,
                RECEIVED,
                RAW_ID,
                false,
                List.of());
    }

    static AlertCommand command() {
        return new AlertCommand(
                "0c8f7a52-5a6e-4a4e-9f0e-3f6f6f9d0a11",
                ALERT_ID,
                AlertAction.DISPATCH,
                "派微型消防站",
                "榕树社区微型消防站",
                null,
                null,
                null,
                null,
                REV,
                "officer",
                "值班员",
                Role.OFFICER,
                RECEIVED);
    }

    private static final EvacuationCounts COUNTS =
            new EvacuationCounts(new MoveCounts(12, 10, 1), new MoveCounts(37, 31, 2));

    static AlertCommand evacuation() {
        return new AlertCommand(
                "0c8f7a52-5a6e-4a4e-9f0e-3f6f6f9d0a12",
                ALERT_ID,
                AlertAction.EVACUATION,
                null,
                null,
                null,
                null,
                null,
                COUNTS,
                null,
                "officer",
                "值班员",
                Role.OFFICER,
                RECEIVED);
    }

    /** A slope whose responsible person has answered, and whose people are being moved out. */
    static Alert slope() {
        Alert fire = alert();
        return new Alert(
                Ids.alertId(Ids.groupHash("slope/alarm/S-03"), "d-1"),
                REV + 4,
                "slope/alarm/S-03",
                AlertClass.ALARM,
                AlertDomain.SLOPE,
                "rate",
                Level.ORANGE,
                Condition.ACTIVE,
                Response.ACKNOWLEDGED,
                null,
                "边坡橙色预警",
                "两个测点位移速率均超过橙色阈值",
                Map.of("速率", "12.4 mm/d"),
                fire.site(),
                fire.place(),
                fire.placeName(),
                List.of(new AlertSource("GNSS-03", null, "rate", true, RECEIVED, RECEIVED, 1)),
                1,
                DECIDED,
                RECEIVED,
                RECEIVED,
                DECIDED.plusSeconds(4_000),
                "officer",
                List.of(),
                new Escalation(1, List.of("zhou", "第二席")),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                new Answering(
                        "zhou",
                        DECIDED.plusSeconds(3_600),
                        2,
                        "officer",
                        DECIDED.plusSeconds(3_700),
                        AnswerHow.SPOKEN),
                new Evacuation(
                        COUNTS.households(),
                        COUNTS.people(),
                        "officer",
                        "值班员",
                        DECIDED.plusSeconds(4_000)),
                null,
                null,
                null,
                null);
    }

    /** The same alert after 119 was told and the cause was found. */
    static Alert falseAlarm() {
        Alert open = alert();
        return new Alert(
                open.id(),
                REV + 4,
                open.groupKey(),
                open.alertClass(),
                open.domain(),
                open.kind(),
                open.level(),
                open.condition(),
                Response.RESOLVED,
                Disposition.FALSE_ALARM,
                open.title(),
                open.reason(),
                open.evidence(),
                open.site(),
                open.place(),
                open.placeName(),
                open.sources(),
                open.occurrences(),
                open.raisedAt(),
                open.firstSignalAt(),
                open.receivedAt(),
                DECIDED.plusSeconds(200),
                "officer",
                List.of(),
                open.escalation(),
                null,
                null,
                List.of(),
                new Verification(VerifyResult.CONFIRMED, true, "system", DECIDED.plusSeconds(180)),
                FalseAlarmCause.FUMES,
                new Report119("officer", "值班员", DECIDED.plusSeconds(190)),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Alert alert() {
        return new Alert(
                ALERT_ID,
                REV,
                GROUP_KEY,
                AlertClass.ALARM,
                AlertDomain.FIRE,
                "press",
                Level.RED,
                Condition.ACTIVE,
                Response.UNACKNOWLEDGED,
                null,
                "火灾一键报警",
                "按下火灾一键报警按钮",
                Map.of("设备", "FA-0042"),
                SITE,
                PLACE,
                PLACE_NAME,
                List.of(new AlertSource("FA-0042", null, "press", true, RECEIVED, RECEIVED, 1)),
                1,
                DECIDED,
                PRESSED,
                RECEIVED,
                DECIDED,
                null,
                List.of(new AlertTimer("acknowledge", DECIDED.plusSeconds(30))),
                new Escalation(0, List.of()),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
