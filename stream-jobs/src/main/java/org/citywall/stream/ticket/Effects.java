package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Pauses;

/** What an event that is allowed does to the case; answers where it stands then. */
final class Effects {
    private Effects() {}

    static TicketState apply(TicketDraft draft, TicketEvent event, Lifecycle.Move move, long at) {
        TicketMemory memory = draft.memory;
        TicketState usual = move.to().get(0);
        return switch (event.kind()) {
            case CREATED -> created(draft, event, usual, at);
            case CLASSIFIED -> classified(draft, event, usual, at);
            case DISPATCHED -> dispatched(draft, event, usual, at);
            case RETURNED -> returned(draft, event, at);
            case ADJUDICATED -> {
                memory.adjudicated = true;
                takeAway(draft, at);
                yield dispatched(draft, event, usual, at);
            }
            case SIGNED -> signed(memory, event, usual, at);
            case REPORTED -> {
                TicketDepartment holder = Guards.holder(memory, event);
                replace(memory, holder, d -> reported(d, at));
                yield memory.state;
            }
            case EXTENDED -> {
                Clocks.extend(draft, event.department(), at, event.until().toEpochMilli());
                yield usual;
            }
            case SUSPENDED -> suspended(draft, event, at);
            case RESUMED -> resumed(draft, at);
            case ESCALATED -> {
                memory.tier++;
                yield usual;
            }
            case DONE -> done(draft, event, usual, at);
            case VERIFIED -> verified(draft, event, at);
            case REDO -> redo(draft, event, at);
            case SUPERVISED -> {
                Supervising.mark(draft, Supervision.PERSON, at, reason(event, "人工督办"));
                yield memory.state;
            }
            case RELEASED -> {
                Supervising.end(draft, reason(event, "人工解除"));
                yield memory.state;
            }
            case CANCELLED -> {
                memory.proof = event.proof() == null ? memory.proof : event.proof();
                memory.rating = event.rating() == null ? memory.rating : event.rating();
                yield ended(draft, usual, at);
            }
            case INVALIDATED -> {
                Orders.withdraw(draft, at, reason(event, "作废"));
                yield ended(draft, usual, at);
            }
            case MERGED -> {
                memory.mergedInto = event.into();
                Orders.withdraw(draft, at, "并案");
                yield ended(draft, usual, at);
            }
            case LINKED -> {
                Joining.add(memory, event.other(), event.occurredAt(), event.receivedAt(), 0);
                yield memory.state;
            }
            case RATED -> {
                memory.rating = event.rating();
                yield memory.state;
            }
            case SECRET -> {
                hide(memory);
                yield memory.state;
            }
            case FLAGGED -> flagged(draft, event, at);
            case PROGRESS, CONSULTED, PLANNED, ARCHIVED -> usual;
        };
    }

    /** Whoever still has it need do nothing more, unless it is decided anew. */
    private static void takeAway(TicketDraft draft, long at) {
        TicketMemory memory = draft.memory;
        Orders.withdraw(draft, at, "裁决");
        memory.holders().forEach(d -> Clocks.dropFor(draft, d.name()));
        memory.departments =
                memory.departments.stream().filter(d -> d.returnedAt() != null).toList();
    }

    private static String reason(TicketEvent event, String otherwise) {
        return event.reason() == null ? otherwise : event.reason();
    }

    private static TicketState created(
            TicketDraft draft, TicketEvent event, TicketState usual, long at) {
        TicketMemory memory = draft.memory;
        if (memory.isCreated()) {
            join(draft, event);
            return memory.state;
        }
        memory.createdAt = at;
        memory.receivedAt = event.receivedAt().toEpochMilli();
        memory.replay = event.replay();
        memory.rules = draft.rules.version();
        take(draft, event.content(), event.spot());
        memory.classId = draft.rules.classOf(memory.classId);
        if (event.other() != null) {
            Joining.add(memory, event.other(), event.occurredAt(), event.receivedAt(), 0);
        }
        memory.set(TicketFlag.PROACTIVE, event.ref().system().equals(TicketEvent.SENSORS));
        return usual;
    }

