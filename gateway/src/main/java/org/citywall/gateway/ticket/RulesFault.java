package org.citywall.gateway.ticket;

/**
 * What is wrong with rules.
 *
 * @param path of the value, as a JSON pointer
 * @param detail why
 */
record RulesFault(String path, String detail) {}
