/** Messages of foreign systems: read by the mapping of their source, signed or with a token. */
package org.citywall.gateway.ingest.ticket.hook;
