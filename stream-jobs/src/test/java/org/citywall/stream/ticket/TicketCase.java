package org.citywall.stream.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketClock;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Calendars;

/** A case of rubbish, told step by step; each minute counts from its creation. */
public final class TicketCase {
    public static final String SYSTEM = "hotline-12345";
    public static final TicketRef REF = new TicketRef(SYSTEM, "20260921-17");
    public static final TicketRef OTHER = new TicketRef("wanwu", "WY-88");
    public static final String ID = Ids.of(SYSTEM, "20260921-17");
    public static final String OFFICE = "沙浦街道城管办";
    public static final String SECOND = "云湾环卫公司";
    public static final Promises RULES = new Promises(TicketRulesReader.shipped());
    public static final TicketPolicy POLICY = TicketPolicy.defaults();
    public static final TicketSpot SPOT =
            new TicketSpot("yunwan/shapu/c01/g0103", "云湾区/沙浦街道/榕树社区/第三网格", 114.03, 22.52);

    /** A Monday, 10:00. */
    public static final Instant START = Calendars.at("2026-09-21T10:00");

    public final TicketMemory memory = TicketMemory.empty(ID);
    public final List<TicketStep> steps = new ArrayList<>();
    public final List<TicketOrder> orders = new ArrayList<>();
    public final List<Detection> detections = new ArrayList<>();
    public final List<TicketResult> results = new ArrayList<>();
    public final List<BoardDelta> boards = new ArrayList<>();
    public Ticket ticket;
    public Promises rules = RULES;
    private long number;

    /** A case that came in. */
    public static TicketCase created() {
        return created("longhua");
    }

    static TicketCase created(String classId) {
        TicketCase it = new TicketCase();
        it.tell(0, it.at(0, TicketEventKind.CREATED).content(content(classId)).spot(SPOT));
        return it;
    }

    /** … and went to one department. */
    public static TicketCase dispatched() {
        TicketCase it = created();
        it.tell(1, it.at(1, TicketEventKind.DISPATCHED).to(OFFICE));
        return it;
    }

    public static TicketContent content(String classId) {
        return new TicketContent(
                classId,
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

    /** An event that happens so many minutes after the start. */
    public EventDraft at(double minute, TicketEventKind kind) {
        number++;
        return new EventDraft("e" + number, minutes(minute), kind);
    }

    public static Instant minutes(double minute) {
        return START.plus(Duration.ofMillis(Math.round(minute * 60_000)));
    }

    /** Told at this minute. */
    TicketDecision tell(double minute, EventDraft event) {
        return take(TicketRule.apply(memory, event.event(), minutes(minute), rules, POLICY, 7));
    }

    /** Told as it happens. */
    TicketDecision tell(double minute, TicketEventKind kind) {
        return tell(minute, at(minute, kind));
    }

    TicketDecision pass(double minute) {
        return take(TicketRule.advanceTo(memory, minutes(minute), rules, POLICY, 7));
    }

    TicketDecision take(TicketDecision decision) {
        if (decision.change() != null) {
            ticket = decision.change().ticket();
            steps.addAll(decision.change().steps());
        }
        if (decision.result() != null) {
            results.add(decision.result());
        }
        orders.addAll(decision.orders());
        detections.addAll(decision.detections());
        boards.addAll(decision.boards());
        return decision;
    }

    List<String> actions() {
        return steps.stream().map(TicketStep::action).toList();
    }

    TicketClock clock(String milestone) {
        return ticket.clocks().stream()
                .filter(c -> c.milestone().equals(milestone))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    TicketStep last() {
        return steps.get(steps.size() - 1);
    }

    boolean has(TicketFlag flag) {
        return ticket.flags().contains(flag);
    }

    /** An event in the making. */
    public static final class EventDraft {
        private final String id;
        private final Instant at;
        private final TicketEventKind kind;
        private TicketRef ref = REF;
        private Instant received;
        private String department;
        private TicketContent content;
        private TicketSpot spot;
        private List<String> departments = List.of();
        private String lead;
        private Integer rating;
        private VerifyOutcome outcome;
        private Instant until;
        private TicketRef other;
        private String into;
        private TicketFlag flag;
        private String proof;
        private String reason;
        private boolean replay;

        EventDraft(String id, Instant at, TicketEventKind kind) {
            this.id = id;
            this.at = at;
            this.kind = kind;
        }

        public EventDraft desk() {
            ref = new TicketRef(TicketEvent.DESK, ID);
            return this;
        }

        public EventDraft by(TicketRef from) {
            ref = from;
            return this;
        }

        public EventDraft receivedAt(double minute) {
            received = minutes(minute);
            return this;
        }

        public EventDraft of(String name) {
            department = name;
            return this;
        }

        public EventDraft to(String... names) {
            departments = List.of(names);
            return this;
        }

        public EventDraft lead(String name) {
            lead = name;
            return this;
        }

        public EventDraft content(TicketContent value) {
            content = value;
            return this;
        }

        public EventDraft spot(TicketSpot value) {
            spot = value;
            return this;
        }

        public EventDraft rating(int value) {
            rating = value;
            return this;
        }

        public EventDraft outcome(VerifyOutcome value) {
            outcome = value;
            return this;
        }

        public EventDraft until(double minute) {
            until = minutes(minute);
            return this;
        }

        public EventDraft other(TicketRef value) {
            other = value;
            return this;
        }

        public EventDraft into(String value) {
            into = value;
            return this;
        }

        public EventDraft flag(TicketFlag value) {
            flag = value;
            return this;
        }

        public EventDraft proof(String value) {
            proof = value;
            return this;
        }

        public EventDraft because(String value) {
            reason = value;
            return this;
        }

        public EventDraft replay() {
            replay = true;
            return this;
        }

        public TicketEvent event() {
            return new TicketEvent(
                    id,
                    ref,
                    ID,
                    kind,
                    null,
                    department,
                    content,
                    spot,
                    departments,
                    lead,
                    rating,
                    outcome,
                    until,
                    other,
                    into,
                    flag,
                    proof,
                    reason,
                    at,
                    received == null ? at : received,
                    replay);
        }
    }
}
