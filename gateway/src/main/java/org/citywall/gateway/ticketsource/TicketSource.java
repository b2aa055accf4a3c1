package org.citywall.gateway.ticketsource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.privacy.Sealing;

/**
 * A system that tickets come from.
 *
 * @param id as events name it
 * @param version rises with every change
 * @param title in words
 * @param protocol how it speaks
 * @param owner whom to call when it is silent
 * @param mapping JSONata: one of its messages to one event or several; null: it sends ours
 * @param examples of messages and what they become
 * @param credential id of the credential that speaks for it; null: integrations that speak for all
 * @param secret of its signatures; null: it has none
 * @param enabled whether its events are taken
 * @param expectedIntervalS after so many seconds without a message it is late; null: nobody knows
 * @param updatedBy account
 * @param updatedAt when it was changed
 */
public record TicketSource(
        String id,
        int version,
        String title,
        Protocol protocol,
        @Nullable String owner,
        @Nullable String mapping,
        JsonNode examples,
        @Nullable String credential,
        @Nullable Sealing.Sealed secret,
        boolean enabled,
        @Nullable Integer expectedIntervalS,
        String updatedBy,
        Instant updatedAt) {

    /** How a system speaks. */
    public enum Protocol {
        /** CloudEvents over HTTP. */
        EVENTS,
        /** Events over MQTT. */
        MQTT,
        /** Messages of its own to its hook. */
        HOOK,
        /** Open311 GeoReport v2. */
        OPEN311;

        /** As it is written. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that is written so. */
        public static Optional<Protocol> of(String wire) {
            return Stream.of(values()).filter(each -> each.wire().equals(wire)).findFirst();
        }
    }

    /** With what the secret of a source is associated. */
    public static String associated(String id) {
        return "ticket-source/" + id;
    }
}
