package org.citywall.contracts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockLoad;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketClass;
import org.citywall.contracts.ticket.TicketClock;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.contracts.ticket.WorkCalendar;
import org.citywall.contracts.ticket.WorkHours;
import org.citywall.contracts.ticket.WorkYear;

/** Rubbish that nobody fetches, told through the records of its ticket. */
final class TicketSamples {
    private static final TicketRef REF = new TicketRef("hotline-12345", "2026092100017");
    private static final TicketRef OTHER = new TicketRef("wanwu-cloud", "WY-88-3");
    private static final String CASE = Ids.of("hotline-12345", "2026092100017");
    private static final String PLACE = "yunwan/shapu/c01/g0103";
    private static final String PLACE_NAME = "云湾区/沙浦街道/榕树社区/第三网格";
    private static final String DEPARTMENT = "沙浦街道城管办";
    private static final Instant AT = Samples.RECEIVED;

    private TicketSamples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ticket-event", event());
        all.put("ticket-change", new TicketChange(ticket(), List.of(step())));
        all.put(
                "ticket-result",
                new TicketResult(
                        "7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d02",
                        CASE,
                        false,
                        "沙浦街道城管办已退过一次，不能再退",
                        TicketState.DISPATCHED,
                        7_000_004));
        all.put("ticket-sealed", new TicketSealed("e-1", CASE, REF, "k1", "c2VhbGVk", AT));
        all.put("hot-spot", hotSpot());
        all.put(
                "ticket-proposal",
                new TicketProposal(
                        Ids.of("proposal", CASE, "0a0a0a0a0a0a0a0a"),
                        CASE,
                        "0a0a0a0a0a0a0a0a",
                        0.87,
                        12.5,
                        true,
                        "文字相似度 0.87，相距 12 米",
                        AT,
                        false));
        all.put("ticket-order", order());
        all.put("ticket-rules", rules());
        all.put("ticket-board", board());
        return all;
    }

    private static TicketContent content() {
        return new TicketContent(
                "longhua",
                "01-02",
                "暴露垃圾",
                "楼下垃圾三天没人清",
                "楼下垃圾三天没人清，来电 138****5678",
                "榕树路12号",
                "c6f0b1d2e3a49586",
                "hotline",
                false,
                false);
    }

    private static TicketSpot spot() {
        return new TicketSpot(PLACE, PLACE_NAME, 114.032234, 22.522234);
    }

    private static TicketEvent event() {
        return new TicketEvent(
                "e-1",
                REF,
                CASE,
                TicketEventKind.CREATED,
                "12345",
                null,
                content(),
                spot(),
                List.of(DEPARTMENT),
                null,
                null,
                null,
                null,
                OTHER,
                null,
                null,
                null,
                null,
                AT.minusSeconds(90),
                AT,
                false);
    }

    private static Ticket ticket() {
        return new Ticket(
                CASE,
                7_000_003,
                TicketState.DISPATCHED,
                List.of(TicketFlag.SUPERVISED, TicketFlag.OVERDUE),
                List.of(
                        new TicketLink(REF, AT.minusSeconds(90), AT, 90_000),
                        new TicketLink(OTHER, AT, AT, 120)),
                content(),
                spot(),
                List.of(
                        new TicketDepartment(
                                DEPARTMENT,
                                true,
                                TicketOrderKind.DISPATCH,
                                1,
                                AT,
                                null,
                                null,
                                null)),
                List.of(clock()),
                2,
                1,
                0,
                0,
                null,
                null,
                null,
                null,
                List.of(new TicketConflict(AT, "wanwu-cloud", "category", "01-02", "01-04")),
                AT.minusSeconds(90),
                AT,
                AT.plusSeconds(1_800),
                null,
                null,
                1,
                false);
    }

    private static TicketClock clock() {
        return new TicketClock(
                "respond",
                "响应",
                DEPARTMENT,
                ClockKind.NATURAL,
                30,
                AT.minusSeconds(90),
                AT.plusSeconds(1_710),
                null,
                30,
                null,
                ClockState.MISSED,
                100,
                1);
    }

    private static TicketStep step() {
        return new TicketStep(
                "6a1f0c2b3d4e5f60",
                AT.plusSeconds(1_710),
                AT.plusSeconds(1_710),
                TicketEvent.RULES,
                null,
                DEPARTMENT,
                "clock-missed",
                true,
                TicketState.DISPATCHED,
                TicketState.DISPATCHED,
                "响应超期：30 分钟（自然时）内未签收",
                7_000_003);
    }

    private static TicketOrder order() {
        return new TicketOrder(
                "0a1b2c3d4e5f6071",
                CASE,
                REF,
                DEPARTMENT,
                TicketOrderKind.URGE,
                "楼下垃圾三天没人清",
                "01-02",
                PLACE,
                PLACE_NAME,
                AT.plusSeconds(1_710),
                "响应超期",
                AT.plusSeconds(1_710),
                false);
    }

    private static HotSpot hotSpot() {
        return new HotSpot(
                Ids.of("20415:8123", "01-02", "2026-09-21T03:00:00Z"),
                7_000_002,
                "20415:8123",
                "01-02",
                "暴露垃圾",
                PLACE,
                PLACE_NAME,
                114.03,
                22.52,
                114.035,
                22.5245,
                AT.minusSeconds(86_400),
                AT,
                9,
                7,
                1,
                1.5,
                4,
                5.17,
                List.of(CASE),
                AT.minusSeconds(3_600),
                null,
                false);
    }

    private static TicketRules rules() {
        Milestone respond =
                new Milestone(
                        "respond",
                        "响应",
                        ClockKind.NATURAL,
                        30,
                        TicketEventKind.DISPATCHED,
                        List.of(TicketEventKind.SIGNED),
                        true,
                        true,
                        false,
                        30,
                        4);
        WorkCalendar calendar =
                new WorkCalendar(
                        "Asia/Shanghai",
                        List.of(new WorkHours("09:00", "12:00"), new WorkHours("14:00", "18:00")),
                        List.of(new WorkYear(2026, List.of("2026-09-25"), List.of("2026-09-20"))));
        return new TicketRules(
                1,
                "citywall",
                null,
                AT,
                "longhua",
                List.of(new TicketClass("longhua", "30分钟响应、24小时办结", List.of(respond))),
                calendar);
    }

    private static TicketBoard board() {
        return new TicketBoard(
                "yunwan/shapu",
                7_000_009,
                "yunwan/shapu",
                "云湾区/沙浦街道",
                AT,
                12,
                1,
                1,
                0,
                0,
                0,
                Map.of("dispatched", 12),
                List.of(new ClockLoad("respond", "响应", 9, 1, 1, 1, 0)),
                15,
                3,
                List.of(
                        new TicketLine(
                                CASE,
                                REF.number(),
                                "楼下垃圾三天没人清",
                                "暴露垃圾",
                                PLACE_NAME,
                                TicketState.DISPATCHED,
                                List.of(TicketFlag.OVERDUE),
                                DEPARTMENT,
                                "响应",
                                ClockKind.NATURAL,
                                AT.plusSeconds(1_710),
                                2)),
                false);
    }
}
