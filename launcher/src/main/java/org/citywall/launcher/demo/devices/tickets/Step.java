package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One step of a story that is still to come.
 *
 * @param event kind of {@code citywall.ticket.event.v1}
 * @param afterS seconds after the step before it, or after the order that it waits for
 * @param lagS seconds from when it happens to when it is told
 * @param awaits department without whose order it does not happen (for a while); null: none
 * @param data of the event, without system, number, kind and time
 */
record Step(
        String event,
        long afterS,
        long lagS,
        @org.citywall.contracts.Nullable String awaits,
        ObjectNode data) {}
