package org.citywall.contracts.alert;

import java.util.List;

/**
 * How far an alert has climbed that nobody answered, or of which no word came in time.
 *
 * @param step number of posts told; 0: nobody beyond the desk yet
 * @param notified posts told and persons called so far, first first
 */
public record Escalation(int step, List<String> notified) {}
