package org.citywall.stream.alert;

import java.time.Instant;

/**
 * Who last did what to an alert, so that a refused command can say it.
 *
 * @param action wire name of the action
 * @param byName display name, or 系统
 * @param at when
 */
public record LastAction(String action, String byName, Instant at) {}
