package org.citywall.contracts.ticket;

/**
 * A piece of a working day.
 *
 * @param from local time such as {@code 09:00}
 * @param to local time, after {@code from}
 */
public record WorkHours(String from, String to) {}
