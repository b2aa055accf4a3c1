package org.citywall.contracts.ticket;

import java.util.List;

/**
 * Tickets to which the same was promised.
 *
 * @param id such as {@code longhua}, {@code youyilu-general}
 * @param title the same in words
 * @param milestones what was promised
 */
public record TicketClass(String id, String title, List<Milestone> milestones) {}
