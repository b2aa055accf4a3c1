package org.citywall.contracts.ticket;

/**
 * A ticket under the number of one system.
 *
 * @param system registered id of the system
 * @param number its number there; no slash, no at sign
 */
public record TicketRef(String system, String number) {}
