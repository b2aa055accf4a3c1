package org.citywall.stream.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Pauses;

/**
 * What the rules remember of one case; changed in place. The complaint's text, address and caller
 * are not here: they go on with the change that brought them. Times are ms since 1970, 0 for none.
 */
public final class TicketMemory {
    static final int MOST_CONFLICTS = 20;
    static final int MOST_EARLY = 16;
    static final int MOST_CLOCKS = 32;
    static final int MOST_DEPARTMENTS = 40;
    static final int MOST_PAUSES = 40;
    static final int TITLE_LENGTH = 60;

    public String id = "";
    public long rev;
    public TicketState state = TicketState.DRAFT;

    /** Where it stood before it was suspended. */
    public TicketState before;

    /** Bits of {@link #bit}. */
    public int flags;

    public List<TicketLink> links = new ArrayList<>(1);
    public String classId;
    public String category;
    public String categoryName;

    /** At most 60 characters; null: none, or secret. */
    public String title;

    public boolean unrated;
    public TicketSpot spot;
    public List<TicketDepartment> departments = new ArrayList<>(0);
    public List<ClockMemory> clocks = new ArrayList<>(0);
    public int tier = 1;
    public int returns;
    public boolean adjudicated;
    public int redos;
    public int failedCalls;
    public Integer rating;
    public VerifyOutcome outcome;
    public String proof;
    public String mergedInto;
    public List<TicketConflict> conflicts = new ArrayList<>(0);
    public long createdAt;
    public long receivedAt;
    public long updatedAt;
    public long doneAt;
    public long endedAt;

    /** Version of the rules by which its clocks are counted. */
    public long rules;

    public boolean replay;

    /** Spans in which its clocks stood, {@link Pauses}. */
    public long[] pauses = Pauses.NONE;

    /** A resumption that was told before its suspension. */
    public long resumedAt;

    /** Why it is supervised: bits of {@link Supervision}. */
    public int causes;

    public boolean supervisedAlert;
    public boolean calendarMissing;

    /** Hashes of (system, id) of its events, oldest first. */
    public long[] seen = {};

    /** Newest steps that were taken, packed by {@link Echoes}. */
    public long[] echoes = {};

    /** What was told before it was created. */
    public List<TicketEvent> early = new ArrayList<>(0);

    /** Log time of its newest input. */
    public long lookedAt;

    /** Log time for which the one timer of this case is set; 0: none is. */
    public long timer;

    /** A case of which nothing is known. */
    public static TicketMemory empty(String caseId) {
        TicketMemory memory = new TicketMemory();
        memory.id = caseId;
        return memory;
    }

    boolean isCreated() {
        return state != TicketState.DRAFT;
    }

    boolean has(TicketFlag flag) {
        return (flags & bit(flag)) != 0;
    }

    void set(TicketFlag flag, boolean on) {
        flags = on ? flags | bit(flag) : flags & ~bit(flag);
    }

    /** These lie in state: a bit never changes its meaning. */
    private static int bit(TicketFlag flag) {
        return switch (flag) {
            case SUPERVISED -> 1;
            case SECOND_DISPATCH -> 1 << 1;
            case WHISTLE -> 1 << 2;
            case OVERDUE -> 1 << 3;
            case REPEAT -> 1 << 4;
            case GROUP -> 1 << 5;
            case HOT -> 1 << 6;
            case PROACTIVE -> 1 << 7;
            case SECRET -> 1 << 8;
            case MEDIA -> 1 << 9;
            case INSTRUCTED -> 1 << 10;
        };
    }

    List<TicketFlag> flagList() {
        return Arrays.stream(TicketFlag.values()).filter(this::has).toList();
    }

    /** Number of the newest round of dispatches, from 1. */
    int round() {
        return redos + 1;
    }

    /** Who has it now. */
    List<TicketDepartment> holders() {
        return departments.stream()
                .filter(d -> d.round() == round() && d.returnedAt() == null)
                .toList();
    }

    boolean isSupervised() {
        return has(TicketFlag.SUPERVISED);
    }

    boolean remembers(long hash) {
        return Arrays.stream(seen).anyMatch(each -> each == hash);
    }

    void remember(long hash, int most) {
        int drop = seen.length < most ? 0 : 1;
        long[] next = Arrays.copyOfRange(seen, drop, seen.length + 1);
        next[next.length - 1] = hash;
        seen = next;
    }
}
