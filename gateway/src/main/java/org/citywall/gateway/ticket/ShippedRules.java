package org.citywall.gateway.ticket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketRules;

/** The rules of tickets that come with a release, in force until somebody writes others. */
public final class ShippedRules {
    private static final String RESOURCE = "/tickets/rules-v1.json";

    private ShippedRules() {}

    /** Version 1; empty if the release brings none. */
    public static Optional<TicketRules> find() {
        try (InputStream in = TicketRules.class.getResourceAsStream(RESOURCE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Json.read(in.readAllBytes(), TicketRules.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