    /** A second record of the same case fills in what is not known, and contradicts in the open. */
    private static void join(TicketDraft draft, TicketEvent event) {
        TicketMemory memory = draft.memory;
        TicketContent content = event.content();
        if (content != null && Joining.differs(memory.category, content.category())) {
            draft.conflict(event.ref().system(), "category", memory.category, content.category());
        }
        String kept = memory.spot == null ? null : memory.spot.place();
        String other = event.spot() == null ? null : event.spot().place();
        if (Joining.differs(kept, other)) {
            draft.conflict(event.ref().system(), "place", kept, other);
        }
        if (content != null && content.secret()) {
            hide(memory);
        }
        if (memory.category == null && content != null) {
            memory.category = content.category();
            memory.categoryName = content.categoryName();
        }
        if (memory.title == null && content != null && !memory.has(TicketFlag.SECRET)) {
            memory.title = shortened(content.title());
        }
        if (kept == null && event.spot() != null) {
            memory.spot = event.spot();
        }
    }

    private static void take(TicketDraft draft, TicketContent content, TicketSpot spot) {
        TicketMemory memory = draft.memory;
        memory.spot = spot == null ? memory.spot : spot;
        if (content == null) {
            return;
        }
        draft.fresh = content;
        memory.classId = content.classId() == null ? memory.classId : content.classId();
        memory.category = content.category() == null ? memory.category : content.category();
        memory.categoryName =
                content.categoryName() == null ? memory.categoryName : content.categoryName();
        memory.title = content.title() == null ? memory.title : shortened(content.title());
        memory.unrated |= content.unrated();
        if (content.secret() || memory.has(TicketFlag.SECRET)) {
            hide(memory);
        }
    }

    private static String shortened(String title) {
        if (title == null || title.codePointCount(0, title.length()) <= TicketMemory.TITLE_LENGTH) {
            return title;
        }
        return title.substring(0, title.offsetByCodePoints(0, TicketMemory.TITLE_LENGTH - 1)) + "…";
    }

    private static void hide(TicketMemory memory) {
        memory.set(TicketFlag.SECRET, true);
        memory.title = null;
    }

    private static TicketState classified(
            TicketDraft draft, TicketEvent event, TicketState usual, long at) {
        TicketMemory memory = draft.memory;
        String before = memory.classId;
        take(draft, event.content(), event.spot());
        memory.classId = draft.rules.classOf(memory.classId);
        if (!memory.classId.equals(before)) {
            Clocks.promise(draft, at);
        }
        return usual;
    }

    private static TicketState dispatched(
            TicketDraft draft, TicketEvent event, TicketState usual, long at) {
        TicketMemory memory = draft.memory;
        Set<String> names = new LinkedHashSet<>(event.departments());
        if (names.isEmpty() && event.department() != null) {
            names.add(event.department());
        }
        long holding = memory.holders().stream().filter(d -> !names.contains(d.name())).count();
        boolean whistle = names.size() + holding > 1 || event.lead() != null;
        memory.set(TicketFlag.WHISTLE, whistle || memory.has(TicketFlag.WHISTLE));
        boolean hasLead = memory.holders().stream().anyMatch(TicketDepartment::lead);
        String lead =
                event.lead() != null
                        ? event.lead()
                        : hasLead || names.isEmpty() ? null : names.iterator().next();
        if (event.lead() != null) {
            names.add(event.lead());
        }
        for (String name : names) {
            TicketOrderKind role =
                    whistle && !name.equals(lead)
                            ? TicketOrderKind.WHISTLE
                            : TicketOrderKind.DISPATCH;
            hand(draft, name, name.equals(lead), role, reason(event, role.words()), at);
        }
        if (names.isEmpty()) {
            Clocks.onDispatch(draft, null, at);
        }
        return usual;
    }

