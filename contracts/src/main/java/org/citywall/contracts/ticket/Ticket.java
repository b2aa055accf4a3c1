package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * A case as it stands.
 *
 * @param id case id
 * @param rev rises with every change
 * @param state where it stands
 * @param flags what is special about it
 * @param links its numbers, the first first
 * @param content what it is about
 * @param spot where
 * @param departments who has it or had it, newest last
 * @param clocks its promises
 * @param tier 1: group; 2: grid; 3: working committee
 * @param returns how often it was given back
 * @param redos how often it was dispatched again
 * @param failedCalls call-backs that nobody answered
 * @param rating 1 to 5
 * @param outcome of the last check
 * @param proof of its end
 * @param mergedInto case that goes on in its place
 * @param conflicts newest last, at most 20
 * @param createdAt when it happened that it came in
 * @param receivedAt when the first of it was heard
 * @param updatedAt time of the log of the newest change
 * @param doneAt when it was done; null: not, or not any more
 * @param endedAt when nothing more was owed
 * @param rules version of the rules by which its clocks are counted
 * @param replay of a recording
 */
public record Ticket(
        String id,
        long rev,
        TicketState state,
        List<TicketFlag> flags,
        List<TicketLink> links,
        TicketContent content,
        TicketSpot spot,
        List<TicketDepartment> departments,
        List<TicketClock> clocks,
        int tier,
        int returns,
        int redos,
        int failedCalls,
        @Nullable Integer rating,
        @Nullable VerifyOutcome outcome,
        @Nullable String proof,
        @Nullable String mergedInto,
        List<TicketConflict> conflicts,
        Instant createdAt,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant doneAt,
        @Nullable Instant endedAt,
        long rules,
        boolean replay) {}
