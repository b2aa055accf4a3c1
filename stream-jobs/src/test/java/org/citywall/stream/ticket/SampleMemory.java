package org.citywall.stream.ticket;

import static org.citywall.stream.ticket.TicketCase.minutes;

import java.util.List;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Pauses;

/** The memory behind the golden bytes: something in every field, and never changed. */
final class SampleMemory {
    private SampleMemory() {}

    static TicketMemory memory() {
        TicketMemory m = TicketMemory.empty(TicketCase.ID);
        m.rev = 7_000_012;
        m.state = TicketState.SUSPENDED;
        m.before = TicketState.IN_PROGRESS;
        m.flags = 0b1011;
        m.links =
                List.of(
                        new TicketLink(TicketCase.REF, minutes(0), minutes(9), 250),
                        new TicketLink(TicketCase.OTHER, minutes(2), minutes(3), 0));
        m.classId = "longhua";
        m.category = "01-02";
        m.categoryName = "暴露垃圾";
        m.title = "楼下垃圾三天没人清";
        m.unrated = true;
        m.spot = TicketCase.SPOT;
        m.departments =
                List.of(
                        new TicketDepartment(
                                TicketCase.OFFICE,
                                true,
                                TicketOrderKind.WHISTLE,
                                1,
                                minutes(1),
                                minutes(5),
                                null,
                                minutes(8)),
                        new TicketDepartment(
                                TicketCase.SECOND,
                                false,
                                TicketOrderKind.DISPATCH,
                                2,
                                minutes(1),
                                null,
                                minutes(7),
                                null));
        m.clocks = List.of(plain(), full());
        m.tier = 2;
        m.returns = 1;
        m.adjudicated = true;
        m.redos = 1;
        m.failedCalls = 3;
        m.rating = 5;
        m.outcome = VerifyOutcome.UNREACHABLE;
        m.proof = "照片 12";
        m.mergedInto = "00112233445566aa";
        m.conflicts =
                List.of(
                        new TicketConflict(
                                minutes(6), "wanwu", "category", "01-02", "other category"));
        m.createdAt = at(0);
        m.receivedAt = at(0.5);
        m.updatedAt = at(9);
        m.doneAt = at(8);
        m.endedAt = at(8.5);
        m.rules = 2;
        m.replay = true;
        m.pauses = new long[] {at(3), at(4), at(8), Pauses.OPEN};
        m.resumedAt = at(2);
        m.causes = 5;
        m.supervisedAlert = true;
        m.calendarMissing = true;
        m.seen = new long[] {1, -1, 0x0123_4567_89ab_cdefL};
        m.echoes = new long[] {0x0a0b_0c0d_0000_0000L | at(1) / 1_000};
        m.early = List.of(new TicketCase().at(9, TicketEventKind.PROGRESS).event());
        m.lookedAt = at(9);
        m.timer = at(31);
        return m;
    }

    private static ClockMemory plain() {
        ClockMemory clock = new ClockMemory();
        clock.milestone = "respond";
        clock.department = TicketCase.OFFICE;
        clock.amount = 30;
        clock.startedAt = at(1);
        clock.dueAt = at(31);
        return clock;
    }

    private static ClockMemory full() {
        ClockMemory clock = new ClockMemory();
        clock.milestone = "of the second version";
        clock.kind = ClockKind.WORKING_DAYS;
        clock.amount = 7;
        clock.pausable = true;
        clock.startedAt = at(1);
        clock.dueAt = at(14_400);
        clock.extendedAt = at(6);
        clock.until = at(20_000);
        clock.endedAt = at(8);
        clock.state = ClockState.MISSED;
        clock.warned = 100;
        clock.urged = 3;
        clock.toldAt = at(7);
        clock.alerted = true;
        return clock;
    }

    private static long at(double minute) {
        return minutes(minute).toEpochMilli();
    }
}
