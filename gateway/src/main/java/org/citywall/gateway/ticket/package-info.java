/**
 * Tickets as people see and steer them: lists, commands, originals for who may see them, rules,
 * orders out to departments, indicators. Where a case stands the stream alone decides.
 */
package org.citywall.gateway.ticket;
