package org.citywall.stream.ticket;

import static org.citywall.stream.ticket.PackIn.has;
import static org.citywall.stream.ticket.PackOut.bit;
import static org.citywall.stream.ticket.PackOut.place;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;

/** What a case has several of, and where it is, for {@link TicketCodec}. */
final class TicketParts {
    // Which coordinates of its place a case has, in the shape of the case.
    static final int LON = 1 << 1;
    static final int LAT = 1 << 2;

    private static final TicketOrderKind[] ROLES = TicketOrderKind.values();
    private static final ClockKind[] KINDS = ClockKind.values();
    private static final ClockState[] CLOCK_STATES = ClockState.values();

    // What a department has beyond the usual; its role stands above them.
    private static final int LEAD = 1;
    private static final int SIGNED = 1 << 1;
    private static final int REPORTED = 1 << 2;
    private static final int RETURNED = 1 << 3;

    // The same of a clock.
    private static final int PAUSABLE = 1;
    private static final int WARNED = 1 << 1;
    private static final int CLOCK_ENDED = 1 << 2;
    private static final int TOLD = 1 << 3;
    private static final int ALERTED = 1 << 4;
    private static final int URGED = 1 << 5;
    private static final int EXTENDED = 1 << 6;
    private static final int UNTIL = 1 << 7;

    private static final int HIGH = 4;
    private static final int LOW = 0xf;

    private TicketParts() {}

    static void packSpot(PackOut out, TicketSpot spot) {
        if (spot == null) {
            return;
        }
        out.text(spot.place());
        out.text(spot.placeName());
        if (spot.lon() != null) {
            out.degrees(spot.lon());
        }
        if (spot.lat() != null) {
            out.degrees(spot.lat());
        }
    }

    static TicketSpot unpackSpot(PackIn in, int shape) {
        String place = in.text();
        String placeName = in.text();
        Double lon = has(shape, LON) ? (Double) in.degrees() : null;
        Double lat = has(shape, LAT) ? (Double) in.degrees() : null;
        return new TicketSpot(place, placeName, lon, lat);
    }

    static void packLinks(PackOut out, List<TicketLink> links) {
        out.number(links.size());
        for (TicketLink link : links) {
            out.text(link.ref().system());
            out.text(link.ref().number());
            out.time(link.since());
            out.time(link.heardAt());
            out.number(link.lagMs());
        }
    }

    static List<TicketLink> unpackLinks(PackIn in) {
        int size = in.count();
        List<TicketLink> links = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            TicketRef ref = new TicketRef(in.text(), in.text());
            links.add(new TicketLink(ref, in.time(), in.time(), in.number()));
        }
        return links;
    }

    static void packDepartments(PackOut out, List<TicketDepartment> departments) {
        out.number(departments.size());
        for (TicketDepartment each : departments) {
            out.text(each.name());
            out.octet(
                    bit(LEAD, each.lead())
                            | bit(SIGNED, each.signedAt() != null)
                            | bit(REPORTED, each.reportedAt() != null)
                            | bit(RETURNED, each.returnedAt() != null)
                            | place(each.role()) << HIGH);
            out.number(each.round());
            out.time(each.dispatchedAt());
            for (Instant at : // A List takes no null.
                    new Instant[] {each.signedAt(), each.reportedAt(), each.returnedAt()}) {
                if (at != null) {
                    out.time(at);
                }
            }
        }
    }

    static List<TicketDepartment> unpackDepartments(PackIn in) {
        int size = in.count();
        List<TicketDepartment> departments = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = in.text();
            int shape = in.octet();
            departments.add(
                    new TicketDepartment(
                            name,
                            has(shape, LEAD),
                            ROLES[shape >> HIGH],
                            in.count(),
                            in.time(),
                            has(shape, SIGNED) ? in.time() : null,
                            has(shape, REPORTED) ? in.time() : null,
                            has(shape, RETURNED) ? in.time() : null));
        }
        return departments;
    }

    static void packClocks(PackOut out, List<ClockMemory> clocks) {
        out.number(clocks.size());
        for (ClockMemory clock : clocks) {
            int shape =
                    bit(PAUSABLE, clock.pausable)
                            | bit(WARNED, clock.warned != 0)
                            | bit(CLOCK_ENDED, clock.endedAt != 0)
                            | bit(TOLD, clock.toldAt != 0)
                            | bit(ALERTED, clock.alerted)
                            | bit(URGED, clock.urged != 0)
                            | bit(EXTENDED, clock.extendedAt != 0)
                            | bit(UNTIL, clock.until != 0);
            out.number(shape);
            out.octet(place(clock.kind) | place(clock.state) << HIGH);
            out.text(clock.milestone);
            out.text(clock.department);
            out.number(clock.amount);
            out.time(clock.startedAt, 0);
            out.time(clock.dueAt, 0);
            out.timeIf(has(shape, EXTENDED), clock.extendedAt);
            out.timeIf(has(shape, UNTIL), clock.until);
            out.timeIf(has(shape, CLOCK_ENDED), clock.endedAt);
            out.timeIf(has(shape, TOLD), clock.toldAt);
            out.numberIf(has(shape, WARNED), clock.warned);
            out.numberIf(has(shape, URGED), clock.urged);
        }
    }

    static List<ClockMemory> unpackClocks(PackIn in) {
        int size = in.count();
        List<ClockMemory> clocks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ClockMemory clock = new ClockMemory();
            int shape = in.count();
            int kinds = in.octet();
            clock.pausable = has(shape, PAUSABLE);
            clock.alerted = has(shape, ALERTED);
            clock.kind = KINDS[kinds & LOW];
            clock.state = CLOCK_STATES[kinds >> HIGH];
            clock.milestone = in.text();
            clock.department = in.text();
            clock.amount = in.count();
            clock.startedAt = in.time(0);
            clock.dueAt = in.time(0);
            clock.extendedAt = in.timeIf(has(shape, EXTENDED));
            clock.until = in.timeIf(has(shape, UNTIL));
            clock.endedAt = in.timeIf(has(shape, CLOCK_ENDED));
            clock.toldAt = in.timeIf(has(shape, TOLD));
            clock.warned = in.numberIf(has(shape, WARNED), 0);
            clock.urged = in.numberIf(has(shape, URGED), 0);
            clocks.add(clock);
        }
        return clocks;
    }

    static void packConflicts(PackOut out, List<TicketConflict> conflicts) {
        out.number(conflicts.size());
        for (TicketConflict each : conflicts) {
            out.time(each.at());
            out.text(each.system());
            out.text(each.field());
            out.text(each.kept());
            out.text(each.other());
        }
    }

    static List<TicketConflict> unpackConflicts(PackIn in) {
        int size = in.count();
        List<TicketConflict> conflicts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            conflicts.add(
                    new TicketConflict(in.time(), in.text(), in.text(), in.text(), in.text()));
        }
        return conflicts;
    }
}