    /** A department gets the case, unless it has it. */
    private static void hand(
            TicketDraft draft,
            String name,
            boolean lead,
            TicketOrderKind role,
            String reason,
            long at) {
        TicketMemory memory = draft.memory;
        if (memory.holders().stream().anyMatch(d -> d.name().equals(name))) {
            return;
        }
        List<TicketDepartment> all = new ArrayList<>(memory.departments);
        if (all.size() >= TicketMemory.MOST_DEPARTMENTS) {
            all.remove(0);
        }
        Instant since = Instant.ofEpochMilli(at);
        all.add(new TicketDepartment(name, lead, role, memory.round(), since, null, null, null));
        memory.departments = all;
        if (role != TicketOrderKind.NOTICE) {
            Clocks.onDispatch(draft, name, at);
        }
        Instant due =
                memory.clocks.stream()
                        .filter(c -> c.isOpen() && c.isFor(name))
                        .map(c -> Instant.ofEpochMilli(c.dueAt))
                        .min(Instant::compareTo)
                        .orElse(null);
        Orders.send(draft, name, role, due, reason, at, memory.round() + ":" + at);
    }

    private static TicketState returned(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        TicketDepartment holder = Guards.holder(memory, event);
        replace(memory, holder, d -> gaveBack(d, at));
        Clocks.dropFor(draft, holder.name());
        memory.returns++;
        if (memory.returns >= 2) {
            return TicketState.ADJUDICATING;
        }
        return memory.holders().isEmpty() ? TicketState.RETURNED : memory.state;
    }

    private static TicketState signed(
            TicketMemory memory, TicketEvent event, TicketState usual, long at) {
        TicketDepartment holder = Guards.holder(memory, event);
        if (holder != null) {
            replace(memory, holder, d -> signed(d, at));
        }
        boolean all = memory.holders().stream().allMatch(d -> d.signedAt() != null);
        return all ? usual : memory.state;
    }

    private static TicketState suspended(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        long until = event.until() == null ? Pauses.OPEN : event.until().toEpochMilli();
        if (memory.resumedAt > at) {
            until = Math.min(until, memory.resumedAt);
        }
        memory.resumedAt = 0;
        boolean stands = until > draft.clockNow;
        boolean can =
                Lifecycle.find(memory.state, TicketEventKind.SUSPENDED).to().get(0)
                        == TicketState.SUSPENDED;
        if (stands && !can) {
            // Told of a case that is done or between two departments: only what is over counts.
            until = Math.max(at, draft.clockNow);
        }
        if (memory.pauses.length < 2 * TicketMemory.MOST_PAUSES) {
            memory.pauses = Pauses.with(memory.pauses, at, until);
        }
        Clocks.recount(draft, at);
        if (!stands || !can || memory.state == TicketState.SUSPENDED) {
            return memory.state;
        }
        memory.before = memory.state;
        return TicketState.SUSPENDED;
    }

    private static TicketState resumed(TicketDraft draft, long at) {
        TicketMemory memory = draft.memory;
        int size = memory.pauses.length;
        if (size > 0 && memory.pauses[size - 1] > at) {
            memory.pauses = Pauses.endedAt(memory.pauses, at);
            Clocks.recount(draft, at);
        } else if (memory.state != TicketState.SUSPENDED) {
            memory.resumedAt = at;
        }
        return memory.state == TicketState.SUSPENDED ? memory.before : memory.state;
    }

    private static TicketState done(
            TicketDraft draft, TicketEvent event, TicketState usual, long at) {
        TicketMemory memory = draft.memory;
        if (memory.state == TicketState.SUSPENDED) {
            resumed(draft, at);
        }
        memory.doneAt = at;
        memory.proof = event.proof() == null ? memory.proof : event.proof();
        TicketDepartment holder = Guards.holder(memory, event);
        if (holder != null && holder.reportedAt() == null) {
            replace(memory, holder, d -> reported(d, at));
        }
        return usual;
    }

    private static TicketState verified(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        memory.outcome = event.outcome();
        memory.rating = event.rating() == null ? memory.rating : event.rating();
        memory.proof = event.proof() == null ? memory.proof : event.proof();
        if (event.outcome() == VerifyOutcome.FAILED) {
            return redo(draft, event, at);
        }
        if (event.outcome() == VerifyOutcome.UNREACHABLE) {
            memory.failedCalls++;
        }
        return TicketState.VERIFYING;
    }

