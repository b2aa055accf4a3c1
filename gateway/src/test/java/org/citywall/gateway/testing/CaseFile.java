package org.citywall.gateway.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketClock;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.contracts.ticket.VerifyOutcome;

/** A case that a test writes step by step; fields that are not set are those of an ordinary one. */
public final class CaseFile {
    public static final Instant CREATED = Instant.parse("2026-03-02T01:00:00Z");
    public static final String DEPARTMENT = "沙浦街道执法队";

    public final String id;
    public long rev = 1;
    public TicketState state = TicketState.RECEIVED;
    public List<TicketFlag> flags = List.of();
    public List<TicketRef> refs;
    public String classId = "longhua";
    public String category = "01-02";
    public String title = "楼下垃圾";
    public String text = "楼下垃圾三天没人清";
    public boolean secret;
    public boolean unrated;
    public String place = "yw/sp/c01";
    public Double lon = 114.03;
    public Double lat = 22.52;
    public List<TicketDepartment> departments = new ArrayList<>();
    public List<TicketClock> clocks = new ArrayList<>();
    public Integer rating;
    public VerifyOutcome outcome;
    public int returns;
    public int redos;
    public Instant createdAt = CREATED;
    public Instant updatedAt = CREATED;
    public Instant doneAt;
    public Instant endedAt;
    public boolean replay;

    public CaseFile(String id) {
        this.id = id;
        refs = List.of(new TicketRef("hotline-12345", "N" + id));
    }

    public Ticket ticket() {
        return new Ticket(
                id,
                rev,
                state,
                flags,
                refs.stream().map(ref -> new TicketLink(ref, createdAt, createdAt, 0)).toList(),
                new TicketContent(
                        classId,
                        category,
                        "暴露垃圾",
                        title,
                        text,
                        "榕树路12号",
                        "c6f0b1d2e3a49586",
                        "hotline",
                        secret,
                        unrated),
                new TicketSpot(place, place == null ? null : "云湾区/沙浦街道", lon, lat),
                List.copyOf(departments),
                List.copyOf(clocks),
                1,
                returns,
                redos,
                0,
                rating,
                outcome,
                null,
                null,
                List.of(),
                createdAt,
                createdAt,
                updatedAt,
                doneAt,
                endedAt,
                1,
                replay);
    }

    /** The case as it stands, with these steps as what is new; the next has the next revision. */
    public TicketChange told(String... stepIds) {
        List<TicketStep> steps = new ArrayList<>();
        for (String stepId : stepIds) {
            steps.add(step(stepId));
        }
        TicketChange change = new TicketChange(ticket(), steps);
        rev++;
        return change;
    }

    private TicketStep step(String stepId) {
        return new TicketStep(
                stepId,
                updatedAt,
                updatedAt,
                "hotline-12345",
                "12345",
                DEPARTMENT,
                "progress",
                true,
                state,
                state,
                "原因 " + stepId,
                rev);
    }

    public CaseFile clock(String milestone, ClockState clockState, Duration due, Duration ended) {
        clocks.add(
                new TicketClock(
                        milestone,
                        milestone,
                        null,
                        ClockKind.NATURAL,
                        30,
                        createdAt,
                        createdAt.plus(due),
                        null,
                        0,
                        ended == null ? null : createdAt.plus(ended),
                        clockState,
                        0,
                        0));
        return this;
    }

    public CaseFile department(String name, int round, Duration signed, Duration returned) {
        departments.add(
                new TicketDepartment(
                        name,
                        true,
                        TicketOrderKind.DISPATCH,
                        round,
                        createdAt,
                        signed == null ? null : createdAt.plus(signed),
                        null,
                        returned == null ? null : createdAt.plus(returned)));
        return this;
    }

    public TicketOrder order(String orderId, String department) {
        return new TicketOrder(
                orderId,
                id,
                refs.get(0),
                department,
                TicketOrderKind.DISPATCH,
                title,
                category,
                place,
                "云湾区/沙浦街道",
                createdAt.plusSeconds(1_800),
                "派单",
                createdAt,
                replay);
    }
}
