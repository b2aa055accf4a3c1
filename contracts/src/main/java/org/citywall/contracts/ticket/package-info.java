/**
 * Tickets: what happens to them, what was promised to citizens, what departments are told, and what
 * wall and record show of them. Nothing here names a private person (docs/domain/ticket.md).
 */
package org.citywall.contracts.ticket;
