package org.citywall.stream.ticket;

import static org.citywall.stream.ticket.PackIn.has;
import static org.citywall.stream.ticket.PackOut.bit;
import static org.citywall.stream.ticket.PackOut.place;

import java.util.ArrayList;
import java.util.Arrays;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Pauses;

/**
 * A {@link TicketMemory} as bytes, as it lies in state: a million of them, and each event reads and
 * writes one. The first byte is the form's version; whoever changes the form gives it a new one and
 * goes on reading the old. Times are milliseconds, told as distances from the creation; the id is
 * not stored, it is the key. A constant of {@link TicketState}, {@link ClockKind}, {@link
 * ClockState}, {@link TicketOrderKind} or {@link VerifyOutcome} is stored by its place: constants
 * are only appended, at most 16 to those of a clock or a role.
 */
public final class TicketCodec {
    /** The form that is written. */
    static final int FORM = 1;

    private static final TicketState[] STATES = TicketState.values();
    private static final VerifyOutcome[] OUTCOMES = VerifyOutcome.values();

    // What a case has beyond the usual; the likeliest first, since small numbers take fewer bytes.
    private static final int SPOT = 1;
    private static final int LON = TicketParts.LON;
    private static final int LAT = TicketParts.LAT;
    private static final int FLAGS = 1 << 3;
    private static final int UNRATED = 1 << 4;
    private static final int CAUSES = 1 << 5;
    private static final int SUPERVISED_ALERT = 1 << 6;
    private static final int DONE = 1 << 7;
    private static final int PROOF = 1 << 8;
    private static final int RATING = 1 << 9;
    private static final int OUTCOME = 1 << 10;
    private static final int ENDED = 1 << 11;
    private static final int TIER = 1 << 12;
    private static final int REDOS = 1 << 13;
    private static final int RETURNS = 1 << 14;
    private static final int ADJUDICATED = 1 << 15;
    private static final int CALLS = 1 << 16;
    private static final int BEFORE = 1 << 17;
    private static final int PAUSES = 1 << 18;
    private static final int RESUMED = 1 << 19;
    private static final int MERGED = 1 << 20;
    private static final int CONFLICTS = 1 << 21;
    private static final int CALENDAR_MISSING = 1 << 22;
    private static final int REPLAY = 1 << 23;
    private static final int EARLY = 1 << 24;

    private static final long SECOND_MS = 1_000;

    private TicketCodec() {}

    /** The bytes of a case, all of it but its id. */
    public static byte[] pack(TicketMemory m) {
        PackOut out = new PackOut();
        out.octet(FORM);
        int shape = shape(m);
        out.number(shape);
        out.octet(place(m.state));
        out.number(m.createdAt);
        out.base(m.createdAt);
        out.number(m.rev);
        out.number(m.rules);
        out.time(m.receivedAt, 0);
        out.time(m.updatedAt, 0);
        out.time(m.lookedAt, 0);
        out.time(m.timer, 0);
        out.text(m.classId);
        out.text(m.category);
        out.text(m.categoryName);
        out.text(m.title);
        TicketParts.packSpot(out, m.spot);
        TicketParts.packLinks(out, m.links);
        TicketParts.packDepartments(out, m.departments);
        TicketParts.packClocks(out, m.clocks);
        out.number(m.seen.length);
        for (long hash : m.seen) {
            out.raw(hash);
        }
        out.number(m.echoes.length);
        for (long echo : m.echoes) {
            out.halves(echo, m.createdAt / SECOND_MS);
        }
        packRest(out, m, shape);
        return out.toBytes();
    }

