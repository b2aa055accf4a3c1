/** Events of tickets: checked, masked, sealed, and given their case and place. */
package org.citywall.gateway.ingest.ticket;
