package org.citywall.stream.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketRef;

/** What the rules found out about one input. */
public final class InsightDraft {
    private final Instant now;
    private final List<TicketEvent> flags = new ArrayList<>(0);
    private final List<HotSpot> hotSpots = new ArrayList<>(0);
    private final List<TicketProposal> proposals = new ArrayList<>(0);

    /**
     * @param now time of the log
     */
    public InsightDraft(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** The same flag of the same case has one id, so that it is told once however often found. */
    void flag(String caseId, TicketFlag flag, String reason, boolean replay) {
        flags.add(
                new TicketEvent(
                        Ids.of("flag", caseId, flag.name()),
                        new TicketRef(TicketEvent.RULES, caseId),
                        caseId,
                        TicketEventKind.FLAGGED,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        flag,
                        null,
                        reason,
                        now,
                        now,
                        replay));
    }

    void tell(HotSpot spot) {
        hotSpots.add(spot);
    }

    void propose(TicketProposal proposal) {
        proposals.add(proposal);
    }

    /** Marks of cases, for the tickets' log. */
    public List<TicketEvent> flags() {
        return flags;
    }

    /** Hot spots that began, changed or ended. */
    public List<HotSpot> hotSpots() {
        return hotSpots;
    }

    /** Cases that may be one. */
    public List<TicketProposal> proposals() {
        return proposals;
    }
}
