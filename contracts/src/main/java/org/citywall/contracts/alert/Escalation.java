package org.citywall.contracts.alert;

import java.util.List;

/**
 * How far an unanswered alert has climbed.
 *
 * @param step 0: nobody beyond the desk yet
 * @param notified posts told so far, first first
 */
public record Escalation(int step, List<String> notified) {}
