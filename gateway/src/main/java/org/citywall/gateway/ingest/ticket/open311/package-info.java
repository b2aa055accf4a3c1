/** Open311 GeoReport v2: tickets from and for the public. */
package org.citywall.gateway.ingest.ticket.open311;