    /**
     * The case that was packed.
     *
     * @param caseId key under which the bytes lie
     * @throws IllegalStateException if they are of a form that this version cannot read, or torn
     */
    public static TicketMemory unpack(String caseId, byte[] bytes) {
        PackIn in = new PackIn(bytes);
        int form = bytes.length == 0 ? 0 : in.octet();
        if (form != FORM) {
            throw new IllegalStateException(
                    "case %s lies in state in form %d; this version reads form %d"
                            .formatted(caseId, form, FORM));
        }
        try {
            TicketMemory memory = unpack(caseId, in);
            if (in.isAtEnd()) {
                return memory;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("case %s is torn in state".formatted(caseId), e);
        }
        throw new IllegalStateException("case %s is longer in state than told".formatted(caseId));
    }

    private static TicketMemory unpack(String caseId, PackIn in) {
        TicketMemory m = TicketMemory.empty(caseId);
        int shape = in.count();
        m.state = STATES[in.octet()];
        m.createdAt = in.number();
        in.base(m.createdAt);
        m.rev = in.number();
        m.rules = in.number();
        m.receivedAt = in.time(0);
        m.updatedAt = in.time(0);
        m.lookedAt = in.time(0);
        m.timer = in.time(0);
        m.classId = in.text();
        m.category = in.text();
        m.categoryName = in.text();
        m.title = in.text();
        m.spot = has(shape, SPOT) ? TicketParts.unpackSpot(in, shape) : null;
        m.links = TicketParts.unpackLinks(in);
        m.departments = TicketParts.unpackDepartments(in);
        m.clocks = TicketParts.unpackClocks(in);
        m.seen = new long[in.count()];
        for (int i = 0; i < m.seen.length; i++) {
            m.seen[i] = in.raw();
        }
        m.echoes = new long[in.count()];
        for (int i = 0; i < m.echoes.length; i++) {
            m.echoes[i] = in.halves(m.createdAt / SECOND_MS);
        }
        unpackRest(in, m, shape);
        return m;
    }

    private static int shape(TicketMemory m) {
        TicketSpot spot = m.spot;
        return bit(SPOT, spot != null)
                | bit(LON, spot != null && spot.lon() != null)
                | bit(LAT, spot != null && spot.lat() != null)
                | bit(FLAGS, m.flags != 0)
                | bit(UNRATED, m.unrated)
                | bit(CAUSES, m.causes != 0)
                | bit(SUPERVISED_ALERT, m.supervisedAlert)
                | bit(DONE, m.doneAt != 0)
                | bit(PROOF, m.proof != null)
                | bit(RATING, m.rating != null)
                | bit(OUTCOME, m.outcome != null)
                | bit(ENDED, m.endedAt != 0)
                | bit(TIER, m.tier != 1)
                | bit(REDOS, m.redos != 0)
                | bit(RETURNS, m.returns != 0)
                | bit(ADJUDICATED, m.adjudicated)
                | bit(CALLS, m.failedCalls != 0)
                | bit(BEFORE, m.before != null)
                | bit(PAUSES, m.pauses.length != 0)
                | bit(RESUMED, m.resumedAt != 0)
                | bit(MERGED, m.mergedInto != null)
                | bit(CONFLICTS, !m.conflicts.isEmpty())
                | bit(CALENDAR_MISSING, m.calendarMissing)
                | bit(REPLAY, m.replay)
                | bit(EARLY, !m.early.isEmpty());
    }

    /** In the order of {@link #unpackRest}: numbers, places in enums, times, texts, lists. */
    private static void packRest(PackOut out, TicketMemory m, int shape) {
        out.numberIf(has(shape, FLAGS), m.flags);
        out.numberIf(has(shape, CAUSES), m.causes);
        out.numberIf(has(shape, TIER), m.tier);
        out.numberIf(has(shape, REDOS), m.redos);
        out.numberIf(has(shape, RETURNS), m.returns);
        out.numberIf(has(shape, CALLS), m.failedCalls);
        out.numberIf(has(shape, RATING), m.rating == null ? 0 : m.rating);
        out.numberIf(has(shape, OUTCOME), m.outcome == null ? 0 : place(m.outcome));
        out.numberIf(has(shape, BEFORE), m.before == null ? 0 : place(m.before));
        out.timeIf(has(shape, DONE), m.doneAt);
        out.timeIf(has(shape, ENDED), m.endedAt);
        out.timeIf(has(shape, RESUMED), m.resumedAt);
        if (has(shape, PROOF)) {
            out.text(m.proof);
        }
        if (has(shape, MERGED)) {
            out.text(m.mergedInto);
        }
        if (has(shape, PAUSES)) {
            out.number(m.pauses.length);
            Arrays.stream(m.pauses).forEach(at -> out.time(at, Pauses.OPEN));
        }
        if (has(shape, CONFLICTS)) {
            TicketParts.packConflicts(out, m.conflicts);
        }
        if (has(shape, EARLY)) {
            out.block(Json.bytes(m.early));
        }
    }

    private static void unpackRest(PackIn in, TicketMemory m, int shape) {
        m.unrated = has(shape, UNRATED);
        m.supervisedAlert = has(shape, SUPERVISED_ALERT);
        m.adjudicated = has(shape, ADJUDICATED);
        m.calendarMissing = has(shape, CALENDAR_MISSING);
        m.replay = has(shape, REPLAY);
        m.flags = in.numberIf(has(shape, FLAGS), 0);
        m.causes = in.numberIf(has(shape, CAUSES), 0);
        m.tier = in.numberIf(has(shape, TIER), 1);
        m.redos = in.numberIf(has(shape, REDOS), 0);
        m.returns = in.numberIf(has(shape, RETURNS), 0);
        m.failedCalls = in.numberIf(has(shape, CALLS), 0);
        m.rating = has(shape, RATING) ? in.count() : null;
        m.outcome = has(shape, OUTCOME) ? OUTCOMES[in.count()] : null;
        m.before = has(shape, BEFORE) ? STATES[in.count()] : null;
        m.doneAt = in.timeIf(has(shape, DONE));
        m.endedAt = in.timeIf(has(shape, ENDED));
        m.resumedAt = in.timeIf(has(shape, RESUMED));
        m.proof = has(shape, PROOF) ? in.text() : null;
        m.mergedInto = has(shape, MERGED) ? in.text() : null;
        if (has(shape, PAUSES)) {
            m.pauses = new long[in.count()];
            for (int i = 0; i < m.pauses.length; i++) {
                m.pauses[i] = in.time(Pauses.OPEN);
            }
        }
        if (has(shape, CONFLICTS)) {
            m.conflicts = TicketParts.unpackConflicts(in);
        }
        if (has(shape, EARLY)) {
            TicketEvent[] early = Json.read(in.block(), TicketEvent[].class);
            m.early = new ArrayList<>(Arrays.asList(early));
        }
    }
}
