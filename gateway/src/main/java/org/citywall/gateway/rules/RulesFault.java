package org.citywall.gateway.rules;

/**
 * What is wrong with rules.
 *
 * @param path of the value, as a JSON pointer
 * @param detail why
 */
public record RulesFault(String path, String detail) {}
