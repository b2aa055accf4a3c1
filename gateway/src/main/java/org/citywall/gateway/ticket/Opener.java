package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.citywall.contracts.ticket.TicketSealed;

/** Opens what names people; whoever calls it has written down before for whom and why. */
@FunctionalInterface
public interface Opener {
    /**
     * The original fields of one event.
     *
     * @return empty if this gateway does not have the key, or what was sealed was changed
     */
    Optional<ObjectNode> open(TicketSealed sealed);
}