    /** Second dispatch: to those who had it or to others, and the grid is told; both must sign. */
    private static TicketState redo(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        List<TicketDepartment> had =
                memory.holders().stream().filter(d -> d.role() != TicketOrderKind.NOTICE).toList();
        memory.redos++;
        memory.doneAt = 0;
        memory.outcome = VerifyOutcome.FAILED;
        memory.set(TicketFlag.SECOND_DISPATCH, true);
        Set<String> names = new LinkedHashSet<>(event.departments());
        if (names.isEmpty()) {
            had.forEach(d -> names.add(d.name()));
        }
        String lead = names.isEmpty() ? null : names.iterator().next();
        for (TicketDepartment department : had) {
            lead =
                    department.lead() && names.contains(department.name())
                            ? department.name()
                            : lead;
        }
        Clocks.onRedo(draft, at);
        String reason = reason(event, "核查不合格");
        for (String name : names) {
            hand(draft, name, name.equals(lead), TicketOrderKind.SECOND_DISPATCH, reason, at);
        }
        String notified = event.lead() != null ? event.lead() : grid(memory);
        if (notified != null) {
            hand(draft, notified, false, TicketOrderKind.NOTICE, reason, at);
        }
        Supervising.begin(
                draft, Supervision.SECOND_DISPATCH, at, "二次派单", Integer.toString(memory.redos));
        return TicketState.REDO;
    }

    /** The grid in whose area it is; null: unknown. */
    private static String grid(TicketMemory memory) {
        return memory.spot == null || memory.spot.placeName() == null
                ? null
                : memory.spot.placeName();
    }

    private static TicketState flagged(TicketDraft draft, TicketEvent event, long at) {
        TicketMemory memory = draft.memory;
        TicketFlag flag = event.flag();
        Supervision cause =
                switch (flag) {
                    case HOT -> Supervision.HOT;
                    case INSTRUCTED -> Supervision.INSTRUCTED;
                    case MEDIA -> Supervision.MEDIA;
                    case SUPERVISED -> Supervision.PERSON;
                    default -> null;
                };
        if (flag == TicketFlag.SECRET) {
            hide(memory);
        } else if (flag != TicketFlag.SUPERVISED && flag != TicketFlag.OVERDUE) {
            memory.set(flag, true);
        }
        if (cause != null) {
            Supervising.begin(draft, cause, at, cause.words(), event.id());
        }
        return memory.state;
    }

    private static TicketState ended(TicketDraft draft, TicketState end, long at) {
        TicketMemory memory = draft.memory;
        Clocks.dropAll(draft);
        if (memory.isSupervised()) {
            Supervising.end(draft, end.words());
        }
        memory.endedAt = at;
        return end;
    }

    private static void replace(
            TicketMemory memory,
            TicketDepartment department,
            UnaryOperator<TicketDepartment> change) {
        List<TicketDepartment> all = new ArrayList<>(memory.departments);
        all.replaceAll(d -> d.equals(department) ? change.apply(d) : d);
        memory.departments = all;
    }

    private static TicketDepartment signed(TicketDepartment d, long at) {
        return new TicketDepartment(
                d.name(),
                d.lead(),
                d.role(),
                d.round(),
                d.dispatchedAt(),
                d.signedAt() == null ? Instant.ofEpochMilli(at) : d.signedAt(),
                d.reportedAt(),
                d.returnedAt());
    }

    private static TicketDepartment reported(TicketDepartment d, long at) {
        return new TicketDepartment(
                d.name(),
                d.lead(),
                d.role(),
                d.round(),
                d.dispatchedAt(),
                d.signedAt(),
                Instant.ofEpochMilli(at),
                d.returnedAt());
    }

    private static TicketDepartment gaveBack(TicketDepartment d, long at) {
        return new TicketDepartment(
                d.name(),
                d.lead(),
                d.role(),
                d.round(),
                d.dispatchedAt(),
                d.signedAt(),
                d.reportedAt(),
                Instant.ofEpochMilli(at));
    }
}
