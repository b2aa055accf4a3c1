package org.citywall.contracts.alert;

/**
 * One revision of an alert with the line that explains it.
 *
 * @param alert the alert after the change
 * @param entry the line
 * @param forgotten true for the last change of all: the alert leaves state and compacted topic
 */
public record AlertChange(Alert alert, TimelineEntry entry, boolean forgotten) {}
