package org.citywall.contracts.alert;

import java.time.Instant;

/**
 * A deadline of an alert.
 *
 * @param name acknowledge, verify (result of the call back), on-site, presume (taken for real),
 *     answer (next call), accept (the responder takes it), order (reply of a department),
 *     auto-close, forget, shelve
 * @param dueAt event time at which it fires
 */
public record AlertTimer(String name, Instant dueAt) {}
