package org.citywall.gateway.notify.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Principal;

/**
 * A link that was sent, as it stands.
 *
 * @param hash of its token
 * @param pageId the page that it answers
 * @param who the account for which it acts, as it is now; null: there is none any more
 * @param step wire name of the page's step
 * @param told what the page said
 * @param expiresAt from then on it is of no use
 * @param revokedAt null: it was not
 * @param revokedBy account that revoked it, or a word for why: the page was answered otherwise, the
 *     alert is closed; null: nobody
 * @param answer what was answered to the page; null: nothing
 */
record ActionLink(
        String hash,
        String pageId,
        String alertId,
        @Nullable Principal who,
        String step,
        JsonNode told,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable Answer answer) {
    /** Whoever reloads the page sees for so long what became of the answer. */
    private static final Duration SHOWN = Duration.ofHours(1);

    /** What may be done with a link. */
    enum State {
        /** it waits for an answer */
        OPEN,
        /** the page was answered; it says by whom and when */
        ANSWERED,
        EXPIRED,
        REVOKED,
        /** the account is gone, or may command nothing */
        POWERLESS
    }

    /**
     * An answer to a page.
     *
     * @param by account
     * @param action word of an {@link Offer}, or wire name of a command
     * @param how {@code link}, or {@code command}: otherwise
     * @param accepted what the alerts job said; null: nothing yet
     * @param said the same in words
     */
    record Answer(
            String by,
            String action,
            String how,
            Instant at,
            @Nullable Boolean accepted,
            @Nullable String said) {}

    /** Who may not see the alert any more may not command it either. */
    boolean maySee(JsonNode alert) {
        return who != null && who.sees(alert.path("place").asText(""));
    }

    /** An answer that was given outlives the link a little, so that a reload still shows it. */
    State state(Instant now) {
        if (answer != null && (now.isBefore(expiresAt) || now.isBefore(answer.at().plus(SHOWN)))) {
            return State.ANSWERED;
        }
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return who == null || !who.may(Role.OFFICER) ? State.POWERLESS : State.OPEN;
    }
}
