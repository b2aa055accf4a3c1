package org.citywall.contracts.ticket;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * One thing that happened to a ticket, on the log in the order in which it was heard. Commands of
 * the desk are events of the system {@link #DESK} whose id is the command id; each is answered by a
 * {@link TicketResult}.
 *
 * @param id of the event in its system; with the system the key by which repeats are found
 * @param ref whose ticket
 * @param caseId case that the gateway found for it; key of the log
 * @param kind what happened
 * @param by account or words for who did it; never a name of a private person
 * @param department department that acts
 * @param content what is known of the matter; with {@code created}, {@code classified} and {@code
 *     secret}
 * @param spot where; with {@code created}
 * @param departments to whom it goes; with {@code dispatched}, {@code adjudicated}, {@code redo},
 *     {@code supervised}
 * @param lead which of them leads a whistle; null: the first
 * @param rating 1 (very dissatisfied) to 5 (very satisfied)
 * @param outcome with {@code verified}
 * @param until new promise of {@code extended}; planned end of {@code suspended}
 * @param other the other number of {@code linked} and {@code merged}
 * @param into case into which it is merged
 * @param flag with {@code flagged}
 * @param proof where the proof lies, or what it is, masked
 * @param reason in the words of who did it, masked
 * @param occurredAt when it happened, by its system; at most 5 minutes after {@code receivedAt}
 * @param receivedAt when the gateway had it
 * @param replay of a recording
 */
public record TicketEvent(
        String id,
        TicketRef ref,
        String caseId,
        TicketEventKind kind,
        @Nullable String by,
        @Nullable String department,
        @Nullable TicketContent content,
        @Nullable TicketSpot spot,
        List<String> departments,
        @Nullable String lead,
        @Nullable Integer rating,
        @Nullable VerifyOutcome outcome,
        @Nullable Instant until,
        @Nullable TicketRef other,
        @Nullable String into,
        @Nullable TicketFlag flag,
        @Nullable String proof,
        @Nullable String reason,
        Instant occurredAt,
        Instant receivedAt,
        boolean replay) {
    /** System of what people do at the desk. */
    public static final String DESK = "citywall-desk";

    /** System of what rules of Citywall find out. */
    public static final String RULES = "citywall-rules";

    /** System of tickets that are made from alarms. */
    public static final String SENSORS = "citywall-sensors";
}
