package org.citywall.contracts.ticket;

import java.util.List;

/**
 * Which days of a year are no ordinary ones. Weekends need not be named.
 *
 * @param year such as 2026
 * @param holidays weekdays off, ISO dates
 * @param workdays weekend days on which people work (调休), ISO dates
 */
public record WorkYear(int year, List<String> holidays, List<String> workdays) {}
