/** Operators of the tickets job. */
package org.citywall.stream.ticket.flink;
