package org.citywall.gateway.alertrule;

/**
 * What is wrong with rules.
 *
 * @param path of the value, as a JSON pointer
 * @param detail why
 */
record RulesFault(String path, String detail) {}
